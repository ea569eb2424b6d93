// What the API tells of work beyond the engine's state: events, facts for statistics, notes of tasks.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "adapters/instructions/order.h"
#include "adapters/port.h"
#include "adapters/taskrouter/statistics/facts.h"
#include "adapters/twilio_events/event_log.h"

namespace switchyard::adapters::taskrouter {

struct WorkSettings {
  std::size_t events_kept = twilio_events::events_kept;
  std::size_t facts_kept = FactLog::usually_kept;
  InstructionCarrier carrier = {};  // none: dequeue, call, redirect, conference and supervise are refused
};

// An observer of the host, told before the host opens the first workspace. Everything on the host's thread.
class WorkRecords final : public Observer {
 public:
  explicit WorkRecords(WorkSettings settings);

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

  // Null when there is no workspace of that name.
  const twilio_events::WorkspaceEvents* events(std::string_view workspace) const;
  const FactLog* facts(std::string_view workspace) const;
  const InstructionCarrier& carrier() const { return settings_.carrier; }

 private:
  WorkSettings settings_;
  twilio_events::EventLog log_;
  std::map<std::string, FactLog, std::less<>> facts_;
};

}  // namespace switchyard::adapters::taskrouter
