// /v1/documents: a workspace's whole document, for operators: look at it, check another, put that to work.
#pragma once

#include <functional>
#include <string>

#include "adapters/http/message.h"
#include "adapters/port.h"
#include "engine/codec/document/document.h"
#include "engine/codec/document/problem.h"

namespace switchyard::adapters::operations {

// GET  /v1/documents               200 [{"workspace", "version", "sequence"}]
// GET  /v1/documents/NAME          200 the document at work; its version is the ETag
// POST /v1/documents/NAME?dry_run=true
//                                  200 {"workspace", "version", "same", "document"}: what would be at work
// POST /v1/documents/NAME          200 {"workspace", "version", "sequence"}: it is at work since that turn
// A POST with If-Match is refused (412) when another version is at work by now; ?re_evaluate=true runs what
// waits through the new rules. What the document says wrong is 422 with {"message", "problems": […]}, all of
// them. The section `taskrouter`, which the REST API keeps, goes on from the version before where the new
// document has none, and its `account_sid` where that has none. A document that is at work already makes no
// turn. Another parameter, or another value than true and false, is 400, and nothing happens.
class Documents {
 public:
  // What else is wrong with a document that somebody sends; its errors are told like the compiler's.
  using Judge = std::function<codec::Problems(const codec::Document&)>;

  // `may_use`: else 401. It must be quick.
  Documents(Port& port, std::function<bool(const http::Request&)> may_use, Judge judge = {})
      : port_(port), may_use_(std::move(may_use)), judge_(std::move(judge)) {}

  // Paths from /v1/documents on. Any thread.
  void handle(const http::Request& request, http::Respond respond);

 private:
  void list(http::Respond respond);
  void show(const std::string& name, http::Respond respond);
  void change(const std::string& name, const http::Request& request, http::Respond respond);

  Port& port_;
  std::function<bool(const http::Request&)> may_use_;
  Judge judge_;
};

}  // namespace switchyard::adapters::operations
