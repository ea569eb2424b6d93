// One client's connection as its loop sees it, whatever is spoken over it; and how other threads reach it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/http/net.h"

namespace switchyard::adapters::http {

// Lives on one loop's thread. The loop holds it until it asks to be removed.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session() = default;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  virtual ~Session() = default;

  virtual void start() = 0;
  // The answer to request number `request`; an answer to any other than the one that waits is dropped.
  virtual void answer(std::uint64_t, Response&&) {}
  // Somebody queued something for the client.
  virtual void wake() {}
  // Looks whether a deadline has passed; comes a few times a second.
  virtual void sweep(Moment now) = 0;
  // Ends what is under way and closes then.
  virtual void drain() = 0;
  // Closes now.
  virtual void abort() = 0;

  std::size_t place = 0;  // in the loop's list
};

// Brings answers to a loop's thread. However many come at once, the loop is woken once.
class Mailbox : public std::enable_shared_from_this<Mailbox> {
 public:
  explicit Mailbox(net::io_context& context) : context_(&context) {}

  // Any thread.
  void answer(std::weak_ptr<Session> to, std::uint64_t request, Response response);
  void wake(std::weak_ptr<Session> to);
  // The loop ends: what comes from now on is dropped.
  void close();

 private:
  struct Letter {
    std::weak_ptr<Session> to;
    std::uint64_t request = 0;
    std::optional<Response> response;  // none: wake it
  };
  void push(Letter letter);
  void deliver();

  std::mutex mutex_;
  net::io_context* context_;
  std::vector<Letter> waiting_;
  std::vector<Letter> delivered_;  // only on the loop's thread; kept for its memory
};

// Makes the one answer to a request, which may be given on any thread. When all copies are gone without one,
// the client is told 500.
Respond make_respond(std::shared_ptr<Mailbox> mailbox, std::weak_ptr<Session> session, std::uint64_t request);

}  // namespace switchyard::adapters::http
