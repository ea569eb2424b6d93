// A day's files written by hand, so that tests know what a report must say of it.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

namespace switchyard::reports {

// One interval of half an hour; workers are means over it.
struct HalfHour {
  double offered = 0;
  double answered = 0;
  double abandoned = 0;
  std::optional<double> service_level;
  double on_task = 0;
  double idle = 0;
  double unavailable = 0;
};

struct HandMadeQueue {
  std::string name;
  double offered = 0;
  double answered = 0;
  double abandoned = 0;
  double service_level = 0;
};

// From 08:00 on, with a target of 80 % within 20 s.
struct HandMadeDay {
  std::vector<HalfHour> intervals = {};
  std::vector<HandMadeQueue> queues = {};
  double waiting = 0;
  int version = 1;
  int replications = 1;
  std::string head = {};  // further members of summary.json

  static std::string clock(std::size_t half_hours) {
    const std::size_t hour = 8 + half_hours / 2;
    return fmt::format("2026-03-{:02}T{:02}:{:02}:00Z", 2 + hour / 24, hour % 24, half_hours % 2 * 30);
  }

  std::string place(const HandMadeQueue& place) const {
    return fmt::format(
        R"({{"name":"{}","offered":{{"value":{}}},"answered":{{"value":{}}},"abandoned":{{"value":{}}},)"
        R"("service_levels":[{{"within_seconds":20,"sl_offered":{{"value":{}}}}}]}})",
        place.name, place.offered, place.answered, place.abandoned, place.service_level);
  }

  std::string summary() const {
    HalfHour sum;
    double in_time = 0;
    for (const HalfHour& interval : intervals) {
      sum.offered += interval.offered;
      sum.answered += interval.answered;
      sum.abandoned += interval.abandoned;
      sum.on_task += interval.on_task * 1800;
      in_time += interval.service_level.value_or(0) * (interval.answered + interval.abandoned);
    }
    const double decided = sum.answered + sum.abandoned;
    const std::string level =
        decided > 0 ? fmt::format(R"(,"sl_offered":{{"value":{}}})", in_time / decided) : "";
    std::string places;
    for (const HandMadeQueue& queue : queues) places += (places.empty() ? "" : ",") + place(queue);
    return fmt::format(
        R"({{"schemaVersion":{},"scenario":"by hand","seed":1,"replications":{},)"
        R"("window":{{"start":"{}","end":"{}","interval_seconds":1800,"service_level_target":0.8}},)"
        R"({}"total":{{"offered":{{"value":{}}},"answered":{{"value":{}}},"abandoned":{{"value":{}}},)"
        R"("waiting":{{"value":{}}},"on_task_seconds":{{"value":{}}},)"
        R"("service_levels":[{{"within_seconds":20{}}}]}},"queues":[{}]}})",
        version, replications, clock(0), clock(intervals.size()), head, sum.offered, sum.answered,
        sum.abandoned, waiting, sum.on_task, level, places);
  }

  // All that the queues had was in the first interval.
  std::string intervals_csv() const {
    std::string csv =
        "interval_start,scope,name,offered,answered,abandoned,sl_offered_20s,on_task_seconds,idle_seconds,"
        "unavailable_seconds\r\n";
    for (std::size_t i = 0; i < intervals.size(); ++i) {
      const HalfHour& row = intervals[i];
      csv += fmt::format("{},total,,{},{},{},{},{},{},{}\r\n", clock(i), row.offered, row.answered,
                         row.abandoned, row.service_level ? fmt::format("{}", *row.service_level) : "",
                         row.on_task * 1800, row.idle * 1800, row.unavailable * 1800);
      for (const HandMadeQueue& queue : i == 0 ? queues : std::vector<HandMadeQueue>{}) {
        csv += fmt::format("{},queue,\"{}\",{},{},{},{},,,\r\n", clock(i), queue.name, queue.offered,
                           queue.answered, queue.abandoned, queue.service_level);
      }
    }
    return csv;
  }
};

}  // namespace switchyard::reports
