// Reads the columns of intervals.csv that are drawn, and makes longer intervals of many short ones.
#include "reports/html/curves.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "engine/codec/text/time_text.h"
#include "reports/csv/reader.h"
#include "reports/summary/figures.h"

namespace switchyard::reports {
namespace {

constexpr std::array<CurveInfo, curve_count> table = {{
    {"offered", Merging::sum, Weight::time, false, true, true},
    {"answered", Merging::sum, Weight::time, false, false, true},
    {"abandoned", Merging::sum, Weight::time, false, false, true},
    {"handled", Merging::sum, Weight::time, false, false, true},
    {"abandonment", Merging::mean, Weight::offered, false, true, false},
    {"asa_seconds", Merging::mean, Weight::answered, false, true, false},
    {"wait_all_seconds", Merging::mean, Weight::offered, false, true, false},
    {"wait_answered_p95_seconds", Merging::highest, Weight::time, false, true, false},
    {"longest_wait_seconds", Merging::highest, Weight::time, false, false, false},
    {"handle_seconds", Merging::mean, Weight::handled, false, false, false},
    {"queue_depth", Merging::mean, Weight::time, false, true, true},
    {"queue_depth_highest", Merging::highest, Weight::time, false, false, true},
    {"sl", Merging::mean, Weight::decided, false, true, false},
    {"workers_logged_in", Merging::mean, Weight::time, true, false, false},
    {"occupancy", Merging::mean, Weight::available, true, true, false},
    {"unavailable_seconds", Merging::sum, Weight::time, true, false, false},
    {"idle_seconds", Merging::sum, Weight::time, true, false, false},
    {"reserved_seconds", Merging::sum, Weight::time, true, false, false},
    {"on_task_seconds", Merging::sum, Weight::time, true, false, false},
    {"wrap_up_state_seconds", Merging::sum, Weight::time, true, false, false},
    {"cooldown_seconds", Merging::sum, Weight::time, true, false, false},
}};

constexpr std::string_view first_service_level = "sl_offered_";
constexpr std::string_view half_width_mark = "_ci95";
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// Where the header has what is drawn.
struct Columns {
  std::array<std::size_t, curve_count> values{};
  std::array<std::size_t, curve_count> half_widths{};
};

std::size_t find(const std::vector<std::string>& header, std::string_view name) {
  const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& column) {
    if (name == "sl") return column.starts_with(first_service_level) && !column.ends_with(half_width_mark);
    return column == name;
  });
  return found == header.end() ? nowhere : static_cast<std::size_t>(found - header.begin());
}

Columns find_columns(const std::vector<std::string>& header) {
  Columns columns;
  for (std::size_t i = 0; i < curve_count; ++i) {
    columns.values[i] = find(header, table[i].name);
    const std::string named = columns.values[i] == nowhere ? "" : header[columns.values[i]];
    columns.half_widths[i] =
        table[i].has_half_width ? find(header, named + std::string(half_width_mark)) : nowhere;
  }
  return columns;
}

std::optional<double> number_in(const std::vector<std::string>& row, std::size_t column) {
  if (column >= row.size()) return std::nullopt;
  const std::string& text = row[column];
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || stop != text.data() + text.size() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::optional<std::size_t> interval_of(const Window& window, const std::string& start) {
  const auto time = codec::parse_rfc3339(start);
  if (!time || *time < window.start || *time >= window.end) return std::nullopt;
  const std::int64_t since = (*time - window.start).microseconds;
  if (since % window.interval.microseconds != 0) return std::nullopt;
  return static_cast<std::size_t>(since / window.interval.microseconds);
}

bool has_contacts(std::string_view kind) {
  return kind != "group";
}

ScopeCurves empty_curves(const ScopeKey& key, std::size_t intervals) {
  ScopeCurves curves{key.first, key.second, std::vector<Points>(curve_count),
                     std::vector<Points>(curve_count)};
  for (std::size_t i = 0; i < curve_count; ++i) {
    const bool counted = table[i].zero_when_absent && has_contacts(key.first);
    curves.values[i].assign(intervals, counted ? std::optional(0.0) : std::nullopt);
  }
  return curves;
}

void take_row(ScopeCurves& curves, const std::vector<std::string>& row, std::size_t interval,
              const Columns& columns) {
  for (std::size_t i = 0; i < curve_count; ++i) {
    if (curves.values[i].empty()) continue;
    curves.values[i][interval] = number_in(row, columns.values[i]);
    const auto half_width = number_in(row, columns.half_widths[i]);
    if (!half_width) continue;
    curves.half_widths[i].resize(curves.values[i].size());
    curves.half_widths[i][interval] = half_width;
  }
}

double available(const ScopeCurves& curves, std::size_t interval) {
  double sum = 0;
  for (const Curve state : {Curve::on_task, Curve::wrap_up, Curve::reserved, Curve::idle}) {
    sum += curves.amount(state, interval);
  }
  return sum;
}

double weight_of(const ScopeCurves& curves, Weight weight, const Window& window, std::size_t interval) {
  const auto index = static_cast<std::uint32_t>(interval);
  switch (weight) {
    case Weight::time:
      return in_seconds(window.end_of(index) - window.start_of(index));
    case Weight::offered:
      return curves.amount(Curve::offered, interval);
    case Weight::answered:
      return curves.amount(Curve::answered, interval);
    case Weight::decided:
      return curves.decided(interval);
    case Weight::handled:
      return curves.amount(Curve::handled, interval);
    case Weight::available:
      return available(curves, interval);
  }
  return 0;
}

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<double> mean_of(const ScopeCurves& curves, Curve curve, const Window& window, Range range) {
  double sum = 0;
  double weights = 0;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const auto value = curves.at(curve, i);
    if (!value) continue;
    const double weight = weight_of(curves, info(curve).weight, window, i);
    sum += *value * weight;
    weights += weight;
  }
  return weights > 0 ? std::optional(sum / weights) : std::nullopt;
}

