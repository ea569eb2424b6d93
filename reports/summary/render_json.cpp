// Lays the summary out as JSON; every number is rounded by one function.
#include "reports/summary/render_json.h"

#include <nlohmann/json.hpp>

#include "engine/codec/text/enums.h"
#include "engine/codec/text/time_text.h"
#include "reports/summary/compare_recorded.h"
#include "reports/summary/figures.h"
#include "reports/summary/json_number.h"

namespace switchyard::reports {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(double number) {
  return json_number(number);
}

Json interval_json(const Estimate& estimate) {
  return Json::array({to_json(estimate.low()), to_json(estimate.high())});
}

Json to_json(const Estimate& estimate) {
  Json json = {{"value", to_json(estimate.value)}};
  if (estimate.half_width) json["ci95"] = interval_json(estimate);
  return json;
}

Json to_json(const std::optional<Estimate>& estimate) {
  return estimate ? to_json(*estimate) : Json(nullptr);
}

Json to_json(const std::optional<double>& value) {
  return value ? to_json(*value) : Json(nullptr);
}

void add_attainment(Json& entry, const Scope& scope, std::size_t within) {
  if (within >= scope.attainment.size()) return;
  const Attainment& attainment = scope.attainment[within];
  const auto add = [&](const char* key, const ByDefinition& figures) {
    Json json = Json::object();
    for (std::size_t i = 0; i < service_level_definitions; ++i) {
      const auto value = estimate(figures[i].moments);
      if (value) json[std::string(service_levels()[i].name)] = to_json(*value);
    }
    if (!json.empty()) entry[key] = std::move(json);
  };
  add("interval_attainment", attainment.intervals);
  add("target_met", attainment.window);
}

void add_service_levels(Json& json, const Scope& scope) {
  if (scope.service_levels.empty()) return;
  Json& list = json["service_levels"] = Json::array();
  for (std::size_t within = 0; within < scope.service_levels.size(); ++within) {
    const ServiceLevelFigures& figures = scope.service_levels[within];
    Json entry = {{"within_seconds", to_json(in_seconds(figures.within))}};
    for (std::size_t i = 0; i < service_level_definitions; ++i) {
      const auto value = estimate(figures.by_definition[i].moments);
      if (value) entry[std::string(service_levels()[i].name)] = to_json(*value);
    }
    add_attainment(entry, scope, within);
    list.push_back(std::move(entry));
  }
}

std::string_view reason_name(std::size_t reason) {
  return reason == 0 ? "deleted" : codec::enum_text(static_cast<CancelReason>(reason));
}

std::string_view cause_name(std::size_t cause) {
  return cause == 0 ? "" : codec::enum_text(static_cast<OriginCause>(cause));
}

// The counts above zero of a split, by name.
template <class Name>
void add_split(Json& json, const char* key, const std::vector<Figure>& counts, Name&& name) {
  Json split = Json::object();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto value = estimate(counts[i].moments);
    if (value && value->value > 0) split[std::string(name(i))] = to_json(*value);
  }
  if (!split.empty()) json[key] = std::move(split);
}

void add_figures(Json& json, const Scope& scope) {
  for (const MetricInfo& metric : metrics()) {
    const auto value = scope.value(metric.metric);
    const bool is_shown = value && (!is_happening(metric.metric) || value->value > 0);
    if (is_shown) json[std::string(metric.name)] = to_json(*value);
    if (metric.metric == Metric::canceled) add_split(json, "canceled_by_reason", scope.canceled, reason_name);
    if (metric.metric == Metric::to_shared_team)
      add_split(json, "to_shared_team_by_cause", scope.to_shared_team, cause_name);
    if (metric.metric == Metric::delayed) add_service_levels(json, scope);
  }
}

Json scope_json(const Scope& scope) {
  Json json = Json::object();
  if (scope.kind != ScopeKind::total) json["name"] = scope.name;
  add_figures(json, scope);
  return json;
}

Json scopes_json(const Summary& summary, ScopeKind kind) {
  Json list = Json::array();
  for (const Scope& scope : summary.scopes) {
    if (scope.kind == kind) list.push_back(scope_json(scope));
  }
  return list;
}

Json interval_json(const Summary& summary, std::uint32_t interval) {
  const Scope total = summary.intervals->total(interval);
  Json entry = {{"start", codec::to_rfc3339(summary.window.start_of(interval))}};
  add_figures(entry, total);
  return entry;
}

Json thresholds_json(const Summary& summary) {
  Json list = Json::array();
  for (const ThresholdResult& result : summary.thresholds) {
    Json entry = {{"expr", result.expression}, {"value", nullptr}, {"ci95", nullptr}, {"ok", result.held}};
    if (result.value) entry["value"] = to_json(result.value->value);
    if (result.value && result.value->half_width) entry["ci95"] = interval_json(*result.value);
    list.push_back(std::move(entry));
  }
  return list;
}

