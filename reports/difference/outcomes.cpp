// A replay with two observers: the collector, whose measures the totals are, and a list of what became of
// tasks.
#include "reports/difference/outcomes.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/codec/replay/compile_source.h"
#include "reports/difference/marks.h"
#include "reports/measures/collector.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {
namespace {

// One interval for the whole log, whenever it ends.
Settings settings_from(Time start, Duration within) {
  const Time end = std::min(start + longest_duration, latest_time);
  Settings settings;
  settings.window = {start, std::max(end, start + seconds(1)), longest_duration};
  settings.service_levels = {within};
  return settings;
}

std::optional<double> value_of(const Scope& scope, Metric metric) {
  const auto estimate = scope.value(metric);
  return estimate ? std::optional(estimate->value) : std::nullopt;
}

Totals totals_of(const Scope& scope) {
  const auto level = estimate(scope.service_levels.front().by_definition.front().moments);
  return {scope.name,
          {value_of(scope, Metric::offered), value_of(scope, Metric::answered),
           value_of(scope, Metric::abandoned), level ? std::optional(level->value) : std::nullopt,
           value_of(scope, Metric::asa_seconds), value_of(scope, Metric::wait_all_seconds)}};
}

std::vector<Totals> totals_of(const Summary& summary) {
  std::vector<Totals> totals;
  for (const Scope& scope : summary.scopes) {
    if (scope.kind == ScopeKind::total || scope.kind == ScopeKind::queue) totals.push_back(totals_of(scope));
  }
  return totals;
}

}  // namespace

class OutcomeRecorder::List {
 public:
  List(const Settings& settings, const Workspace& workspace)
      : names_(names_of(workspace)), collector_(settings, workspace), last_(settings.window.start) {
    collector_.on_task_ended([this](const EndedTask& task) { note_end(task); });
  }

  void observe(const codec::ReplayedTurn& turn) {
    last_ = turn.time;
    const std::size_t earlier = outcomes_.callbacks.size();
    for (const Event& event : turn.output.events) {
      if (std::holds_alternative<WorkspaceChanged>(event)) names_ = names_of(turn.workspace);
      if (const auto* callback = std::get_if<CallbackCreated>(&event))
        outcomes_.callbacks.push_back({callback->missed, callback->task});
    }
    for (const Event& event : turn.output.events) {
      if (const auto* created = std::get_if<TaskCreated>(&event)) begin(turn, created->task, earlier);
    }
    collector_.observe(turn.time, turn.command, turn.output);
  }

  RunOutcomes finish() {
    outcomes_.totals = totals_of(summarize(collector_.finish(last_), {}));
    return std::move(outcomes_);
  }

 private:
  bool is_callback(TaskId task, std::size_t earlier) const {
    return std::any_of(outcomes_.callbacks.begin() + static_cast<std::ptrdiff_t>(earlier),
                       outcomes_.callbacks.end(),
                       [&](const Callback& callback) { return callback.task == task; });
  }

  // `earlier`: how many callbacks there were before the turn.
  void begin(const codec::ReplayedTurn& turn, TaskId task, std::size_t earlier) {
    outcomes_.tasks.resize(std::max<std::size_t>(outcomes_.tasks.size(), task.value));
    const auto* arrives = std::get_if<TaskArrives>(&turn.command);
    if (arrives == nullptr || is_callback(task, earlier)) return;
    const ArrivalMarks marks = marks_.of(turn.time, *arrives, turn.workspace);
    outcomes_.tasks[task.value - 1].marks = marks.task;
    if (marks.key) outcomes_.keyed.push_back({*marks.key, task});
    if (marks.thread) outcomes_.threaded.push_back({*marks.thread, task});
  }

  void note_end(const EndedTask& task) {
    TaskOutcome& outcome = outcomes_.tasks[task.task.value - 1];
    outcome.arrived = task.arrived;
    outcome.wait = task.wait;
    outcome.queues = outcomes_.texts.number_of(queues_text(task, names_));
    outcome.workers = outcomes_.texts.number_of(workers_text(task, names_));
    outcome.end = outcomes_.texts.number_of(std::string(task.outcome));
  }

  RunOutcomes outcomes_;
  Names names_;
  Collector collector_;
  ArrivalMarker marks_;
  Time last_;
};

OutcomeRecorder::OutcomeRecorder(Time start, Duration within, const Workspace& workspace)
    : list_(std::make_unique<List>(settings_from(start, within), workspace)) {}
OutcomeRecorder::~OutcomeRecorder() = default;
OutcomeRecorder::OutcomeRecorder(OutcomeRecorder&&) noexcept = default;
OutcomeRecorder& OutcomeRecorder::operator=(OutcomeRecorder&&) noexcept = default;

void OutcomeRecorder::observe(const codec::ReplayedTurn& turn) {
  list_->observe(turn);
}

RunOutcomes OutcomeRecorder::finish() {
  return list_->finish();
}

std::uint32_t TextTable::number_of(const std::string& text) {
  const auto [place, fresh] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
  if (fresh) texts_.push_back(text);
  return place->second;
}

std::optional<std::uint32_t> TextTable::find(const std::string& text) const {
  const auto place = numbers_.find(text);
  return place == numbers_.end() ? std::nullopt : std::optional(place->second);
}

std::string_view total_metric_name(TotalMetric metric) {
  constexpr std::array<std::string_view, total_metrics> names = {
      "offered", "answered", "abandoned", "service_level", "asa_seconds", "wait_all_seconds"};
  return names[static_cast<std::size_t>(metric)];
}

tl::expected<RunOutcomes, codec::ReplayProblem> read_outcomes(codec::LogReader& log, Duration within) {
  std::optional<OutcomeRecorder> recorder;
  const auto compile = [&](std::string_view source, const Workspace* current) {
    auto workspace = codec::compile_source(source, current);
    if (workspace && current == nullptr) recorder.emplace(log.header().start, within, *workspace);
    return workspace;
  };
  const auto result =
      codec::replay(log, compile, [&](const codec::ReplayedTurn& turn) { recorder->observe(turn); });
  if (!result) return tl::unexpected(result.error());
  RunOutcomes outcomes = recorder->finish();
  outcomes.file = log.path();
  outcomes.header = log.header();
  outcomes.header.workspace_source.clear();
  outcomes.hash = result->hash;
  return outcomes;
}

}  // namespace switchyard::reports
