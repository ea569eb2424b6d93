// The whole recording as columns to draw: what changed when, packed, appended to and never rewritten.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "reports/measures/worker_time.h"
#include "viz/view/board.h"

namespace switchyard::viz {

// Whose depth or service level is meant.
struct Series {
  enum class Kind : std::uint8_t { all, tenant, queue } kind = Kind::all;
  std::uint32_t index = 0;
};

struct Mark {
  enum class Kind : std::uint8_t { surge_begins, surge_ends, workspace_changed, bookmark, notice };
  Time time;
  Kind kind = Kind::bookmark;
  std::string text;  // a surge's name, the version, the user's words
};

// A task that has been, by what a list or a comparison shows of it.
struct PastTask {
  Time arrived;
  std::uint64_t sequence = 0;   // of the turn in which it arrived; 0: it is not known
  std::uint32_t wait_ms = 0;    // to the first answer, or to the end; at most 49 days
  std::uint32_t lasted_ms = 0;  // from its arrival to its end; of an open one 0
  TaskQueueId queue;            // the last in which it waited
  WorkerId worker;              // the last who took it
  EndedTask::Outcome outcome = EndedTask::Outcome::completed;
  bool ended = false;
};

inline constexpr Duration service_bucket = minutes(5);

class History {
 public:
  History() = default;
  // Begins where the board stands.
  History(const Names& names, const Board& board);

  // Once a turn, after it was folded into `board`. Times never go back. O(changes).
  void record(const Board& board, const Changes& changes);
  // The workspace has grown.
  void extend(const Names& names);
  void add_mark(Mark mark);  // kept by time
  // Nothing has changed until `time`, but that much is known.
  void reach(Time time);

  Time begin() const { return begin_; }
  Time end() const { return end_; }  // so far

  // The deepest moment of each of `out.size()` equal parts of [from, to), truncated to what is known (beyond
  // it: 0). O(changes in the span + parts).
  void deepest(Series series, Time from, Time to, std::span<std::uint32_t> out) const;
  // The deepest moment of the whole recording.
  std::uint32_t deepest(Series series) const;

  // For each of `out.size()` equal parts of [from, to) the state that took most of it; offline where nothing
  // is known. O(changes in the span + parts).
  void states(WorkerId worker, Time from, Time to, std::span<reports::WorkerState> out) const;
  // Each state with its begin, the first one cut at `from`. O(changes in the span).
  struct StateSpan {
    Time from;
    Time to;
    reports::WorkerState state = reports::WorkerState::offline;
  };
  std::vector<StateSpan> state_spans(WorkerId worker, Time from, Time to) const;

  // By buckets of `service_bucket` from begin() cut down to such a bucket; may be shorter than the recording.
  const std::vector<Counts>& service(Series series) const;
  Time service_begin() const;

  const std::vector<Mark>& marks() const { return marks_; }

  // Null for a task that was never seen to arrive.
  const PastTask* find(TaskId task) const;
  // By TaskId from 1; those not seen have sequence 0.
  const std::vector<PastTask>& tasks() const { return tasks_; }

  std::size_t bytes() const;  // of memory that the columns hold

 private:
  // Milliseconds since begin_ and, in the lowest bits, the value: a change is 8 bytes.
  using Packed = std::uint64_t;
  struct DepthColumn {
    std::vector<Packed> changes;
    std::uint32_t last = 0;
    std::uint32_t highest = 0;
  };
  using Buckets = std::vector<Counts>;

  void note_depth(DepthColumn& column, std::uint32_t depth);
  void note_queue(TaskQueueId queue, std::uint32_t depth);
  void note_state(WorkerId worker, reports::WorkerState state);
  PastTask& row_of(TaskId task);
  void note_end(const EndedTask& task);
  void count(const Changes::Counted& counted);
  void add(Buckets& buckets, std::size_t bucket, const Counts& by);
  const DepthColumn* column_of(Series series) const;
  std::uint64_t milliseconds_at(Time time) const;
  Time time_at(std::uint64_t milliseconds) const;

  Time begin_{};
  Time end_{};
  std::vector<DepthColumn> queues_;
  std::vector<DepthColumn> tenants_;
  DepthColumn all_;
  std::vector<TenantId> tenant_of_;           // by TaskQueueId
  std::vector<std::vector<Packed>> workers_;  // by WorkerId
  std::vector<Buckets> queue_service_;        // by TaskQueueId
  std::vector<Buckets> tenant_service_;       // by TenantId
  Buckets all_service_;
  std::vector<Mark> marks_;
  std::vector<PastTask> tasks_;
};

}  // namespace switchyard::viz
