// Looks at the intervals below the target: how long they last, what was asked of whom in them, and whose
// contacts they were.
#include "reports/html/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/time_text.h"
#include "reports/summary/figures.h"
#include "reports/summary/number.h"

namespace switchyard::reports {
namespace {

// Above this share of the workers at work, load and workers are as good as equal: chance does the rest.
constexpr double nearly_all = 0.95;
// Below this occupancy somebody was free most of the time.
constexpr double many_idle = 0.7;
// Less than a worker for three minutes of an hour.
constexpr double nobody_at_work = 0.05;
// Above this many unavailable ones for each at work, breaks are worth a word.
constexpr double many_away = 0.2;

std::string percent(double share) {
  return fmt::format("{:.{}f} %", share * 100, share > 0 && share < 0.1 ? 1 : 0);
}

Duration seconds_of(double seconds) {
  return Duration{static_cast<std::int64_t>(seconds * 1e6)};
}

// "20 s", "1 min 30 s"
std::string duration_for_people(Duration duration) {
  std::string text;
  const std::string packed = codec::to_text(duration);
  for (std::size_t i = 0; i < packed.size(); ++i) {
    const auto is_digit = [&](std::size_t at) { return packed[at] >= '0' && packed[at] <= '9'; };
    if (i > 0 && is_digit(i - 1) != is_digit(i) && packed[i] != '.' && packed[i - 1] != '.') text += ' ';
    text += packed[i];
    if (packed[i] == 'm' && (i + 1 == packed.size() || packed[i + 1] != 's')) text += "in";
  }
  return text;
}

using Parts = std::vector<Part>;

// The words of `pattern` with a part for each {} of it.
Parts sentence(std::string_view pattern, const Parts& parts) {
  constexpr std::string_view gap = "{}";
  Parts all;
  const auto add = [&all](Part part) {
    if (!part.text.empty()) all.push_back(std::move(part));
  };
  for (const Part& part : parts) {
    const std::size_t at = pattern.find(gap);
    add({std::string(pattern.substr(0, at))});
    add(part);
    pattern.remove_prefix(at + gap.size());
  }
  add({std::string(pattern)});
  return all;
}

Parts joined(Parts first, const Parts& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

struct Run {
  const RunSummary& summary;
  const ScopeCurves& total;
  const Window& window;

  // Observed ones: an interruption cuts an interval short.
  double seconds_of(std::size_t interval) const {
    const auto index = static_cast<std::uint32_t>(interval);
    const Time end = std::min(window.end_of(index), summary.observed_until.value_or(never));
    return in_seconds(end - window.start_of(index));
  }
  bool is_decided(std::size_t interval) const {
    return total.decided(interval) > 0 && total.at(Curve::service_level, interval).has_value();
  }
  bool is_missed(std::size_t interval) const {
    return is_decided(interval) && *total.at(Curve::service_level, interval) < summary.target;
  }
  std::size_t intervals() const { return total.of(Curve::offered).size(); }
};

bool has_several_days(const Run& run) {
  return run.window.length() > hours(24);
}

// "10:30", or "10:30:15" when intervals are not of whole minutes, with the day ("03-02 10:30") when the run
// has several; the end of the only day is its 24:00.
std::string clock(const Run& run, Time time) {
  const bool whole_minutes = run.window.interval.microseconds % minutes(1).microseconds == 0;
  const std::string text = codec::to_rfc3339(time);
  const std::string of_day = text.substr(11, whole_minutes ? 5 : 8);
  if (has_several_days(run)) return text.substr(5, 5) + " " + of_day;
  return of_day.starts_with("00:00") && time == run.window.end ? "24" + of_day.substr(2) : of_day;
}

std::string start_of(const Run& run, std::size_t interval) {
  return clock(run, run.window.start_of(static_cast<std::uint32_t>(interval)));
}

// "08:30 to 10:00"; the second day only where it is another.
std::string span_of(const Run& run, std::size_t first, std::size_t last) {
  const std::string from = start_of(run, first);
  const std::string to = clock(run, run.window.end_of(static_cast<std::uint32_t>(last)));
  const bool same_day = has_several_days(run) && to.substr(0, 5) == from.substr(0, 5);
  return from + " to " + (same_day ? to.substr(6) : to);
}

std::vector<std::size_t> missed_intervals(const Run& run) {
  std::vector<std::size_t> missed;
  for (std::size_t i = 0; i < run.intervals(); ++i) {
    if (run.is_missed(i)) missed.push_back(i);
  }
  return missed;
}

std::size_t decided_intervals(const Run& run) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < run.intervals(); ++i) count += run.is_decided(i) ? 1U : 0U;
  return count;
}

Finding verdict(const Run& run) {
  const auto level = value_of(run.summary.total(), "sl");
  const bool held = level->value >= run.summary.target;
  return {
      held ? FindingKind::held : FindingKind::missed,
      sentence(
          "{} of the contacts that were answered or abandoned had their answer within {}; the target of {} "
          "was {}.",
          {{percent(level->value), "sl"},
           {duration_for_people(seconds_of(run.summary.within_seconds)), "sl"},
           {percent(run.summary.target), "service_level_target"},
           {held ? "held" : "missed"}})};
}

struct Stretch {
  std::size_t first = 0;
  std::size_t last = 0;
};

// Neighbours are one stretch.
std::vector<Stretch> stretches_of(const std::vector<std::size_t>& intervals) {
  std::vector<Stretch> all;
  for (const std::size_t interval : intervals) {
    if (!all.empty() && all.back().last + 1 == interval) {
      all.back().last = interval;
    } else {
      all.push_back({interval, interval});
    }
  }
  return all;
}

// "08:30 to 10:00, 12:00 to 12:30 and 3 other times"
std::string times_of(const Run& run, const std::vector<std::size_t>& intervals) {
  constexpr std::size_t most_named = 3;
  const std::vector<Stretch> stretches = stretches_of(intervals);
  const std::size_t named = stretches.size() > most_named + 1 ? most_named : stretches.size();
  std::string text;
  for (std::size_t i = 0; i < named; ++i) {
    text += (i == 0 ? "" : ", ") + span_of(run, stretches[i].first, stretches[i].last);
  }
  return named == stretches.size() ? text
                                   : text + fmt::format(" and {} other times", stretches.size() - named);
}

// Several replications are judged by their mean, which misses other intervals than they do.
Part in_the_mean(const Run& run) {
  const std::size_t replications = run.summary.replications();
  return {replications > 1 ? fmt::format("In the mean of {} replications, ", replications) : ""};
}

Finding where(const Run& run, const std::vector<std::size_t>& missed) {
  const std::size_t all = decided_intervals(run);
  if (missed.empty()) {
    return {FindingKind::held,
            all == 1 ? sentence("The only interval with contacts held it.", {})
                     : sentence("Each of the {} intervals held it.", {{std::to_string(all), "sl"}})};
  }
  const std::size_t worst =
      *std::min_element(missed.begin(), missed.end(), [&](std::size_t a, std::size_t b) {
        return *run.total.at(Curve::service_level, a) < *run.total.at(Curve::service_level, b);
      });
  const bool one = missed.size() == 1;
  return {FindingKind::missed, sentence("{}{} of {} {} {} below the target, {} from {} ({}).",
                                        {in_the_mean(run),
                                         {std::to_string(missed.size()), "sl"},
                                         {std::to_string(all), "interval_attainment"},
                                         {all == 1 ? "interval" : "intervals"},
                                         {one ? "was" : "were"},
                                         {one ? "the one" : "the worst"},
                                         {start_of(run, worst)},
                                         {percent(*run.total.at(Curve::service_level, worst)), "sl"}})};
}

// What was asked of the workers in some intervals, and what they could give; means over the time.
struct Balance {
  double load = 0;     // workers that the contacts would keep busy
  double at_work = 0;  // workers who took contacts or could have: busy, ringing or idle
  double unavailable = 0;
  double occupancy = 0;
};

Balance balance_of(const Run& run, const Points& load, const std::vector<std::size_t>& intervals) {
  double time = 0;
  double asked = 0;
  double busy = 0;
  double idle = 0;
  double away = 0;
  for (const std::size_t i : intervals) {
    time += run.seconds_of(i);
    asked += load[i].value_or(0) * run.seconds_of(i);
    for (const Curve state : {Curve::on_task, Curve::wrap_up, Curve::reserved})
      busy += run.total.amount(state, i);
    idle += run.total.amount(Curve::idle, i);
    away += run.total.amount(Curve::unavailable, i);
  }
  const double at_work = busy + idle;
  return {asked / time, at_work / time, away / time, at_work > 0 ? busy / at_work : 0};
}

enum class Cause : std::uint8_t { nobody, overload, peaks, free };
constexpr std::array causes = {Cause::nobody, Cause::overload, Cause::peaks, Cause::free};

Cause cause_of(const Balance& balance) {
  if (balance.at_work < nobody_at_work) return Cause::nobody;
  if (balance.load > nearly_all * balance.at_work) return Cause::overload;
  return balance.occupancy < many_idle ? Cause::free : Cause::peaks;
}

std::string one_decimal(double value) {
  return fmt::format("{:.1f}", value);
}

Parts figures_of(const Balance& balance) {
  Parts parts = sentence("work for {} workers came, {} were at work and busy {} of the time",
                         {{one_decimal(balance.load), "offered_load"},
                          {one_decimal(balance.at_work), "workers_at_work"},
                          {percent(balance.occupancy), "occupancy"}});
  if (balance.unavailable <= many_away * balance.at_work) return parts;
  return joined(std::move(parts), sentence(", {} were logged in but unavailable",
                                           {{one_decimal(balance.unavailable), "unavailable_seconds"}}));
}

// Means over the time cannot tell why somebody waited while others were free: a peak of minutes, workers who
// may not take these contacts, and offers that ring long look the same in them.
constexpr std::string_view why_with_free_workers =
    ". These means do not tell why: contacts come in bursts, and with few workers a burst takes them all; or "
    "few of them may take these contacts; or offers ring long.";

Parts sentence_of(Cause cause, const std::string& times, const Balance& balance) {
  if (cause == Cause::nobody) return sentence("Nobody was at work ({}).", {{times}});
  const auto told = [&](std::string_view pattern, std::string_view end) {
    Parts parts = joined(sentence(pattern, {{times}}), figures_of(balance));
    parts.push_back({std::string(end)});
    return parts;
  };
  if (cause == Cause::overload) return told("More work than workers ({}): ", ".");
  if (cause == Cause::peaks) return told("Enough workers for the work but not for its peaks ({}): ", ".");
  return told("Workers were free for much of the time, and yet contacts waited ({}): ",
              why_with_free_workers);
}

// The intervals below the target by what was amiss in them, each cause with its times.
std::vector<Finding> why(const Run& run, const std::vector<std::size_t>& missed) {
  const Points load = offered_load(run.summary, run.total, run.window);
  std::vector<Finding> all;
  for (const Cause cause : causes) {
    std::vector<std::size_t> intervals;
    for (const std::size_t interval : missed) {
      if (cause_of(balance_of(run, load, {interval})) == cause) intervals.push_back(interval);
    }
    if (intervals.empty()) continue;
    all.push_back({FindingKind::missed,
                   sentence_of(cause, times_of(run, intervals), balance_of(run, load, intervals))});
  }
  return all;
}

double decided_of(const Json& scope) {
  return amount_of(scope, "answered") + amount_of(scope, "abandoned");
}

// Contacts of a scope that were not answered in time.
double missed_contacts(const Json& scope) {
  const auto level = value_of(scope, "sl");
  return level ? decided_of(scope) * (1 - level->value) : 0;
}

// "sales (12 of 40)"
Parts missed_of(const Json& scope) {
  return sentence("{} ({})", {{name_of(scope)},
                              {fmt::format("{:.0f} of {:.0f}", missed_contacts(scope), decided_of(scope)),
                               "not_in_time"}});
}

// The scopes with the most contacts that were not answered in time; nothing to say when there is one scope.
std::optional<Finding> whose(const RunSummary& summary, const char* list, const std::string& what) {
  std::vector<const Json*> scopes = summary.scopes(list);
  const auto is_unused = [](const Json* scope) { return missed_contacts(*scope) <= 0; };
  const std::size_t used = static_cast<std::size_t>(std::count_if(
      scopes.begin(), scopes.end(), [](const Json* scope) { return amount_of(*scope, "offered") > 0; }));
  scopes.erase(std::remove_if(scopes.begin(), scopes.end(), is_unused), scopes.end());
  if (used < 2 || scopes.empty()) return std::nullopt;
  std::stable_sort(scopes.begin(), scopes.end(),
                   [](const Json* a, const Json* b) { return missed_contacts(*a) > missed_contacts(*b); });
  constexpr std::size_t most_named = 3;
  Parts parts = sentence("Contacts not answered in time, by {}: ", {{what}});
  for (std::size_t i = 0; i < std::min(most_named, scopes.size()); ++i) {
    if (i > 0) parts.push_back({", "});
    parts = joined(std::move(parts), missed_of(*scopes[i]));
  }
  parts.push_back({scopes.size() > most_named ? ", then others." : "."});
  return Finding{FindingKind::note, std::move(parts)};
}

std::optional<Finding> left_waiting(const RunSummary& summary) {
  const double waiting = amount_of(summary.total(), "waiting");
  if (waiting <= 0) return std::nullopt;
  return Finding{FindingKind::note, sentence("{} of the contacts still waited when the run ended.",
                                             {{fmt::format("{:.0f}", waiting), "waiting"}})};
}

Finding nothing_to_judge(const RunSummary& summary) {
  if (amount_of(summary.total(), "offered") <= 0) {
    return {FindingKind::note, {{"No contacts were offered: there is nothing to measure."}}};
  }
  return {FindingKind::note, {{"Nobody was answered and nobody abandoned: there is no service level."}}};
}

}  // namespace

