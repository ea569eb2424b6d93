// From each adapter's own words to labels.
#include "cli/serve/figures.h"

#include <algorithm>
#include <string>

namespace switchyard::cli {

namespace webhooks = adapters::webhooks;

void tell_webhooks(adapters::operations::Metrics& metrics, const webhooks::Counters& counted) {
  for (std::size_t k = 0; k < webhooks::kind_count; ++k) {
    for (std::size_t r = 0; r < webhooks::result_count; ++r) {
      const auto kind = static_cast<webhooks::Kind>(k);
      const auto result = static_cast<webhooks::Result>(r);
      const std::uint64_t total = counted.read(kind, result);
      if (total > 0) metrics.webhooks(std::string(kind_text(kind)), std::string(result_text(result)), total);
    }
  }
}

void tell_http(adapters::operations::Metrics& metrics, const adapters::http::ServerCounts& counted) {
  adapters::operations::HttpTotals totals;
  // Read one after another while requests come, so the parts may be ahead of the whole.
  totals.handled = counted.requests - std::min(counted.requests, counted.limited + counted.late);
  totals.refused = counted.refused;
  totals.limited = counted.limited;
  totals.late = counted.late;
  totals.accepted = counted.accepted;
  totals.turned_away = counted.turned_away;
  totals.open = counted.open;
  metrics.http(totals);
}

void tell_reconciler(adapters::operations::Metrics& metrics,
                     const adapters::carrier::ReconcilerFigures& counted) {
  metrics.reconciliations({counted.runs, counted.failures, counted.messages});
}

}  // namespace switchyard::cli
