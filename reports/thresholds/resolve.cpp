// Metrics, labels and names are looked up; each miss names the nearest word that is known.
#include "reports/thresholds/resolve.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::reports {
namespace {

using Words = std::vector<std::string>;

struct Resolver {
  const WrittenSelector& written;
  const KnownNames& known;
  std::vector<ThresholdProblem>& problems;
  Selector selector{};

  void report(std::size_t offset, std::string message, std::string hint = {}) {
    problems.push_back({std::nullopt, offset, std::move(message), std::move(hint)});
  }
  // The index of a label's value among the words; `absent` when the label is not there.
  std::size_t choice(std::string_view label, const Words& words, std::size_t absent);

  void metric();
  void service_level();
  void reservations();
  void canceled();
  void to_shared_team();
  void plain_metric();
  void scope();
  void interval();
  void labels();
  void fit();
};

std::size_t Resolver::choice(std::string_view label, const Words& words, std::size_t absent) {
  const Label* found = written.find(label);
  if (found == nullptr) return absent;
  const auto word = std::find(words.begin(), words.end(), found->value);
  if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
  report(found->value_offset, "unknown " + std::string(label) + " \"" + std::string(found->value) + "\"",
         codec::suggestion(found->value, words));
  return absent;
}

Words metric_words() {
  Words words = {"service_level", "interval_attainment", "target_met", "wait_seconds", "reservations"};
  for (const MetricInfo& metric : metrics()) words.emplace_back(metric.name);
  return words;
}

bool is_about_service_level(std::string_view metric) {
  return metric == "service_level" || metric == "interval_attainment" || metric == "target_met";
}

void Resolver::metric() {
  if (is_about_service_level(written.metric)) return service_level();
  if (written.metric == "reservations") return reservations();
  if (written.metric == "canceled" && written.find("reason") != nullptr) return canceled();
  if (written.metric == "to_shared_team" && written.find("cause") != nullptr) return to_shared_team();
  if (written.metric == "wait_seconds") {
    selector.kind = Selector::Kind::wait;
    selector.answered_only = choice("population", {"all", "answered"}, 0) == 1;
    return;
  }
  plain_metric();
}

void Resolver::service_level() {
  using Kind = Selector::Kind;
  selector.kind = Kind::service_level;
  if (written.metric == "interval_attainment") selector.kind = Kind::interval_attainment;
  if (written.metric == "target_met") selector.kind = Kind::target_met;
  Words definitions;
  for (const ServiceLevelInfo& level : service_levels()) definitions.emplace_back(level.name);
  selector.definition = choice("definition", definitions, 0);
  Words thresholds;
  for (const Duration within : known.service_levels) thresholds.push_back(codec::to_text(within));
  selector.within = choice("within", thresholds, 0);
}

void Resolver::reservations() {
  constexpr std::array<Metric, 6> results = {Metric::reservations_offered,  Metric::reservations_accepted,
                                             Metric::reservations_rejected, Metric::reservations_timed_out,
                                             Metric::reservations_canceled, Metric::reservations_rescinded};
  const Words words = {"offered", "accepted", "rejected", "timed_out", "canceled", "rescinded"};
  selector.metric = results[choice("result", words, 0)];
}

void Resolver::canceled() {
  selector.kind = Selector::Kind::canceled;
  Words reasons = {"deleted"};
  for (const auto& entry : codec::enum_words<CancelReason>) reasons.emplace_back(entry.word);
  selector.reason = choice("reason", reasons, 0);
}

void Resolver::to_shared_team() {
  selector.kind = Selector::Kind::to_shared_team;
  Words causes;
  for (const auto& entry : codec::enum_words<OriginCause>) causes.emplace_back(entry.word);
  selector.reason = choice("cause", causes, 0) + 1;  // causes count from 1
}

void Resolver::plain_metric() {
  const auto found = find_metric(written.metric);
  if (!found) {
    report(written.metric_offset, "unknown metric \"" + std::string(written.metric) + "\"",
           codec::suggestion(written.metric, metric_words()));
    return;
  }
  selector.metric = *found;
  const bool without_ring = choice("ring", {"included", "excluded"}, 0) == 1;
  if (without_ring && *found == Metric::occupancy) selector.metric = Metric::occupancy_without_ring;
}

void Resolver::scope() {
  const std::array<std::pair<ScopeKind, const Words*>, 5> kinds = {{{ScopeKind::queue, &known.queues},
                                                                    {ScopeKind::channel, &known.channels},
                                                                    {ScopeKind::tenant, &known.tenants},
                                                                    {ScopeKind::group, &known.groups},
                                                                    {ScopeKind::worker, &known.workers}}};
  for (const auto& [kind, words] : kinds) {
    const Label* label = written.find(scope_name(kind));
    if (label == nullptr) continue;
    choice(label->name, *words, 0);
    if (kind == ScopeKind::tenant && selector.scope == ScopeKind::channel) {
      selector.scope = ScopeKind::tenant_channel;
      selector.name = tenant_channel_name(label->value, selector.name);
      continue;
    }
    if (selector.scope != ScopeKind::total) {
      report(label->name_offset,
             "only one of queue, channel, tenant, group and worker can be named, or a tenant and a channel");
    }
    selector.scope = kind;
    selector.name = label->value;
  }
}

void Resolver::interval() {
  const Label* label = written.find("interval");
  if (label == nullptr) return;
  Words starts;
  for (std::uint32_t i = 0; i < known.window.count(); ++i) {
    const std::string start = codec::to_rfc3339(known.window.start_of(i));
    if (start == label->value || start.substr(11, 5) == label->value) {
      selector.interval = i;
      return;
    }
    starts.push_back(start.substr(11, 5));
  }
  report(label->value_offset, "no interval starts at \"" + std::string(label->value) + "\"",
         codec::suggestion(label->value, starts));
}

Words labels_of(std::string_view metric) {
  Words words = {"queue", "channel", "tenant", "group", "worker", "interval"};
  if (is_about_service_level(metric)) words.insert(words.end(), {"definition", "within"});
  if (metric == "wait_seconds") words.emplace_back("population");
  if (metric == "reservations") words.emplace_back("result");
  if (metric == "canceled") words.emplace_back("reason");
  if (metric == "to_shared_team") words.emplace_back("cause");
  if (metric == "occupancy") words.emplace_back("ring");
  return words;
}

void Resolver::labels() {
  const Words words = labels_of(written.metric);
  for (const Label& label : written.labels) {
    if (std::find(words.begin(), words.end(), label.name) != words.end()) continue;
    report(label.name_offset,
           "unknown label \"" + std::string(label.name) + "\" of " + std::string(written.metric),
           codec::suggestion(label.name, words));
  }
}

bool is_staff(Metric metric) {
  return metric >= Metric::occupancy;
}

bool is_of_answers(Metric metric) {
  switch (metric) {
    case Metric::answered:
    case Metric::handled:
    case Metric::asa_seconds:
    case Metric::handle_seconds:
    case Metric::talk_seconds:
    case Metric::wrap_up_seconds:
    case Metric::ring_seconds:
    case Metric::callbacks_answered:
    case Metric::taken_by_button:
    case Metric::transfers_started:
    case Metric::handed_back:
    case Metric::calls_placed:
    case Metric::calls_failed:
      return true;
    default:
      return metric >= Metric::reservations_offered && metric <= Metric::reservations_rescinded;
  }
}

bool is_by_clock(Metric metric) {
  return metric == Metric::queue_depth || metric == Metric::queue_depth_highest ||
         metric == Metric::talk_clock_seconds || metric == Metric::wrap_up_clock_seconds;
}

bool is_open_tasks(Metric metric) {
  return metric == Metric::open_tasks || metric == Metric::open_tasks_highest;
}

// The table of what is measured of what.
bool is_measured(const Selector& selector) {
  const ScopeKind scope = selector.scope;
  const bool is_metric = selector.kind == Selector::Kind::metric;
  const Metric metric = selector.metric;
  if (is_metric && is_staff(metric)) {
    return scope == ScopeKind::total || scope == ScopeKind::group || scope == ScopeKind::worker;
  }
  const bool of_workers = scope == ScopeKind::group || scope == ScopeKind::worker;
  if (of_workers) return is_metric && is_of_answers(metric);
  const bool by_interval = scope != ScopeKind::tenant_channel;
  if (selector.kind == Selector::Kind::interval_attainment)
    return by_interval && selector.interval == no_interval;
  if (selector.kind == Selector::Kind::target_met) return selector.interval == no_interval;
  if (!is_metric) return true;
  if (is_by_clock(metric)) return by_interval;
  if (is_open_tasks(metric)) return scope == ScopeKind::total && selector.interval == no_interval;
  if (metric == Metric::asa_since_first_arrival_seconds) return scope == ScopeKind::queue;
  return true;
}

void Resolver::fit() {
  if (!problems.empty()) return;
  std::string what(selector.scope == ScopeKind::total ? "all" : scope_name(selector.scope));
  if (selector.scope == ScopeKind::tenant_channel) what = "tenant and channel";
  if (!is_measured(selector)) {
    report(written.metric_offset, std::string(written.metric) + " is not measured by " + what);
  }
  if (selector.interval != no_interval && selector.scope == ScopeKind::tenant_channel) {
    report(written.metric_offset, "intervals are measured by tenant and by channel, not by both together");
  }
}

}  // namespace

Selector resolve(const WrittenSelector& written, const KnownNames& known,
                 std::vector<ThresholdProblem>& problems) {
  Resolver resolver{written, known, problems};
  resolver.metric();
  if (problems.empty()) resolver.labels();
  resolver.scope();
  resolver.interval();
  resolver.fit();
  return resolver.selector;
}

std::optional<std::string> why_not(const Selector& selector, const Condition& condition) {
  const bool is_wait = selector.kind == Selector::Kind::wait;
  if (condition.statistic == Condition::Statistic::percentile) {
    if (!is_wait) return "only wait_seconds has percentiles";
    const bool kept = condition.percent == 95 && selector.answered_only;
    if (selector.interval != no_interval && !kept) {
      return "of an interval only p(95) is kept, with population:answered";
    }
  }
  if (condition.statistic == Condition::Statistic::highest && !is_wait) {
    const bool has_highest =
        selector.kind == Selector::Kind::metric &&
        (selector.metric == Metric::queue_depth || selector.metric == Metric::open_tasks);
    if (!has_highest) return "only wait_seconds, queue_depth and open_tasks have a max";
  }
  return std::nullopt;
}

}  // namespace switchyard::reports
