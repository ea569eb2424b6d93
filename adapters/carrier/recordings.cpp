// One after the other; what the carrier does not delete now is tried again with the next hour's.
#include "adapters/carrier/recordings.h"

#include <utility>

#include "adapters/carrier/rest.h"

namespace switchyard::adapters::carrier {
namespace {

constexpr Duration between_sweeps = hours(1);
constexpr std::size_t most_at_once = 1'000;

bool is_gone(const http::SendResult& result) {
  return result.accepted() || (result.arrived() && result.response.status == 404);
}

}  // namespace

Recordings::Recordings(http::Send send, http::After after, http::Now now, Settings settings,
                       DeletionList list)
    : after_(std::move(after)),
      now_(std::move(now)),
      settings_(std::move(settings)),
      attempts_(std::move(send), after_, settings_.retries),
      list_(std::move(list)) {}

void Recordings::keep(const std::string& recording, Duration kept) {
  list_.add(recording, now_() + kept);
}

void Recordings::begin() {
  delete_next(list_.due(now_(), most_at_once));
}

void Recordings::delete_next(std::vector<std::string> due) {
  if (due.empty()) return after_(between_sweeps, [this] { begin(); });
  const std::string recording = std::move(due.back());
  due.pop_back();
  attempts_.run(delete_recording(settings_, recording),
                [this, recording, due = std::move(due)](const http::SendResult& result) {
                  if (is_gone(result)) list_.remove(recording);
                  delete_next(due);
                });
}

}  // namespace switchyard::adapters::carrier
