// The figures of intervals as curves: what a report draws, read back from intervals.csv.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/csv/text_source.h"
#include "reports/html/point.h"
#include "reports/measures/window.h"

namespace switchyard::reports {

// How the values of intervals become that of a longer one.
enum class Merging : std::uint8_t { sum, highest, mean };

// What a mean is weighed with. Time: the length of the interval.
enum class Weight : std::uint8_t { time, offered, answered, decided, handled, available };

struct CurveInfo {
  std::string_view name;  // as in intervals.csv; "sl" is its first service level
  Merging merging = Merging::sum;
  Weight weight = Weight::time;
  bool of_staff = false;         // measured of all and of groups only
  bool has_half_width = false;   // of the 95 % interval
  bool zero_when_absent = true;  // an interval without a row had none of it
};

enum class Curve : std::uint8_t {
  offered,
  answered,
  abandoned,
  handled,
  abandonment,
  asa,
  wait_all,
  wait_p95,
  longest_wait,
  handle,
  depth,
  depth_highest,
  service_level,
  logged_in,
  occupancy,
  unavailable,
  idle,
  reserved,
  on_task,
  wrap_up,
  cooldown,
};
inline constexpr std::size_t curve_count = static_cast<std::size_t>(Curve::cooldown) + 1;
const CurveInfo& info(Curve curve);

using Points = std::vector<Point>;  // by interval; nothing where nothing was measured

// All curves of one scope.
struct ScopeCurves {
  std::string kind;  // as scope_name() calls it
  std::string name;
  std::vector<Points> values;       // by Curve
  std::vector<Points> half_widths;  // likewise; empty where there are none

  const Points& of(Curve curve) const { return values[static_cast<std::size_t>(curve)]; }
  std::optional<double> at(Curve curve, std::size_t interval) const { return of(curve)[interval]; }
  // Zero where nothing was measured.
  double amount(Curve curve, std::size_t interval) const { return at(curve, interval).value_or(0); }
  // Answered or abandoned: what service levels are shares of.
  double decided(std::size_t interval) const {
    return amount(Curve::answered, interval) + amount(Curve::abandoned, interval);
  }
};

using ScopeKey = std::pair<std::string, std::string>;  // kind and name

// The curves of the wanted scopes, in their order, with `factor` intervals made one, as merged() does it. A
// scope that the table does not have is without values, and so are intervals that begin when nobody observed
// the run any more. Rows that are no interval of the window are passed over, and with a factor those that are
// not in order. Memory follows the wanted scopes, not the table.
std::vector<ScopeCurves> read_curves(const TextSource& intervals_csv, const Window& window,
                                     const std::vector<ScopeKey>& wanted, Time observed_until = never,
                                     std::uint32_t factor = 1);

// Of one scope, interval by interval, these curves; the others have no points at all, so that a table of many
// thousand intervals takes little memory.
ScopeCurves read_some_curves(const TextSource& intervals_csv, const Window& window, const ScopeKey& wanted,
                             const std::vector<Curve>& some, Time observed_until = never);

// The curves of a scope with `factor` intervals made one, the last one of what is left. Half-widths are lost,
// and a percentile is the highest of its intervals', because neither can be put together.
ScopeCurves merged(const ScopeCurves& curves, const Window& window, std::uint32_t factor);

}  // namespace switchyard::reports
