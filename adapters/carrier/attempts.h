// Asks the carrier until it does it, or will not do it.
#pragma once

#include <functional>
#include <utility>

#include "adapters/carrier/settings.h"
#include "adapters/http/outgoing.h"

namespace switchyard::adapters::carrier {

// Copies share what they ask with; any thread.
class Attempts {
 public:
  Attempts(http::Send send, http::After after, RetryPolicy policy)
      : send_(std::move(send)), after_(std::move(after)), policy_(policy) {}

  // `done` is told the last result, once: accepted, or what cannot be mended, or the last of many failures.
  void run(http::OutgoingRequest request, std::function<void(const http::SendResult&)> done) const;

 private:
  void attempt(http::OutgoingRequest request, std::function<void(const http::SendResult&)> done,
               std::uint32_t number) const;
  Duration pause_after(std::uint32_t number) const;

  http::Send send_;
  http::After after_;
  RetryPolicy policy_;
};

}  // namespace switchyard::adapters::carrier
