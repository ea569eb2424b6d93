// Each call has a timer of Asio's own; they are few.
#include "adapters/http/timers.h"

#include <thread>

#include "adapters/http/net.h"

namespace switchyard::adapters::http {

struct Timers::Parts {
  net::io_context context{1};
  net::executor_work_guard<net::io_context::executor_type> work{context.get_executor()};
  std::thread thread;
};

Timers::Timers() : parts_(std::make_unique<Parts>()) {
  parts_->thread = std::thread([parts = parts_.get()] { run_to_the_end(parts->context); });
}

Timers::~Timers() {
  parts_->context.stop();
  parts_->thread.join();
}

void Timers::after(std::chrono::microseconds wait, std::function<void()> call) {
  auto timer = std::make_shared<net::steady_timer>(parts_->context, wait);
  timer->async_wait([timer, call = std::move(call)](error_code canceled) {
    if (!canceled) call();
  });
}

}  // namespace switchyard::adapters::http
