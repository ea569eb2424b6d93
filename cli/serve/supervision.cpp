// A beat says that work goes on, not only that this thread does: else a watchdog would watch nothing.
#include "cli/serve/supervision.h"

namespace switchyard::cli {
namespace {

constexpr std::chrono::seconds status_pause{2};

}  // namespace

void Supervision::look(Moment now) {
  look_at_status(now);
  const auto longest = manager_.watchdog();
  if (!longest || now < beat_due_ || !supervised_.works()) return;
  manager_.alive();
  beat_due_ = now + *longest / 3;
}

void Supervision::look_at_status(Moment now) {
  if (now < status_due_) return;
  status_due_ = now + status_pause;
  std::string status = supervised_.status();
  if (status == told_) return;
  told_ = std::move(status);
  manager_.status(told_);
}

}  // namespace switchyard::cli
