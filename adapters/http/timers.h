// Calls that come later, for those who have no thread of their own.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace switchyard::adapters::http {

// One thread that waits. Calls come on it, one at a time, and must be quick.
class Timers {
 public:
  Timers();
  ~Timers();  // what has not come by now never comes
  Timers(const Timers&) = delete;
  Timers& operator=(const Timers&) = delete;

  // Any thread; never calls from inside.
  void after(std::chrono::microseconds wait, std::function<void()> call);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::adapters::http
