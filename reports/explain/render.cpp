// The explanation laid out: a paragraph a moment for people, an object a moment for machines.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/time_text.h"
#include "reports/explain/explanation.h"

namespace switchyard::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

std::string since(const Explanation& explanation, Time time) {
  return "+" + codec::to_text(time - explanation.arrived);
}

std::string line(const std::string& what, const std::string& text) {
  return fmt::format("    {:<10} {}\n", what, text);
}

std::string filters_text(const std::vector<TriedFilter>& filters) {
  std::string text;
  for (const TriedFilter& filter : filters) {
    const char* verdict = !filter.within_hours ? "outside its hours" : filter.matches ? "yes" : "no";
    text += (text.empty() ? "" : "; ") + filter.name + ": " + verdict;
  }
  return text;
}

// One without a name of its own is called "filter 2".
std::string filter_text(const std::string& name) {
  return name.rfind("filter ", 0) == 0 ? name : "filter " + name;
}

std::string standing_text(const Standing& standing) {
  std::string text = standing.status;
  if (!standing.queue.empty()) text += " in " + standing.queue;
  if (!standing.filter.empty()) {
    text += fmt::format(", target {} of {} of {} of {}", standing.target, standing.targets,
                        filter_text(standing.filter), standing.workflow);
  }
  return text + fmt::format(", priority {}", standing.priority);
}

std::string left_out_text(const std::vector<LeftOut>& left_out, std::size_t most) {
  std::string text;
  for (const LeftOut& entry : left_out) {
    text += line(text.empty() ? "left out" : "",
                 fmt::format("{} {}: {}", entry.workers.size(), entry.reason, joined(entry.workers, most)));
  }
  return text;
}

std::string timers_text(const Explanation& explanation, const std::vector<RunningTimer>& timers) {
  std::string text;
  for (const RunningTimer& timer : timers) {
    text += (text.empty() ? "" : "; ") + timer.what + " " + since(explanation, timer.at);
  }
  return text;
}

std::string moment_text(const Explanation& explanation, const Moment& moment, std::size_t most) {
  std::string text = fmt::format("\n{}  {}  turn {}: {}\n", since(explanation, moment.time),
                                 codec::to_rfc3339(moment.time), moment.sequence, moment.command);
  for (const std::string& event : moment.events) text += "    " + event + "\n";
  if (!moment.filters.empty()) text += line("filters", filters_text(moment.filters));
  if (moment.standing) text += line("now", standing_text(*moment.standing));
  if (!moment.asked.empty()) text += line("asked", joined(moment.asked, most));
  if (!moment.free.empty()) text += line("also free", joined(moment.free, most) + " (others came first)");
  text += left_out_text(moment.left_out, most);
  if (!moment.timers.empty()) text += line("timers", timers_text(explanation, moment.timers));
  return text;
}

Json standing_json(const std::optional<Standing>& standing) {
  if (!standing) return nullptr;
  Json json = {{"status", standing->status}, {"queue", standing->queue}, {"workflow", standing->workflow}};
  if (!standing->filter.empty()) {
    json["filter"] = standing->filter;
    json["target"] = standing->target;
    json["targets"] = standing->targets;
  }
  json["priority"] = standing->priority;
  return json;
}

Json moment_json(const Moment& moment) {
  Json json = {{"turn", moment.sequence},
               {"time", codec::to_rfc3339(moment.time)},
               {"command", moment.command},
               {"events", moment.events}};
  for (const TriedFilter& filter : moment.filters) {
    json["filters"].push_back(
        {{"name", filter.name}, {"within_hours", filter.within_hours}, {"matches", filter.matches}});
  }
  json["now"] = standing_json(moment.standing);
  if (!moment.standing) return json;
  json["asked"] = moment.asked;
  json["also_free"] = moment.free;
  json["left_out"] = Json::array();
  for (const LeftOut& entry : moment.left_out) {
    json["left_out"].push_back({{"reason", entry.reason}, {"workers", entry.workers}});
  }
  json["timers"] = Json::array();
  for (const RunningTimer& timer : moment.timers) {
    json["timers"].push_back({{"what", timer.what}, {"at", codec::to_rfc3339(timer.at)}});
  }
  return json;
}

}  // namespace

std::string explanation_text(const Explanation& explanation, std::size_t most_names) {
  const std::string outcome = explanation.outcome.empty() ? "still open" : explanation.outcome;
  std::string text =
      fmt::format("task {}: {}, {}, arrived {}, {}\n", explanation.task.value, explanation.tenant,
                  explanation.channel, codec::to_rfc3339(explanation.arrived), outcome);
  if (explanation.known_from) {
    text += fmt::format("told from {} on: what came before is no longer in the journal\n",
                        codec::to_rfc3339(*explanation.known_from));
  }
  for (const Moment& moment : explanation.moments) text += moment_text(explanation, moment, most_names);
  return text;
}

std::string explanation_json(const Explanation& explanation) {
  Json json = {{"task", explanation.task.value},
               {"tenant", explanation.tenant},
               {"channel", explanation.channel},
               {"arrived", codec::to_rfc3339(explanation.arrived)},
               {"outcome", explanation.outcome.empty() ? Json(nullptr) : Json(explanation.outcome)}};
  if (explanation.known_from) json["known_from"] = codec::to_rfc3339(*explanation.known_from);
  json["moments"] = Json::array();
  for (const Moment& moment : explanation.moments) json["moments"].push_back(moment_json(moment));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace switchyard::reports
