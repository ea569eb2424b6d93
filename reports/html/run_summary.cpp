// Looks into summary.json without trusting it: a file may have been cut or changed by hand.
#include "reports/html/run_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <istream>
#include <utility>

#include "engine/codec/text/time_text.h"
#include "reports/summary/summary.h"

namespace switchyard::reports {
namespace {

constexpr std::array<std::string_view, 3> left_out = {"intervals", "workers", "tenant_channels"};
constexpr std::uint32_t most_intervals = 10'000'000;

// More than any run has. A member is looked for among those before it.
constexpr std::size_t most_depth = 64;
constexpr std::size_t most_members = 1'000;
constexpr std::size_t most_values = 4'000'000;

struct TooLarge {
  std::string why;
};

// Sees each value before it is kept. The long lists are dropped while the text is read, so that they take no
// memory.
class Keeper {
 public:
  bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
    const auto level = static_cast<std::size_t>(depth);
    if (level > most_depth) throw TooLarge{fmt::format("it is more than {} deep", most_depth)};
    if (event == Json::parse_event_t::object_start) members_[level + 1] = 0;
    if (event == Json::parse_event_t::key) return keep_member(level, parsed.get_ref<const std::string&>());
    count();
    return true;
  }

 private:
  bool keep_member(std::size_t level, const std::string& key) {
    if (++members_[level] > most_members)
      throw TooLarge{fmt::format("an object has more than {} members", most_members)};
    if (level == 1) drops_ = std::find(left_out.begin(), left_out.end(), key) != left_out.end();
    count();
    return level != 1 || !drops_;
  }
  void count() {
    if (!drops_ && ++values_ > most_values)
      throw TooLarge{fmt::format("it has more than {} values", most_values)};
  }

  std::array<std::size_t, most_depth + 2> members_{};  // by level, of the object that is read there
  std::size_t values_ = 0;                             // keys, too
  bool drops_ = false;
};

// Discarded when it is no JSON.
tl::expected<Json, std::string> parse(const TextSource& text) {
  SourceBuffer buffer(text);
  std::istream stream(&buffer);
  Keeper keeper;
  const auto keep = [&](int depth, Json::parse_event_t event, Json& parsed) {
    return keeper(depth, event, parsed);
  };
  try {
    return Json::parse(stream, keep, false);
  } catch (const TooLarge& refusal) {
    return tl::unexpected(refusal.why);
  }
}

const Json* member(const Json& json, std::string_view key) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(std::string(key));
  return found == json.end() ? nullptr : &*found;
}

std::optional<double> number(const Json& json, std::string_view key) {
  const Json* found = member(json, key);
  if (found == nullptr || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<Time> time(const Json& json, std::string_view key) {
  const Json* found = member(json, key);
  if (found == nullptr || !found->is_string()) return std::nullopt;
  return codec::parse_rfc3339(found->get_ref<const std::string&>());
}

std::optional<Window> read_window(const Json& json) {
  const auto start = time(json, "start");
  const auto end = time(json, "end");
  const auto interval = number(json, "interval_seconds");
  if (!start || !end || !interval || *end <= *start || *interval < 1e-6 || *interval > 1e9)
    return std::nullopt;
  const double intervals = static_cast<double>((*end - *start).microseconds) / (*interval * 1e6);
  if (intervals > most_intervals) return std::nullopt;
  return Window{*start, *end, Duration{std::llround(*interval * 1e6)}};
}

const Json* first_service_level(const Json& scope) {
  const Json* levels = member(scope, "service_levels");
  return levels == nullptr || !levels->is_array() || levels->empty() ? nullptr : &levels->front();
}

tl::unexpected<std::string> no_summary(const std::string& why) {
  return tl::unexpected("this is no summary.json of a run: " + why);
}

}  // namespace

std::vector<const Json*> RunSummary::scopes(const char* list) const {
  std::vector<const Json*> all;
  const Json* found = member(json, list);
  if (found == nullptr || !found->is_array()) return all;
  for (const Json& scope : *found) {
    if (scope.is_object()) all.push_back(&scope);
  }
  return all;
}

std::size_t RunSummary::replications() const {
  return static_cast<std::size_t>(std::clamp(number(json, "replications").value_or(1), 1.0, 1e9));
}

tl::expected<RunSummary, std::string> read_summary(const TextSource& summary_json) {
  RunSummary summary;
  auto json = parse(summary_json);
  if (!json) return no_summary(json.error());
  summary.json = std::move(*json);
  if (!summary.json.is_object()) return no_summary("it is not a JSON object");
  const auto version = number(summary.json, "schemaVersion");
  if (!version || std::llround(*version) != summary_schema_version) {
    return no_summary("schemaVersion must be " + std::to_string(summary_schema_version));
  }
  const Json* window = member(summary.json, "window");
  const auto cut = window == nullptr ? std::nullopt : read_window(*window);
  if (!cut) return no_summary("its window cannot be used");
  summary.window = *cut;
  summary.observed_until = time(*window, "observed_until");
  summary.target = number(*window, "service_level_target").value_or(0);
  const Json* total = member(summary.json, "total");
  if (total == nullptr || !total->is_object()) return no_summary("it has no total");
  const Json* level = first_service_level(*total);
  summary.within_seconds = level == nullptr ? 0 : number(*level, "within_seconds").value_or(0);
  return summary;
}

std::optional<Estimate> value_of(const Json& scope, std::string_view metric) {
  const Json* level = metric == "sl" ? first_service_level(scope) : nullptr;
  const Json* found =
      metric == "sl" ? (level == nullptr ? nullptr : member(*level, "sl_offered")) : member(scope, metric);
  const auto value = found == nullptr ? std::nullopt : number(*found, "value");
  if (!value) return std::nullopt;
  Estimate estimate{*value, std::nullopt};
  const Json* ends = member(*found, "ci95");
  if (ends != nullptr && ends->is_array() && ends->size() == 2 && (*ends)[0].is_number() &&
      (*ends)[1].is_number()) {
    estimate.half_width = ((*ends)[1].get<double>() - (*ends)[0].get<double>()) / 2;
  }
  return estimate;
}

double amount_of(const Json& scope, std::string_view metric) {
  const auto value = value_of(scope, metric);
  return value ? value->value : 0;
}

std::string name_of(const Json& scope) {
  const Json* name = member(scope, "name");
  return name != nullptr && name->is_string() ? name->get<std::string>() : std::string();
}

}  // namespace switchyard::reports
