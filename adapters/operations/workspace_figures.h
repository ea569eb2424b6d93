// The figures of one workspace: a fold of its events.
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/operations/families.h"
#include "adapters/operations/open_tasks.h"
#include "adapters/operations/service_level.h"
#include "adapters/port.h"

namespace switchyard::adapters::operations {

// What all workspaces share.
struct FigureTerms {
  Duration service_level;
  std::vector<Duration> windows;  // at least one
};

class WorkspaceFigures {
 public:
  WorkspaceFigures(Families& families, const FigureTerms& terms, const WorkspaceView& view);
  ~WorkspaceFigures();  // takes its series away
  WorkspaceFigures(const WorkspaceFigures&) = delete;
  WorkspaceFigures& operator=(const WorkspaceFigures&) = delete;

  void apply(const WorkspaceView& view, const TurnSeen& turn, bool replayed);
  // Sets the gauges that depend on the moment.
  void look(Time now);

 private:
  struct Times {
    prometheus::Histogram* wait = nullptr;
    prometheus::Histogram* handle = nullptr;
  };

  void count_workers(const State& state);
  void learn_names(const Workspace& workspace);
  void apply(const WorkspaceView& view, const Event& event);
  void count_effect(const TurnSeen& turn);
  void on_assigned(TaskId task);
  void on_ended(TaskId task, std::string_view outcome, bool completed, bool abandoned);
  void on_reservation(std::string_view result);
  void on_activity(const WorkspaceView& view, const WorkerActivityChanged& change);
  Times& times_of(const OpenTask& task);
  prometheus::Gauge& worker_gauge(TenantId tenant, ActivityId activity);
  std::string name_of(const std::vector<std::string>& table, std::uint32_t id) const;

  // Remembers a series so that it can be taken away.
  template <class Metric, class... Arguments>
  Metric& add(prometheus::Family<Metric>& family, prometheus::Labels labels, Arguments&&... arguments);

  Families& families_;
  const FigureTerms& terms_;
  const std::string workspace_;
  std::vector<std::string> tenants_, queues_, channels_, activities_;
  OpenTasks open_;
  ServiceLevelWindow level_;
  bool counts_ = true;  // false: the turn is replayed
  Time now_;            // of the turn
  std::map<std::pair<std::uint32_t, std::uint32_t>, prometheus::Gauge*> workers_;  // by tenant and activity
  std::map<std::array<std::uint32_t, 4>, prometheus::Counter*> tasks_;  // tenant, queue, channel, outcome
  std::map<std::pair<std::uint32_t, std::uint32_t>, Times> times_;      // by queue and channel
  std::map<std::string, prometheus::Counter*, std::less<>> reservations_;
  std::map<std::string, std::uint32_t, std::less<>> outcomes_;
  std::vector<prometheus::Gauge*> depth_, oldest_, levels_;
  prometheus::Gauge* journal_ = nullptr;
  prometheus::Counter* effects_done_ = nullptr;
  prometheus::Counter* effects_failed_ = nullptr;
  std::vector<std::pair<CounterFamily*, prometheus::Counter*>> counter_series_;
  std::vector<std::pair<GaugeFamily*, prometheus::Gauge*>> gauge_series_;
  std::vector<std::pair<HistogramFamily*, prometheus::Histogram*>> histogram_series_;
};

}  // namespace switchyard::adapters::operations