std::optional<double> merged_value(const ScopeCurves& curves, Curve curve, const Window& window,
                                   Range range) {
  if (info(curve).merging == Merging::mean) return mean_of(curves, curve, window, range);
  std::optional<double> all;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const auto value = curves.at(curve, i);
    if (!value) continue;
    const double before = all.value_or(0);
    all = info(curve).merging == Merging::sum ? before + *value : std::max(before, *value);
  }
  return all;
}

// Nothing is known of what an interrupted run did not come to, not even that it was zero.
void forget_unobserved(ScopeCurves& curves, const Window& window, Time observed_until) {
  for (Points& points : curves.values) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (window.start_of(static_cast<std::uint32_t>(i)) >= observed_until) points[i] = std::nullopt;
    }
  }
}

// A row after the other; what makes one point is merged as soon as the next one begins.
class CurveReader {
 public:
  CurveReader(const Window& window, const std::vector<ScopeKey>& wanted, Time observed_until,
              std::uint32_t factor)
      : window_(window),
        observed_until_(observed_until),
        factor_(factor),
        piece_size_(factor == 1 ? window.count() : factor) {
    for (const ScopeKey& key : wanted) {
      places_.emplace(key, all_.size());
      all_.push_back(
          {key.first, key.second, std::vector<Points>(curve_count), std::vector<Points>(curve_count)});
      pieces_.push_back(empty_curves(key, piece().count()));
    }
  }

  // Before the first row, and with intervals as they are.
  void leave_out_all_but(const std::vector<Curve>& some) {
    for (std::size_t i = 0; i < curve_count; ++i) {
      if (std::find(some.begin(), some.end(), static_cast<Curve>(i)) != some.end()) continue;
      for (ScopeCurves& scope : pieces_) scope.values[i] = Points();
    }
  }

  void take(const std::vector<std::string>& row, const Columns& columns) {
    const auto place = places_.find({row[1], row[2]});
    const auto interval = interval_of(window_, row[0]);
    if (place == places_.end() || !interval || *interval < begin_) return;
    while (*interval >= begin_ + piece().count()) merge_piece();
    take_row(pieces_[place->second], row, *interval - begin_, columns);
  }

  std::vector<ScopeCurves> finished() {
    if (factor_ == 1) {
      for (ScopeCurves& scope : pieces_) forget_unobserved(scope, window_, observed_until_);
      return std::move(pieces_);
    }
    while (begin_ < window_.count()) merge_piece();
    return std::move(all_);
  }

 private:
  // The part of the window whose rows are in hand.
  Window piece() const {
    return {window_.start_of(begin_), std::min(window_.end, window_.start_of(begin_ + piece_size_)),
            window_.interval};
  }

  void merge_piece() {
    const Window merged_now = piece();
    Window observed = merged_now;
    observed.end = std::min(merged_now.end, observed_until_);
    begin_ += piece_size_;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      forget_unobserved(pieces_[i], merged_now, observed_until_);
      const ScopeCurves point = merged(pieces_[i], observed, factor_);
      for (std::size_t curve = 0; curve < curve_count; ++curve) {
        all_[i].values[curve].push_back(point.values[curve].front());
      }
      if (begin_ < window_.count()) pieces_[i] = empty_curves({all_[i].kind, all_[i].name}, piece().count());
    }
  }

  Window window_;
  Time observed_until_;
  std::uint32_t factor_;
  std::uint32_t piece_size_;
  std::uint32_t begin_ = 0;  // of the piece
  std::map<ScopeKey, std::size_t> places_;
  std::vector<ScopeCurves> pieces_;
  std::vector<ScopeCurves> all_;
};

std::vector<ScopeCurves> read_all(const TextSource& intervals_csv, CurveReader curves) {
  CsvReader reader(intervals_csv);
  std::vector<std::string> row;
  const Columns columns = reader.next(row) ? find_columns(row) : find_columns({});
  while (reader.next(row)) {
    if (row.size() >= 3) curves.take(row, columns);
  }
  return curves.finished();
}

}  // namespace

const CurveInfo& info(Curve curve) {
  return table[static_cast<std::size_t>(curve)];
}

std::vector<ScopeCurves> read_curves(const TextSource& intervals_csv, const Window& window,
                                     const std::vector<ScopeKey>& wanted, Time observed_until,
                                     std::uint32_t factor) {
  return read_all(intervals_csv, CurveReader(window, wanted, observed_until, factor));
}

ScopeCurves read_some_curves(const TextSource& intervals_csv, const Window& window, const ScopeKey& wanted,
                             const std::vector<Curve>& some, Time observed_until) {
  CurveReader curves(window, {wanted}, observed_until, 1);
  curves.leave_out_all_but(some);
  return std::move(read_all(intervals_csv, std::move(curves)).front());
}

ScopeCurves merged(const ScopeCurves& curves, const Window& window, std::uint32_t factor) {
  const std::size_t count = curves.of(Curve::offered).size();
  ScopeCurves all{curves.kind, curves.name, std::vector<Points>(curve_count),
                  std::vector<Points>(curve_count)};
  for (std::size_t begin = 0; begin < count; begin += factor) {
    const Range range{begin, std::min<std::size_t>(begin + factor, count)};
    for (std::size_t i = 0; i < curve_count; ++i) {
      all.values[i].push_back(merged_value(curves, static_cast<Curve>(i), window, range));
    }
  }
  return all;
}

}  // namespace switchyard::reports
