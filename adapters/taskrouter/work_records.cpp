// Passes what the host tells on to the event log, and its events on to the facts.
#include "adapters/taskrouter/work_records.h"

#include <utility>

namespace switchyard::adapters::taskrouter {

using twilio_events::Event;

WorkRecords::WorkRecords(WorkSettings settings)
    : settings_(std::move(settings)),
      log_(settings_.events_kept, [this](const WorkspaceView& view, const Event& event, bool) {
        const auto facts = facts_.find(view.name);
        if (facts != facts_.end()) facts->second.add(event);
      }) {}

void WorkRecords::workspace_opened(const WorkspaceView& view) {
  // Before its first turn a workspace has no past; a snapshot has one that is not told again.
  const Time since = view.engine.sequence() == 0 ? earliest_time : view.now;
  facts_.insert_or_assign(std::string(view.name), FactLog(settings_.facts_kept, since));
  log_.workspace_opened(view);
}

void WorkRecords::workspace_removed(std::string_view name) {
  log_.workspace_removed(name);
  const auto facts = facts_.find(name);
  if (facts != facts_.end()) facts_.erase(facts);
}

void WorkRecords::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  log_.turn_applied(view, turn, replayed);
}

const twilio_events::WorkspaceEvents* WorkRecords::events(std::string_view workspace) const {
  return log_.find(workspace);
}

const FactLog* WorkRecords::facts(std::string_view workspace) const {
  const auto facts = facts_.find(workspace);
  return facts == facts_.end() ? nullptr : &facts->second;
}

}  // namespace switchyard::adapters::taskrouter
