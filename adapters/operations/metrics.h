// /metrics: what happens, as figures in Prometheus' form.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"
#include "adapters/port.h"

namespace switchyard::adapters::operations {

struct MetricsOptions {
  std::string version;
  std::string commit;
  std::string tzdata;
  Duration service_level = seconds(20);  // answered within: share of answered and abandoned
  std::vector<Duration> windows = {minutes(5), minutes(30), hours(24)};  // of switchyard_service_level_ratio
};

struct HttpTotals {
  std::uint64_t handled = 0;   // requests that got an answer of whom they were for
  std::uint64_t refused = 0;   // that were none, too large or too slow
  std::uint64_t limited = 0;   // too many of one address
  std::uint64_t late = 0;      // not answered in time
  std::uint64_t accepted = 0;  // connections
  std::uint64_t turned_away = 0;
  std::uint64_t open = 0;
};

struct ReconciliationTotals {
  std::uint64_t done = 0;
  std::uint64_t failed = 0;
  std::uint64_t messages = 0;
};

// Folds turns into the figures that docs/formats.md lists. Counters begin at 0 with the process: replayed
// turns move only what is said of now (depth, age, workers). Labels are tables of the workspace, never a
// task, a worker or a customer.
class Metrics final : public Observer {
 public:
  explicit Metrics(MetricsOptions options);
  ~Metrics() override;

  // text/plain; version=0.0.4. `now` is for ages. Any thread.
  http::Response scrape(Time now);

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

  // What others count. Any thread. Texts are words of the configuration and the program.
  void webhook_delivered(const std::string& target, const std::string& result);
  void webhook_outbox(Duration age_of_oldest);
  // The program goes on, but this must not be: `name` is one of invariants().
  void invariant_broken(const std::string& name);
  static const std::vector<std::string>& invariants();

  // What others have counted since the start, told before a scrape. Any thread.
  void webhooks(const std::string& kind, const std::string& result, std::uint64_t total);
  void http(const HttpTotals& totals);
  void reconciliations(const ReconciliationTotals& totals);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::adapters::operations
