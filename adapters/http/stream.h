// Answers that go on: server-sent events and WebSockets, as the other adapters see them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/http/message.h"

namespace switchyard::adapters::http {

// The way out to one client. Any thread.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  // Queues a text: for a WebSocket one message, for an event stream bytes as they are. False when the client
  // is gone, or when it reads so slowly that the queue is full: then it is cut off.
  virtual bool send(std::string text) = 0;
  // Ends it once what was queued has gone.
  virtual void close() = 0;
};

// What whoever accepted a stream is told; calls come on one of the server's threads, one at a time, and must
// be quick.
struct Conversation {
  std::function<void(std::string_view)> received;  // a WebSocket's text message
  std::function<void()> drained;                   // an event stream: all that was queued has gone out
  std::function<void()> closed;                    // once, the last call
};

// Refuses with a response, or accepts. The sink may be used from now on, also before this returns. On one of
// the server's threads; must be quick.
using Open = std::function<std::variant<Response, Conversation>(const Request&, std::shared_ptr<Sink>)>;

struct StreamPath {
  enum class Kind { events, web_socket };
  std::string path;  // the whole path of the request
  Kind kind = Kind::events;
  Open open;
};

}  // namespace switchyard::adapters::http
