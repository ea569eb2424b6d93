// Looks on and keeps the newest events of each workspace, for REST and for whoever delivers them.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "adapters/port.h"
#include "adapters/twilio_events/event_maker.h"

namespace switchyard::adapters::twilio_events {

inline constexpr std::size_t events_kept = 100'000;

// The events of one workspace, oldest first, and what is noted of its tasks.
struct WorkspaceEvents {
  explicit WorkspaceEvents(const WorkspaceView& view) : maker(view) {}

  EventMaker maker;
  std::deque<Event> window;

  // Null when the window does not hold it. O(log window).
  const Event* find(std::uint64_t serial) const;
  // The first that is not earlier. O(log window).
  std::deque<Event>::const_iterator first_since(Time time) const;
  // The first of that turn or a later one. O(log window).
  std::deque<Event>::const_iterator first_of_turn(std::uint64_t sequence) const;
};

// All its functions are for the host's thread: what finish(), decide() and observers are called on.
class EventLog final : public Observer {
 public:
  // Told of each event as it comes, in order; `replayed` ones have been told before the start.
  using Listener = std::function<void(const WorkspaceView&, const Event&, bool replayed)>;

  explicit EventLog(std::size_t kept = events_kept, Listener listener = {})
      : kept_(kept), listener_(std::move(listener)) {}

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

  // Null when there is no workspace of that name.
  const WorkspaceEvents* find(std::string_view workspace) const;

 private:
  void keep(const WorkspaceView& view, WorkspaceEvents& log, std::vector<Event>& events, bool replayed);

  std::size_t kept_;
  Listener listener_;
  std::map<std::string, WorkspaceEvents, std::less<>> logs_;
  std::vector<Event> scratch_;
};

}  // namespace switchyard::adapters::twilio_events
