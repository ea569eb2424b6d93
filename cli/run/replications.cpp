// Threads take replications one by one; results are added in their order, so that sums are the same bit for
// bit.
#include "cli/run/replications.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "cli/run/progress_meter.h"
#include "cli/signals.h"

namespace switchyard::cli {
namespace {

// Adds what is finished as soon as all before it are, so that few wait in memory.
class Gathering {
 public:
  void take(std::uint32_t index, Outcome<Replication> replication) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(index, std::move(replication));
    for (auto next = waiting_.find(next_); next != waiting_.end(); next = waiting_.find(++next_)) {
      add(std::move(next->second));
      waiting_.erase(next);
    }
  }

  Outcome<ReplicationsResult> result() {
    for (auto& [index, replication] : waiting_) add(std::move(replication));
    if (failure_) return tl::unexpected(std::move(*failure_));
    return std::move(result_);
  }

 private:
  void add(Outcome<Replication> replication) {
    if (!replication) {
      if (!failure_) failure_ = std::move(replication.error());
      return;
    }
    result_.turns += replication->result.turns;
    result_.events += replication->events;
    if (result_.counted == 0) {
      // One that was cut short stands only until a whole one comes.
      result_.stopped_at = replication->stopped_at;
      result_.summary = std::move(replication->summary);
      result_.counted = 1;
      has_whole_ = replication->whole;
    } else if (replication->whole) {
      add_whole(std::move(replication->summary));
    }
    result_.whole = result_.whole && replication->whole;
  }

  void add_whole(reports::Summary summary) {
    if (has_whole_) {
      reports::add(result_.summary, std::move(summary));
      ++result_.counted;
    } else {
      result_.summary = std::move(summary);
      has_whole_ = true;
    }
  }

  std::mutex mutex_;
  std::map<std::uint32_t, Outcome<Replication>> waiting_;
  std::uint32_t next_ = 0;
  bool has_whole_ = false;
  ReplicationsResult result_;
  std::optional<Failure> failure_;
};

std::uint32_t thread_count(const ReplicationPlan& plan, std::uint32_t replications) {
  if (plan.speed) return 1;
  return std::clamp(std::thread::hardware_concurrency(), 1U, replications);
}

// An exception must not leave a thread.
Outcome<Replication> run_guarded(const ReplicationPlan& plan) {
  try {
    return run_replication(plan);
  } catch (const std::bad_alloc&) {
    return fail(ExitCode::environment, "there is not enough memory for the report",
                "a shorter length or a longer interval needs less");
  } catch (const std::exception& error) {
    return fail(ExitCode::own_fault,
                std::string("a fault of this program, please report it: ") + error.what());
  }
}

}  // namespace

Outcome<ReplicationsResult> run_replications(const Console& console, const ReplicationPlan& plan,
                                             std::uint32_t replications) {
  ProgressMeter meter(console, replications, plan.scenario->name);
  Gathering gathering;
  std::atomic<std::uint32_t> next{0};
  const auto work = [&] {
    for (std::uint32_t index = next++; index < replications && (index == 0 || !stop_asked());
         index = next++) {
      ReplicationPlan own = plan;
      own.index = index;
      if (index != 0) own.files = nullptr;
      own.progress = [&meter, index](double fraction) { meter.update(index, fraction); };
      gathering.take(index, run_guarded(own));
    }
  };
  const std::uint32_t threads = thread_count(plan, replications);
  std::vector<std::thread> others;
  for (std::uint32_t i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  meter.finish();
  auto result = gathering.result();
  if (!result) return result;
  result->threads = threads;
  result->whole = result->whole && result->counted == replications;
  result->summary.facts.unfinished = replications - (result->summary.observed_until ? 0 : result->counted);
  return result;
}

}  // namespace switchyard::cli
