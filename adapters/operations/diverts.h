// /v1/diverts: a tenant's calls go to another line for a while, and are taken back.
#pragma once

#include <functional>
#include <string>

#include "adapters/http/message.h"
#include "adapters/port.h"

namespace switchyard::adapters::operations {

// GET  /v1/diverts/NAME   200 {"workspace", "diverts": [{"tenant", "to", "number", "until"}]}: those of now
// POST /v1/diverts/NAME   {"tenant", "code", "to", "until"}  calls go to that number of the workspace (by its
//                         name or as it is dialled); without `until` (RFC 3339) until they are taken back
//                         {"tenant", "code", "end": true}    they are taken back
//                         200 {"workspace", "sequence"}: since that turn
// 400 what is wrong with the question (another key too, so that a misspelt `until` is not for ever), 401 not
// an operator, 403 not the code of the tenant's `divert_code`, 404 no such workspace, tenant or number, 409
// what the engine refuses, 503.
class Diverts {
 public:
  // `may_use`: else 401. It must be quick. `can_forward`: somebody here sends calls on; else callers would
  // wait for ever, so nothing is diverted (409).
  Diverts(Port& port, std::function<bool(const http::Request&)> may_use, bool can_forward)
      : port_(port), may_use_(std::move(may_use)), can_forward_(can_forward) {}

  static constexpr const char* root = "/v1/diverts/";

  // Paths that begin with `root`. Any thread.
  void handle(const http::Request& request, http::Respond respond);

 private:
  void show(std::string workspace, http::Respond respond);
  void change(std::string workspace, const std::string& body, http::Respond respond);

  Port& port_;
  std::function<bool(const http::Request&)> may_use_;
  const bool can_forward_;
};

}  // namespace switchyard::adapters::operations