Json comparison_json(const ComparedInterval& row) {
  return {
      {"recorded",
       {{"abandonment", to_json(row.recorded_abandonment)},
        {"wait_all_seconds", to_json(row.recorded_wait)}}},
      {"simulated", {{"abandonment", to_json(row.abandonment)}, {"wait_all_seconds", to_json(row.wait)}}}};
}

Json recorded_json(const Summary& summary) {
  const Comparison comparison = compare_recorded(summary);
  Json json = {
      {"source", comparison.source}, {"queue", comparison.queue}, {"day", comparison_json(comparison.day)}};
  Json& rows = json["intervals"] = Json::array();
  for (const ComparedInterval& row : comparison.intervals) {
    Json entry = {{"start", codec::to_rfc3339(row.start)}};
    entry.update(comparison_json(row));
    rows.push_back(std::move(entry));
  }
  return json;
}

Json window_json(const Summary& summary) {
  Json json = {{"start", codec::to_rfc3339(summary.window.start)},
               {"end", codec::to_rfc3339(summary.window.end)},
               {"interval_seconds", to_json(in_seconds(summary.window.interval))},
               {"short_abandon_seconds", to_json(in_seconds(summary.short_abandon))},
               {"service_level_target", to_json(summary.service_level_target)}};
  if (summary.observed_until) json["observed_until"] = codec::to_rfc3339(*summary.observed_until);
  return json;
}

Json inputs_json(const Summary& summary) {
  Json list = Json::array();
  for (const InputDigest& input : summary.facts.inputs) {
    list.push_back({{"name", input.name}, {"sha256", input.sha256}});
  }
  return list;
}

Json head_json(const Summary& summary) {
  Json json;
  json["schemaVersion"] = summary_schema_version;
  json["tool"] = {{"name", "switchyard"}, {"version", summary.facts.tool_version}};
  json["scenario"] = summary.facts.scenario;
  json["seed"] = summary.facts.seed;
  json["replications"] = summary.replications();
  if (summary.facts.unfinished > 0) json["unfinished_replications"] = summary.facts.unfinished;
  json["inputs"] = inputs_json(summary);
  json["logHash"] = summary.log_hashes.front();
  if (summary.replications() > 1) json["logHashes"] = summary.log_hashes;
  json["window"] = window_json(summary);
  json["thresholds"] = thresholds_json(summary);
  json["broken"] = summary.broken;
  return json;
}

// Names come from documents that were checked to be UTF-8; whatever is not is replaced, never thrown about.
std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

// The value as it stands inside a document, so many spaces from its margin. No text has a line feed in it.
std::string inner(const Json& json, std::size_t spaces) {
  const std::string text = dumped(json, 2);
  std::string moved;
  for (const char c : std::string_view(text).substr(0, text.size() - 1)) {
    moved += c;
    if (c == '\n') moved.append(spaces, ' ');
  }
  return moved;
}

}  // namespace

std::string render_json(const Summary& summary) {
  std::string text;
  render_json(summary, [&](std::string_view piece) { text += piece; });
  return text;
}

void render_json(const Summary& summary, const TextSink& sink) {
  Json json = head_json(summary);
  json["total"] = scope_json(summary.total());
  json["queues"] = scopes_json(summary, ScopeKind::queue);
  json["channels"] = scopes_json(summary, ScopeKind::channel);
  json["tenants"] = scopes_json(summary, ScopeKind::tenant);
  json["tenant_channels"] = scopes_json(summary, ScopeKind::tenant_channel);
  json["worker_groups"] = scopes_json(summary, ScopeKind::group);
  json["workers"] = scopes_json(summary, ScopeKind::worker);
  std::string text = dumped(json, 2);
  text.resize(text.size() - std::string_view("\n}\n").size());
  sink(text);
  sink(",\n  \"intervals\": [");
  for (std::uint32_t i = 0; i < summary.window.count(); ++i) {
    sink(i == 0 ? "\n    " : ",\n    ");
    sink(inner(interval_json(summary, i), 4));
  }
  sink("\n  ]");
  if (summary.facts.recorded) {
    sink(",\n  \"recorded\": ");
    sink(inner(recorded_json(summary), 2));
  }
  sink("\n}\n");
}

std::string render_jsonl(const Summary& summary) {
  std::string lines;
  render_jsonl(summary, [&](std::string_view line) { lines += line; });
  return lines;
}

void render_jsonl(const Summary& summary, const TextSink& sink) {
  sink(dumped(head_json(summary), -1));
  const auto add_line = [&](const Scope& scope) {
    Json json = {{"scope", scope_name(scope.kind)}};
    if (scope.interval != no_interval)
      json["start"] = codec::to_rfc3339(summary.window.start_of(scope.interval));
    json.update(scope_json(scope));
    sink(dumped(json, -1));
  };
  for (const Scope& scope : summary.scopes) add_line(scope);
  summary.each_row(add_line);
}

}  // namespace switchyard::reports
