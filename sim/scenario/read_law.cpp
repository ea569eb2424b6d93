// Reads laws of times: {"lognormal": {"mean": "198s", "scv": 1.73}} and their kin.
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Node;
using codec::Reader;

constexpr double longest_mean = 3.15e9;  // seconds, about a hundred years

double in_seconds(Duration duration) {
  return static_cast<double>(duration.microseconds) / 1e6;
}

// A law, or the sentence that says why not, at `node`.
std::optional<Distribution> accept(Reading& reading, const Node& node, MaybeDistribution law) {
  if (law) return std::move(*law);
  reading.report(node, law.error());
  return std::nullopt;
}

std::optional<double> read_seconds(Reading& reading, const Node& node) {
  const auto duration = codec::read_duration(reading.document(), node, reading.problems);
  return duration ? std::optional(in_seconds(*duration)) : std::nullopt;
}

using MakeOfMoments = MaybeDistribution (*)(double mean, double scv);

std::optional<Distribution> read_moments(Reading& reading, const Node& node, MakeOfMoments make) {
  Reader reader(reading.document(), node, reading.problems);
  const Node* mean_node = reader.require("mean");
  const Node* scv_node = reader.require("scv");
  reader.finish();
  if (mean_node == nullptr || scv_node == nullptr) return std::nullopt;
  const auto mean = read_seconds(reading, *mean_node);
  const auto scv = codec::read_number(reading.document(), *scv_node, reading.problems, 0, 1e6);
  if (!mean || !scv) return std::nullopt;
  return accept(reading, node, make(*mean, *scv));
}

std::optional<Distribution> read_weibull(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  const Node* shape_node = reader.require("shape");
  const Node* scale_node = reader.require("scale");
  reader.finish();
  if (shape_node == nullptr || scale_node == nullptr) return std::nullopt;
  const auto shape = codec::read_number(reading.document(), *shape_node, reading.problems, 0, 1e6);
  const auto scale = read_seconds(reading, *scale_node);
  if (!shape || !scale) return std::nullopt;
  return accept(reading, node, make_weibull(*shape, *scale));
}

std::optional<Distribution> read_uniform(Reading& reading, const Node& node) {
  if (!node.is(Node::Kind::array) || node.children.size() != 2) {
    codec::expect(reading.document(), node, reading.problems, "must be a list of two durations",
                  "[\"5s\", \"10s\"]");
    return std::nullopt;
  }
  const auto low = read_seconds(reading, node.children[0]);
  const auto high = read_seconds(reading, node.children[1]);
  if (!low || !high) return std::nullopt;
  return accept(reading, node, make_uniform(*low, *high));
}

struct TimePoint {
  double seconds;
  double share;
};

// [["10s", 0.25], ["30s", 0.5], …]
std::optional<std::vector<TimePoint>> read_points(Reading& reading, const Node& node) {
  std::vector<TimePoint> points;
  if (!node.is(Node::Kind::array) || node.children.empty()) {
    codec::expect(reading.document(), node, reading.problems, "must be a list of [time, share] pairs",
                  "[[\"10s\", 0.25], [\"30s\", 0.5]]");
    return std::nullopt;
  }
  for (const Node& pair : node.children) {
    if (!pair.is(Node::Kind::array) || pair.children.size() != 2) {
      codec::expect(reading.document(), pair, reading.problems, "must be a pair [time, share]",
                    "[\"10s\", 0.25]");
      return std::nullopt;
    }
    const auto seconds = read_seconds(reading, pair.children[0]);
    const auto share = codec::read_number(reading.document(), pair.children[1], reading.problems, 0, 1);
    if (!seconds || !share) return std::nullopt;
    points.push_back({*seconds, *share});
  }
  return points;
}

std::optional<Distribution> read_empirical(Reading& reading, const Node& node, double tail) {
  const auto points = read_points(reading, node);
  if (!points) return std::nullopt;
  std::vector<CumulativePoint> table;
  for (const TimePoint& point : *points) table.push_back({point.seconds, point.share});
  return accept(reading, node, make_empirical(std::move(table), tail));
}

std::optional<Distribution> read_survival(Reading& reading, const Node& node, double tail) {
  const auto points = read_points(reading, node);
  if (!points) return std::nullopt;
  std::vector<SurvivalPoint> table;
  for (const TimePoint& point : *points) table.push_back({point.seconds, point.share});
  return accept(reading, node, make_survival(table, tail));
}

