// The metrics by their names in Prometheus, with help and buckets.
#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

namespace switchyard::adapters::operations {

using CounterFamily = prometheus::Family<prometheus::Counter>;
using GaugeFamily = prometheus::Family<prometheus::Gauge>;
using HistogramFamily = prometheus::Family<prometheus::Histogram>;

struct Families {
  explicit Families(prometheus::Registry& registry);

  CounterFamily& tasks;
  HistogramFamily& wait;
  HistogramFamily& handle;
  GaugeFamily& depth;
  GaugeFamily& oldest_age;
  GaugeFamily& workers;
  CounterFamily& reservations;
  GaugeFamily& service_level;
  HistogramFamily& command;
  GaugeFamily& journal;
  CounterFamily& deliveries;
  GaugeFamily& outbox_age;
  CounterFamily& effects;
  CounterFamily& webhooks;
  CounterFamily& requests;
  CounterFamily& connections_taken;
  GaugeFamily& connections;
  CounterFamily& reconciliations;
  CounterFamily& reconciled;
  CounterFamily& violations;
  GaugeFamily& build;
};

// Upper bounds in seconds.
const prometheus::Histogram::BucketBoundaries& wait_buckets();
const prometheus::Histogram::BucketBoundaries& handle_buckets();
const prometheus::Histogram::BucketBoundaries& command_buckets();

}  // namespace switchyard::adapters::operations
