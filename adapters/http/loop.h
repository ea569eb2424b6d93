// One thread of the server: its connections, their deadlines, and the way in for answers.
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "adapters/http/net.h"
#include "adapters/http/server.h"
#include "adapters/http/session.h"

namespace switchyard::adapters::http {

// What all loops of a server share.
struct ServerState {
  ServerState(ServerOptions given, Handler handle)
      : options(std::move(given)),
        handler(std::move(handle)),
        addresses(options.limits.requests_of_address) {}

  const ServerOptions options;
  const Handler handler;
  RateLimits addresses;
  std::atomic<std::uint64_t> open{0}, accepted{0}, turned_away{0}, requests{0}, refused{0}, limited{0},
      late{0};
};

class Loop {
 public:
  explicit Loop(std::shared_ptr<ServerState> state);
  ~Loop();  // stop() must have been called when run() was

  void run();  // starts the thread
  // Any thread. Sessions end what is under way; the thread ends when none is left, or at `latest`.
  void stop(Moment latest);
  void join();

  net::io_context& context() { return context_; }
  ServerState& state() { return *state_; }
  const Limits& limits() const { return state_->options.limits; }
  const std::shared_ptr<Mailbox>& mailbox() { return mailbox_; }
  bool draining() const { return draining_; }

  // On the loop's thread.
  void add(std::shared_ptr<Session> session);  // and starts it
  void remove(Session& session);
  void replace(Session& old, std::shared_ptr<Session> with);  // and starts it

 private:
  void wait_for_sweep();
  void sweep();

  std::shared_ptr<ServerState> state_;
  net::io_context context_{1};
  net::executor_work_guard<net::io_context::executor_type> work_{context_.get_executor()};
  net::steady_timer timer_{context_};
  std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>(context_);
  std::vector<std::shared_ptr<Session>> sessions_;
  bool draining_ = false;
  Moment latest_{};
  std::thread thread_;
};

}  // namespace switchyard::adapters::http
