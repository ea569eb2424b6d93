// A window of events a workspace: new ones behind, the oldest dropped.
#include "adapters/twilio_events/event_log.h"

#include <algorithm>
#include <utility>

namespace switchyard::adapters::twilio_events {

const Event* WorkspaceEvents::find(std::uint64_t serial) const {
  const auto earlier = [](const Event& event, std::uint64_t wanted) { return event.serial < wanted; };
  const auto found = std::lower_bound(window.begin(), window.end(), serial, earlier);
  return found != window.end() && found->serial == serial ? &*found : nullptr;
}

std::deque<Event>::const_iterator WorkspaceEvents::first_since(Time time) const {
  const auto earlier = [](const Event& event, Time wanted) { return event.time < wanted; };
  return std::lower_bound(window.begin(), window.end(), time, earlier);
}

std::deque<Event>::const_iterator WorkspaceEvents::first_of_turn(std::uint64_t sequence) const {
  const auto earlier = [](const Event& event, std::uint64_t wanted) { return event.serial < wanted; };
  return std::lower_bound(window.begin(), window.end(), first_serial(sequence), earlier);
}

void EventLog::workspace_opened(const WorkspaceView& view) {
  const std::string name(view.name);
  logs_.erase(name);
  WorkspaceEvents& log = logs_.try_emplace(name, view).first->second;
  if (view.engine.sequence() > 0) return;
  std::vector<Event> opening = log.maker.opening(view);
  keep(view, log, opening, false);
}

void EventLog::workspace_removed(std::string_view name) {
  const auto found = logs_.find(name);
  if (found != logs_.end()) logs_.erase(found);
}

void EventLog::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  const auto found = logs_.find(view.name);
  if (found == logs_.end()) return;
  scratch_.clear();
  found->second.maker.turn(view, turn, scratch_);
  keep(view, found->second, scratch_, replayed);
}

void EventLog::keep(const WorkspaceView& view, WorkspaceEvents& log, std::vector<Event>& events,
                    bool replayed) {
  for (Event& event : events) {
    if (listener_) listener_(view, event, replayed);
    log.window.push_back(std::move(event));
    if (log.window.size() > kept_) log.window.pop_front();
  }
}

const WorkspaceEvents* EventLog::find(std::string_view workspace) const {
  const auto found = logs_.find(workspace);
  return found == logs_.end() ? nullptr : &found->second;
}

}  // namespace switchyard::adapters::twilio_events
