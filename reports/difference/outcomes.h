// What became of each task of a log, small enough that a log of millions fits into memory.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/codec/replay/replay.h"

namespace switchyard::reports {

// Texts with numbers: equal texts have one number.
class TextTable {
 public:
  std::uint32_t number_of(const std::string& text);
  std::optional<std::uint32_t> find(const std::string& text) const;
  const std::string& text(std::uint32_t number) const { return texts_[number]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// By how a task is found again in another log. Tasks that share a mark are told apart by their order.
struct TaskMarks {
  std::uint64_t arrival = 0;  // of all that was said when it arrived, and of the moment
  std::uint64_t place = 0;    // of its tenant and channel
};

// Numbers of texts are those of the RunOutcomes' table.
struct TaskOutcome {
  TaskMarks marks;
  Time arrived;
  Duration wait;             // since its first arrival: to the answer, or to the end
  std::uint32_t queues = 0;  // in which it waited, "sales > h2h"
  std::uint32_t workers = 0;
  std::uint32_t end = 0;  // the outcome, as tasks.csv has it
};

// A mark that only some tasks have.
struct MarkedTask {
  std::uint64_t mark = 0;
  TaskId task;
};
struct Callback {
  TaskId missed;  // the task that it is for
  TaskId task;
};

enum class TotalMetric : std::uint8_t { offered, answered, abandoned, service_level, asa, wait };
inline constexpr std::size_t total_metrics = static_cast<std::size_t>(TotalMetric::wait) + 1;
// As summary.json calls it.
std::string_view total_metric_name(TotalMetric metric);

// Of a queue, or of all tasks, over the whole log. Nothing: nobody was there to measure.
struct Totals {
  std::string queue;  // empty: of all tasks
  std::array<std::optional<double>, total_metrics> values;

  friend bool operator==(const Totals&, const Totals&) = default;
};

struct RunOutcomes {
  std::string file;
  codec::LogHeader header;  // without the workspace's document
  std::string hash;
  std::optional<std::uint64_t> replications = {};  // of the run, whose first this is; nothing: not known
  TextTable texts;
  std::vector<TaskOutcome> tasks;    // by TaskId, from 1
  std::vector<MarkedTask> keyed;     // by the sender's key
  std::vector<MarkedTask> threaded;  // by tenant and thread
  std::vector<Callback> callbacks;   // in the order of their tasks
  std::vector<Totals> totals;        // all tasks first, then by TaskQueueId

  const TaskOutcome& of(TaskId task) const { return tasks[task.value - 1]; }
};

// Gathers them turn by turn, from a replay or from a run.
class OutcomeRecorder {
 public:
  // `workspace` is the first version. `within`: the wait that counts as good service.
  OutcomeRecorder(Time start, Duration within, const Workspace& workspace);
  ~OutcomeRecorder();
  OutcomeRecorder(OutcomeRecorder&&) noexcept;
  OutcomeRecorder& operator=(OutcomeRecorder&&) noexcept;

  void observe(const codec::ReplayedTurn& turn);
  // Once, at the end; without file, header and hash.
  RunOutcomes finish();

 private:
  class List;
  std::unique_ptr<List> list_;
};

// Replays the log to its end. `within`: the wait that counts as good service. O(commands); about 60 bytes a
// task, and the engine's memory while it lasts.
tl::expected<RunOutcomes, codec::ReplayProblem> read_outcomes(codec::LogReader& log, Duration within);

}  // namespace switchyard::reports
