// The pauses double, so that a carrier in trouble is left alone more and more.
#include "adapters/carrier/attempts.h"

#include <algorithm>
#include <utility>

#include "adapters/carrier/rest.h"

namespace switchyard::adapters::carrier {

void Attempts::run(http::OutgoingRequest request, std::function<void(const http::SendResult&)> done) const {
  attempt(std::move(request), std::move(done), 1);
}

void Attempts::attempt(http::OutgoingRequest request, std::function<void(const http::SendResult&)> done,
                       std::uint32_t number) const {
  const auto answered = [self = *this, request, done, number](const http::SendResult& result) {
    const bool again = !result.accepted() && may_succeed_later(result) && number < self.policy_.attempts;
    if (!again) return done(result);
    self.after_(self.pause_after(number),
                [self, request, done, number] { self.attempt(request, done, number + 1); });
  };
  send_(std::move(request), answered);
}

Duration Attempts::pause_after(std::uint32_t number) const {
  const std::int64_t factor = std::int64_t{1} << std::min<std::uint32_t>(number - 1, 20);
  return std::min(policy_.first_pause * factor, policy_.longest_pause);
}

}  // namespace switchyard::adapters::carrier
