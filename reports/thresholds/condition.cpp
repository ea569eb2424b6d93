// Reads `p(95)<45`, `mean >= 80%`, `max<10m`.
#include "reports/thresholds/condition.h"

#include <array>
#include <charconv>
#include <utility>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/nearest.h"
#include "reports/summary/figures.h"
#include "reports/thresholds/scanner.h"

namespace switchyard::reports {
namespace {

using Statistic = Condition::Statistic;
using Comparison = Condition::Comparison;
using Fault = tl::unexpected<ThresholdProblem>;

constexpr std::array<std::pair<std::string_view, Statistic>, 5> statistics = {
    {{"mean", Statistic::mean},
     {"value", Statistic::mean},
     {"ci95_low", Statistic::ci95_low},
     {"ci95_high", Statistic::ci95_high},
     {"max", Statistic::highest}}};

constexpr std::array<std::pair<std::string_view, Comparison>, 5> comparisons = {{{">=", Comparison::at_least},
                                                                                 {"<=", Comparison::at_most},
                                                                                 {"==", Comparison::equal},
                                                                                 {">", Comparison::above},
                                                                                 {"<", Comparison::below}}};

Fault fault(std::size_t offset, std::string message, std::string hint = {}) {
  return Fault(ThresholdProblem{std::nullopt, offset, std::move(message), std::move(hint)});
}

std::optional<double> plain_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!(number >= -1e15 && number <= 1e15)) return std::nullopt;  // also what is no number
  return number;
}

// 0.8, 80%, 45s, 10m.
std::optional<double> limit_of(std::string_view text) {
  if (const auto number = plain_number(text)) return number;
  if (text.ends_with('%')) {
    const auto percent = plain_number(text.substr(0, text.size() - 1));
    return percent ? std::optional(*percent / 100) : std::nullopt;
  }
  const auto duration = codec::parse_duration(text);
  return duration ? std::optional(in_seconds(*duration)) : std::nullopt;
}

tl::expected<void, ThresholdProblem> read_percentile(std::string_view word, std::size_t offset,
                                                     Condition& to) {
  const auto percent = plain_number(word.substr(2, word.size() - 3));
  if (!word.ends_with(')') || !percent || *percent <= 0 || *percent > 100) {
    return fault(offset, "a percentile must be p(N) with N above 0 and at most 100 (found \"" +
                             std::string(word) + "\")");
  }
  to.statistic = Statistic::percentile;
  to.percent = *percent;
  return {};
}

tl::expected<void, ThresholdProblem> read_statistic(Scanner& scanner, Condition& to) {
  const std::size_t offset = scanner.offset();
  const std::string_view word = scanner.take_until("<>=");
  if (word.empty()) return {};
  if (word.starts_with("p(")) return read_percentile(word, offset, to);
  for (const auto& [name, statistic] : statistics) {
    if (word == name) return to.statistic = statistic, tl::expected<void, ThresholdProblem>{};
  }
  return fault(offset, "unknown statistic \"" + std::string(word) + "\"",
               codec::suggestion(word, {"mean", "value", "ci95_low", "ci95_high", "max", "p(95)"}));
}

tl::expected<void, ThresholdProblem> read_comparison(Scanner& scanner, Condition& to) {
  for (const auto& [sign, comparison] : comparisons) {
    if (scanner.take(sign)) return to.comparison = comparison, tl::expected<void, ThresholdProblem>{};
  }
  return fault(scanner.offset(), "a comparison must follow: >=, <=, >, < or ==");
}

}  // namespace

tl::expected<Condition, ThresholdProblem> parse_condition(std::string_view text) {
  Scanner scanner(text);
  Condition condition;
  scanner.skip_spaces();
  if (auto read = read_statistic(scanner, condition); !read) return tl::unexpected(read.error());
  if (auto read = read_comparison(scanner, condition); !read) return tl::unexpected(read.error());
  scanner.skip_spaces();
  const std::size_t offset = scanner.offset();
  const std::string_view number = scanner.take_until("");
  const auto limit = limit_of(number);
  if (!limit) {
    return fault(offset,
                 "must be a number, a percentage or a duration (found \"" + std::string(number) + "\")",
                 "0.8, 80%, 45, 45s or 10m");
  }
  condition.limit = *limit;
  return condition;
}

}  // namespace switchyard::reports
