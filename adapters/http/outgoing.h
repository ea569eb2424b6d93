// A request that we send, and what comes of it, as plain values, so that whoever sends needs no client and no
// clock to be tested.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "engine/base/time.h"

namespace switchyard::adapters::http {

struct OutgoingRequest {
  std::string method = "POST";
  std::string url;  // http or https
  Headers headers;  // Host, Content-Length and Connection are the client's
  std::string body;
  Duration timeout = seconds(15);  // for all of it, from the look-up of the name to the last byte
};

struct SendResult {
  std::string error;      // why there is no response, for people; empty when there is one
  bool hopeless = false;  // it would not be sent the next time either: no URL, or a forbidden address
  Response response;

  bool arrived() const { return error.empty(); }
  bool accepted() const { return arrived() && response.status >= 200 && response.status < 300; }
};

// Sends it and tells what came of it, once, on any thread; also when it could not be sent.
using Send = std::function<void(OutgoingRequest, std::function<void(SendResult)>)>;

// What is wrong with a URL that somebody wants asked, known before anybody asks it: one sentence. Nothing: it
// may be tried. On any thread.
using JudgeUrl = std::function<std::optional<std::string>(std::string_view url)>;

// Calls the function once, so much later, on any thread. Never from inside this call.
using After = std::function<void(Duration, std::function<void()>)>;

// The present moment.
using Now = std::function<Time()>;

}  // namespace switchyard::adapters::http
