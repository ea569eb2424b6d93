// One line of help a metric: what a person reads when a graph surprises them.
#include "adapters/operations/families.h"

namespace switchyard::adapters::operations {
namespace {

CounterFamily& counter(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

GaugeFamily& gauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

HistogramFamily& histogram(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

}  // namespace

Families::Families(prometheus::Registry& r)
    : tasks(counter(r, "switchyard_tasks_total", "Tasks that ended, by how.")),
      wait(histogram(r, "switchyard_task_wait_seconds", "From a task's arrival to its first answer.")),
      handle(histogram(r, "switchyard_task_handle_seconds",
                       "From a task's first answer to its completion, wrap-up included.")),
      depth(gauge(r, "switchyard_queue_depth", "Tasks that wait in a task queue, those on offer included.")),
      oldest_age(gauge(r, "switchyard_queue_oldest_age_seconds",
                       "How long the task has waited that came to the queue first; 0: none waits.")),
      workers(gauge(r, "switchyard_workers", "Workers by activity.")),
      reservations(counter(r, "switchyard_reservations_total", "Reservations by what became of the offer.")),
      service_level(gauge(r, "switchyard_service_level_ratio",
                          "Answered in time / (answered + abandoned) over the window; NaN: none of them.")),
      command(histogram(r, "switchyard_engine_command_seconds", "Time that the engine takes for a command.")),
      journal(gauge(r, "switchyard_journal_sequence", "Number of the last applied command.")),
      deliveries(counter(r, "switchyard_webhook_deliveries_total", "Attempts to deliver a webhook.")),
      outbox_age(gauge(r, "switchyard_webhook_outbox_age_seconds",
                       "Age of the oldest webhook that was not delivered yet; 0: none.")),
      effects(counter(r, "switchyard_effects_total", "Effects by what became of them.")),
      webhooks(counter(r, "switchyard_webhooks_total", "Webhooks that came, by what was answered.")),
      requests(counter(r, "switchyard_http_requests_total", "HTTP requests by how they went.")),
      connections_taken(counter(r, "switchyard_http_connections_total", "HTTP connections that came.")),
      connections(gauge(r, "switchyard_http_connections", "HTTP connections that are open.")),
      reconciliations(counter(r, "switchyard_reconciliations_total",
                              "Looks through the carrier's messages for those that never came.")),
      reconciled(counter(r, "switchyard_reconciled_messages_total",
                         "Messages of the carrier's list that were handed in, come before or not.")),
      violations(counter(r, "switchyard_invariant_violations_total",
                         "Faults of the program that it lived through; each is a bug.")),
      build(gauge(r, "switchyard_build_info", "1, with what is running as labels.")) {}

const prometheus::Histogram::BucketBoundaries& wait_buckets() {
  static const prometheus::Histogram::BucketBoundaries buckets = {1,  2,  5,   10,  15,  20,   30,
                                                                  45, 60, 120, 300, 600, 1800, 3600};
  return buckets;
}

const prometheus::Histogram::BucketBoundaries& handle_buckets() {
  static const prometheus::Histogram::BucketBoundaries buckets = {10,  30,  60,   120,  180, 300,
                                                                  600, 900, 1800, 3600, 7200};
  return buckets;
}

const prometheus::Histogram::BucketBoundaries& command_buckets() {
  static const prometheus::Histogram::BucketBoundaries buckets = {1e-6, 2e-6, 5e-6, 1e-5, 2e-5,
                                                                  5e-5, 1e-4, 1e-3, 1e-2, 0.1};
  return buckets;
}

}  // namespace switchyard::adapters::operations
