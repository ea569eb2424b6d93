// Lays out what the page shows: columns of numbers, each with its half-widths beside it where there are any.
#include "reports/html/page_data.h"

#include <algorithm>
#include <array>

#include "reports/html/curves.h"
#include "reports/html/findings.h"
#include "reports/summary/definitions.h"
#include "reports/summary/figures.h"
#include "reports/summary/json_number.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {
namespace {

struct ListInfo {
  const char* list;  // in summary.json
  const char* kind;
  const char* busy;  // the metric by which the busiest are told
};

constexpr std::array<ListInfo, 4> lists = {{{"queues", "queue", "offered"},
                                            {"channels", "channel", "offered"},
                                            {"tenants", "tenant", "offered"},
                                            {"worker_groups", "group", "on_task_seconds"}}};

constexpr std::array place_columns = {"offered",
                                      "answered",
                                      "abandoned",
                                      "abandonment",
                                      "left",
                                      "blocked",
                                      "sl",
                                      "asa_seconds",
                                      "wait_all_seconds",
                                      "wait_answered_p95_seconds",
                                      "longest_wait_seconds",
                                      "handle_seconds",
                                      "queue_depth",
                                      "queue_depth_highest"};
constexpr std::array staff_columns = {
    "workers_logged_in", "occupancy",        "utilisation",           "answered",
    "handle_seconds",    "on_task_seconds",  "wrap_up_state_seconds", "reserved_seconds",
    "idle_seconds",      "cooldown_seconds", "unavailable_seconds"};

Json json_of(const std::optional<double>& value) {
  return value ? json_number(*value) : Json(nullptr);
}

bool has_any(const Points& points) {
  return std::any_of(points.begin(), points.end(), [](const auto& point) { return point.has_value(); });
}

// Adds the points under the name unless nothing was measured.
void add_points(Json& json, std::string_view name, const Points& points) {
  if (!has_any(points)) return;
  Json list = Json::array();
  for (const auto& point : points) list.push_back(json_of(point));
  json[std::string(name)] = std::move(list);
}

// The busiest scopes first.
std::vector<const Json*> by_business(const RunSummary& summary, const ListInfo& list) {
  std::vector<const Json*> scopes = summary.scopes(list.list);
  std::stable_sort(scopes.begin(), scopes.end(), [&](const Json* a, const Json* b) {
    return amount_of(*a, list.busy) > amount_of(*b, list.busy);
  });
  return scopes;
}

template <class Names>
Json table_json(std::vector<const Json*> scopes, const Names& columns) {
  Json json;
  json["all"] = scopes.size();
  scopes.resize(std::min(scopes.size(), most_rows));
  Json& names = json["names"] = Json::array();
  for (const Json* scope : scopes) names.push_back(name_of(*scope));
  json["values"] = Json::object();
  json["half"] = Json::object();
  for (const char* column : columns) {
    Points values;
    Points half_widths;
    for (const Json* scope : scopes) {
      const auto value = value_of(*scope, column);
      values.push_back(value ? std::optional(value->value) : std::nullopt);
      half_widths.push_back(value ? value->half_width : std::nullopt);
    }
    add_points(json["values"], column, values);
    add_points(json["half"], column, half_widths);
  }
  return json;
}

Json tables_json(const RunSummary& summary) {
  Json json;
  for (const ListInfo& list : lists) {
    std::vector<const Json*> scopes = by_business(summary, list);
    const bool staff = std::string_view(list.kind) == "group";
    if (std::string_view(list.kind) == "channel") {  // every workspace has some that nobody uses
      scopes.erase(std::remove_if(scopes.begin(), scopes.end(),
                                  [](const Json* scope) { return amount_of(*scope, "offered") <= 0; }),
                   scopes.end());
    }
    json[list.kind] =
        staff ? table_json(std::move(scopes), staff_columns) : table_json(std::move(scopes), place_columns);
  }
  return json;
}

// [value] or [value, half-width], by metric.
Json total_json(const RunSummary& summary) {
  Json json;
  const auto add = [&](std::string_view name) {
    const auto value = value_of(summary.total(), name);
    if (!value) return;
    Json& pair = json[std::string(name)] = Json::array({json_number(value->value)});
    if (value->half_width) pair.push_back(json_number(*value->half_width));
  };
  add("sl");
  for (const MetricInfo& metric : metrics()) add(metric.name);
  return json;
}

std::vector<ScopeKey> wanted_curves(const RunSummary& summary) {
  std::vector<ScopeKey> wanted = {{"total", ""}};
  for (const ListInfo& list : lists) {
    std::vector<const Json*> scopes = by_business(summary, list);
    scopes.resize(std::min(scopes.size(), most_curves));
    for (const Json* scope : scopes) {
      if (amount_of(*scope, list.busy) > 0) wanted.emplace_back(list.kind, name_of(*scope));
    }
  }
  return wanted;
}

// The highest percentile of intervals that are put together is no percentile of theirs, and is not called
// one.
constexpr std::string_view highest_percentile = "highest_p95_seconds";

std::string_view name_of_curve(Curve curve, std::uint32_t factor) {
  return factor > 1 && curve == Curve::wait_p95 ? highest_percentile : info(curve).name;
}

Json curves_json(const ScopeCurves& curves, std::uint32_t factor) {
  Json json = {{"kind", curves.kind}, {"name", curves.name}};
  json["values"] = Json::object();
  json["half"] = Json::object();
  for (std::size_t i = 0; i < curve_count; ++i) {
    const std::string_view name = name_of_curve(static_cast<Curve>(i), factor);
    add_points(json["values"], name, curves.values[i]);
    add_points(json["half"], name, curves.half_widths[i]);
  }
  return json;
}

// How many intervals make one point.
std::uint32_t merging_factor(const Window& window) {
  return (window.count() + most_points - 1) / most_points;
}

Json findings_json(const std::vector<Finding>& findings) {
  static constexpr std::array<const char*, 3> kinds = {"held", "missed", "note"};
  Json json = Json::array();
  for (const Finding& finding : findings) {
    Json parts = Json::array();
    for (const Part& part : finding.parts)
      parts.push_back(part.metric.empty() ? Json(part.text) : Json::array({part.text, part.metric}));
    json.push_back({{"kind", kinds[static_cast<std::size_t>(finding.kind)]}, {"parts", std::move(parts)}});
  }
  return json;
}

Json definitions_json(std::uint32_t factor) {
  Json json;
  for (const Definition& definition : definitions()) {
    if (factor == 1 && definition.name == highest_percentile) continue;
    Json texts = Json::array({definition.label, definition.unit, definition.meaning});
    if (!definition.pooling.empty()) texts.push_back(definition.pooling);
    json[std::string(definition.name)] = std::move(texts);
  }
  return json;
}

Json copied(const RunSummary& summary, const char* key) {
  return summary.json.contains(key) ? summary.json.at(key) : Json();
}

double unix_seconds(Time time) {
  return static_cast<double>(time.microseconds) / 1e6;
}

Json run_json(const RunSummary& summary, std::uint32_t factor) {
  const Window& window = summary.window;
  Json json;
  for (const char* key : {"scenario", "tool", "seed", "replications", "logHash", "inputs"}) {
    json[key] = copied(summary, key);
  }
  json["unfinished"] = copied(summary, "unfinished_replications");
  json["start"] = json_number(unix_seconds(window.start));
  json["end"] = json_number(unix_seconds(window.end));
  if (summary.observed_until) json["observedUntil"] = json_number(unix_seconds(*summary.observed_until));
  json["interval"] = json_number(in_seconds(window.interval));
  json["merged"] = factor;
  json["target"] = json_number(summary.target);
  json["within"] = json_number(summary.within_seconds);
  json["short"] = summary.json["window"].value("short_abandon_seconds", Json());
  return json;
}

Json levels_json() {
  Json json = Json::array();
  for (const ServiceLevelInfo& level : service_levels()) {
    json.push_back(Json::array({level.name, level.formula}));
  }
  return json;
}

// The metrics that fit, by name.
template <class Fits>
Json names_json(Fits&& fits) {
  Json json = Json::array();
  for (const MetricInfo& metric : metrics()) {
    if (fits(metric.metric)) json.push_back(metric.name);
  }
  return json;
}

}  // namespace

