// Adding up the progress of replications.
#include "cli/run/progress_meter.h"

namespace switchyard::cli {
namespace {

// What is over sooner needs no progress.
constexpr std::chrono::seconds soonest{1};

}  // namespace

ProgressMeter::ProgressMeter(const Console& console, std::uint32_t replications, std::string what)
    : console_(console),
      what_(std::move(what)),
      progress_(console.progress_style()),
      fractions_(replications) {}

void ProgressMeter::update(std::uint32_t replication, double fraction) {
  const std::lock_guard lock(mutex_);
  sum_ += fraction - fractions_[replication];
  fractions_[replication] = fraction;
  const auto elapsed =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began_);
  if (elapsed < soonest) return;
  const double whole = sum_ / static_cast<double>(fractions_.size());
  if (const auto text = progress_.update(whole, Duration{elapsed.count()}, what_)) console_.progress(*text);
}

void ProgressMeter::finish() {
  const std::lock_guard lock(mutex_);
  console_.progress(progress_.finish());
}

}  // namespace switchyard::cli
