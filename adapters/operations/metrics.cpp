// All workspaces behind one registry, and what others count beside them.
#include "adapters/operations/metrics.h"

#include <prometheus/text_serializer.h>

#include <chrono>
#include <map>
#include <mutex>

#include "adapters/operations/families.h"
#include "adapters/operations/workspace_figures.h"

namespace switchyard::adapters::operations {
namespace {

double in_seconds(Duration duration) {
  return static_cast<double>(duration.microseconds) / 1e6;
}

// Counters only go up, and so do these totals.
void raise_to(prometheus::Counter& counter, std::uint64_t total) {
  const double more = static_cast<double>(total) - counter.Value();
  if (more > 0) counter.Increment(more);
}

}  // namespace

struct Metrics::Parts {
  explicit Parts(MetricsOptions options)
      : terms{options.service_level, std::move(options.windows)},
        command(families.command.Add({}, command_buckets())),
        outbox_age(families.outbox_age.Add({})) {
    families.build.Add({{"version", options.version}, {"commit", options.commit}, {"tzdata", options.tzdata}})
        .Set(1);
    // There from the start, so that the first one is seen as an increase.
    for (const std::string& name : invariants()) families.violations.Add({{"name", name}});
  }

  prometheus::Registry registry;
  Families families{registry};
  FigureTerms terms;
  prometheus::Histogram& command;
  prometheus::Gauge& outbox_age;
  std::mutex mutex;
  std::map<std::string, std::unique_ptr<WorkspaceFigures>, std::less<>> workspaces;
};

Metrics::Metrics(MetricsOptions options) : parts_(std::make_unique<Parts>(std::move(options))) {}

Metrics::~Metrics() = default;

void Metrics::workspace_opened(const WorkspaceView& view) {
  const std::lock_guard lock(parts_->mutex);
  auto& figures = parts_->workspaces[std::string(view.name)];
  figures.reset();  // its series go before new ones of the same labels come
  figures = std::make_unique<WorkspaceFigures>(parts_->families, parts_->terms, view);
}

void Metrics::workspace_removed(std::string_view name) {
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->workspaces.find(name);
  if (found != parts_->workspaces.end()) parts_->workspaces.erase(found);
}

void Metrics::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  if (!replayed) parts_->command.Observe(std::chrono::duration<double>(turn.took).count());
  const std::lock_guard lock(parts_->mutex);
  const auto found = parts_->workspaces.find(view.name);
  if (found != parts_->workspaces.end()) found->second->apply(view, turn, replayed);
}

http::Response Metrics::scrape(Time now) {
  const std::lock_guard lock(parts_->mutex);
  for (const auto& [name, figures] : parts_->workspaces) figures->look(now);
  return {200,
          {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
          prometheus::TextSerializer().Serialize(parts_->registry.Collect())};
}

void Metrics::webhook_delivered(const std::string& target, const std::string& result) {
  parts_->families.deliveries.Add({{"target", target}, {"result", result}}).Increment();
}

void Metrics::webhook_outbox(Duration age_of_oldest) {
  parts_->outbox_age.Set(in_seconds(age_of_oldest));
}

const std::vector<std::string>& Metrics::invariants() {
  static const std::vector<std::string> names = {"decision", "request"};
  return names;
}

void Metrics::webhooks(const std::string& kind, const std::string& result, std::uint64_t total) {
  const std::lock_guard lock(parts_->mutex);
  raise_to(parts_->families.webhooks.Add({{"kind", kind}, {"result", result}}), total);
}

void Metrics::http(const HttpTotals& totals) {
  const std::lock_guard lock(parts_->mutex);
  Families& families = parts_->families;
  raise_to(families.requests.Add({{"result", "handled"}}), totals.handled);
  raise_to(families.requests.Add({{"result", "refused"}}), totals.refused);
  raise_to(families.requests.Add({{"result", "limited"}}), totals.limited);
  raise_to(families.requests.Add({{"result", "late"}}), totals.late);
  raise_to(families.connections_taken.Add({{"result", "accepted"}}), totals.accepted);
  raise_to(families.connections_taken.Add({{"result", "turned_away"}}), totals.turned_away);
  families.connections.Add({}).Set(static_cast<double>(totals.open));
}

void Metrics::reconciliations(const ReconciliationTotals& totals) {
  const std::lock_guard lock(parts_->mutex);
  Families& families = parts_->families;
  raise_to(families.reconciliations.Add({{"result", "done"}}), totals.done);
  raise_to(families.reconciliations.Add({{"result", "failed"}}), totals.failed);
  raise_to(families.reconciled.Add({}), totals.messages);
}

void Metrics::invariant_broken(const std::string& name) {
  parts_->families.violations.Add({{"name", name}}).Increment();
}

}  // namespace switchyard::adapters::operations
