// A value that is replaced while others read it, always as a whole.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

namespace switchyard::adapters::http {

// Any thread. Who has taken the value keeps what it took, whatever comes after it.
template <class T>
class Current {
 public:
  explicit Current(T value) : value_(std::make_shared<const T>(std::move(value))) {}

  std::shared_ptr<const T> get() const {
    const std::lock_guard lock(mutex_);
    return value_;
  }
  void put(T value) {
    auto fresh = std::make_shared<const T>(std::move(value));
    const std::lock_guard lock(mutex_);
    value_.swap(fresh);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const T> value_;
};

}  // namespace switchyard::adapters::http
