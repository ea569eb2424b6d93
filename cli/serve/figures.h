// What the adapters have counted, told to the metrics: neither knows the other.
#pragma once

#include "adapters/carrier/reconciler.h"
#include "adapters/http/server.h"
#include "adapters/operations/metrics.h"
#include "adapters/webhooks/counts.h"

namespace switchyard::cli {

void tell_webhooks(adapters::operations::Metrics& metrics, const adapters::webhooks::Counters& counted);
void tell_http(adapters::operations::Metrics& metrics, const adapters::http::ServerCounts& counted);
void tell_reconciler(adapters::operations::Metrics& metrics,
                     const adapters::carrier::ReconcilerFigures& counted);

}  // namespace switchyard::cli