std::optional<Distribution> read_constant(Reading& reading, const Node& node) {
  const auto seconds = read_seconds(reading, node);
  return seconds ? accept(reading, node, make_constant(*seconds)) : std::nullopt;
}

std::optional<Distribution> read_exponential(Reading& reading, const Node& node) {
  const auto seconds = read_seconds(reading, node);
  return seconds ? accept(reading, node, make_exponential(*seconds)) : std::nullopt;
}

std::optional<Distribution> read_kind(Reading& reading, const Node& node, double tail) {
  if (node.key == "constant") return read_constant(reading, node);
  if (node.key == "exponential") return read_exponential(reading, node);
  if (node.key == "lognormal") return read_moments(reading, node, make_lognormal);
  if (node.key == "gamma") return read_moments(reading, node, make_gamma);
  if (node.key == "weibull") return read_weibull(reading, node);
  if (node.key == "uniform") return read_uniform(reading, node);
  if (node.key == "empirical") return read_empirical(reading, node, tail);
  return read_survival(reading, node, tail);
}

constexpr const char* law_keys[] = {"constant", "exponential", "lognormal", "gamma",
                                    "weibull",  "uniform",     "empirical", "survival"};

// The law of one row of a table of means.
MaybeDistribution law_of_mean(std::size_t kind, double mean, double scv) {
  if (kind == 0) return make_exponential(mean);
  if (kind == 1) return make_lognormal(mean, scv);
  return kind == 2 ? make_gamma(mean, scv) : make_constant(mean);
}

std::optional<DailyLaw> read_law_table(Reading& reading, const Node& node) {
  Reader reader(reading.document(), node, reading.problems);
  const Node* table_node = reader.require("table");
  const auto kind = reader.word("law", {"exponential", "lognormal", "gamma", "constant"}).value_or(0);
  const auto scv = reader.number("scv", 0, 1e6);
  reader.finish();
  if ((kind == 1 || kind == 2) && !scv) {
    reading.report(
        node, "a lognormal or gamma law of a table needs \"scv\", the variance divided by the squared mean");
    return std::nullopt;
  }
  const auto table = read_interval_table(reading, *table_node, {{"mean", true, 0, longest_mean}});
  if (!table) return std::nullopt;
  DailyLaw laws;
  for (std::size_t row = 0; row < table->rows.size(); ++row) {
    auto law = law_of_mean(kind, table->columns.at("mean")[row], scv.value_or(1));
    if (!law) {
      reading.report(node, "row " + std::to_string(row + 1) + " of the table gives no law: " + law.error());
      return std::nullopt;
    }
    laws.steps.push_back({table->rows[row].from, std::move(*law)});
  }
  return laws;
}

}  // namespace

std::optional<Distribution> read_law(Reading& reading, const Node& node) {
  if (node.is(Node::Kind::string)) return read_constant(reading, node);
  Reader reader(reading.document(), node, reading.problems);
  const Node* kind = nullptr;
  int kinds = 0;
  for (const char* key : law_keys) {
    if (const Node* member = reader.find(key)) {
      kind = member;
      ++kinds;
    }
  }
  const auto tail = reader.duration("tail");
  reader.finish();
  if (!node.is(Node::Kind::object)) return std::nullopt;
  if (kinds != 1) {
    reading.report(
        node, "a law must have one kind (found " + std::to_string(kinds) + ")",
        "write {\"exponential\": \"180s\"}, {\"lognormal\": {\"mean\": \"198s\", \"scv\": 1.7}}, \"60s\" …");
    return std::nullopt;
  }
  if (tail && kind->key != "empirical" && kind->key != "survival") {
    reading.report(*node.member("tail"), "only \"empirical\" and \"survival\" have a tail");
  }
  return read_kind(reading, *kind, tail ? in_seconds(*tail) : 0);
}

std::optional<Distribution> read_law(Reading& reading, Reader& reader, std::string_view key) {
  const Node* node = reader.find(key);
  return node != nullptr ? read_law(reading, *node) : std::nullopt;
}

std::optional<DailyLaw> read_daily_law(Reading& reading, const Node& node) {
  if (node.member("table") != nullptr) return read_law_table(reading, node);
  auto law = read_law(reading, node);
  if (!law) return std::nullopt;
  return DailyLaw(std::move(*law));
}

}  // namespace switchyard::sim