std::string Finding::text() const {
  std::string all;
  for (const Part& part : parts) all += part.text;
  return all;
}

Points offered_load(const RunSummary& summary, const ScopeCurves& total, const Window& window) {
  const Run run{summary, total, window};
  const Json& whole = summary.total();
  const double answered = amount_of(whole, "answered");
  Points load(run.intervals());
  if (answered <= 0) return load;
  const double a_contact =
      (amount_of(whole, "on_task_seconds") + amount_of(whole, "wrap_up_state_seconds")) / answered;
  for (std::size_t i = 0; i < load.size(); ++i) {
    const auto offered = total.at(Curve::offered, i);
    if (offered) load[i] = *offered * a_contact / run.seconds_of(i);
  }
  return load;
}

const std::vector<Curve>& curves_of_findings() {
  static const std::vector<Curve> curves = {Curve::offered,       Curve::answered, Curve::abandoned,
                                            Curve::service_level, Curve::on_task,  Curve::wrap_up,
                                            Curve::reserved,      Curve::idle,     Curve::unavailable};
  return curves;
}

std::vector<Finding> findings(const RunSummary& summary, const ScopeCurves& total) {
  const Run run{summary, total, summary.window};
  if (!value_of(summary.total(), "sl")) return {nothing_to_judge(summary)};
  const std::vector<std::size_t> missed = missed_intervals(run);
  std::vector<Finding> all = {verdict(run), where(run, missed)};
  for (Finding& finding : why(run, missed)) all.push_back(std::move(finding));
  for (const auto& [list, what] : {std::pair{"queues", "queue"}, std::pair{"channels", "channel"}}) {
    if (auto finding = whose(summary, list, what)) all.push_back(std::move(*finding));
  }
  if (auto finding = left_waiting(summary)) all.push_back(std::move(*finding));
  return all;
}

}  // namespace switchyard::reports