Json page_data(const RunSummary& summary, const TextSource& intervals_csv) {
  const std::uint32_t factor = merging_factor(summary.window);
  const Time until = summary.observed_until.value_or(never);
  const std::vector<ScopeKey> wanted = wanted_curves(summary);
  const std::vector<ScopeCurves> curves = read_curves(intervals_csv, summary.window, wanted, until, factor);
  // They speak of the run's own intervals, also where the curves have longer ones.
  const std::vector<Finding> found =
      factor == 1 ? findings(summary, curves.front())
                  : findings(summary, read_some_curves(intervals_csv, summary.window, wanted.front(),
                                                       curves_of_findings(), until));
  Window window = summary.window;
  window.interval = window.interval * factor;
  Json json;
  json["run"] = run_json(summary, factor);
  json["thresholds"] = copied(summary, "thresholds");
  json["broken"] = copied(summary, "broken");
  json["findings"] = findings_json(found);
  json["total"] = total_json(summary);
  json["serviceLevels"] = copied(summary, "total").value("service_levels", Json::array());
  json["levels"] = levels_json();
  json["happenings"] = names_json(is_happening);
  json["measured"] = names_json([](Metric) { return true; });
  json["tables"] = tables_json(summary);
  Json& all = json["curves"] = Json::array();
  for (const ScopeCurves& scope : curves) all.push_back(curves_json(scope, factor));
  add_points(all.front()["values"], "offered_load", offered_load(summary, curves.front(), window));
  json["recorded"] = factor == 1 ? copied(summary, "recorded") : Json();
  json["definitions"] = definitions_json(factor);
  return json;
}

}  // namespace switchyard::reports
