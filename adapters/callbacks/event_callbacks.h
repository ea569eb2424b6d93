// Tells whoever asked for it what happens in a workspace: one signed form an event, in order, again until it
// is accepted.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/callbacks/outbox.h"
#include "adapters/callbacks/settings.h"
#include "adapters/http/outgoing.h"
#include "adapters/port.h"

namespace switchyard::adapters::callbacks {

// The forms of one turn, in order; each has EventType. Asked on the host's thread, only for workspaces with
// an event URL: whoever must see every turn looks on itself.
using EventForms = std::function<std::vector<http::Fields>(const WorkspaceView&, const TurnSeen&)>;

// Where the deliveries of a workspace stand, kept somewhere that outlives the process. Without it nothing is
// sent again after a restart.
struct Bookmark {
  std::function<std::uint64_t(std::string_view workspace)> read;                       // 0: there is none
  std::function<void(std::string_view workspace, std::uint64_t sequence)> write = {};  // on any thread
};

// Accepted is a 2xx within 15 s. Everything else is tried again after 1 s, 2 s, 4 s … 5 min, for 24 h; then
// it is a dead letter. An event may come twice; its Idempotency-Key is the same then. The functions and
// timers must be gone before it is.
class EventCallbacks final : public Observer {
 public:
  EventCallbacks(http::Send send, http::After after, http::Now now, ReadSettings read_settings,
                 EventForms forms, Bookmark bookmark = {}, OutboxLimits limits = {});

  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

  // On any thread. Empty for a workspace that is not there.
  std::vector<DeadLetter> dead_letters(std::string_view workspace) const;
  // Sends a dead letter, or (empty) all, again. Tells how many.
  std::size_t replay(std::string_view workspace, const std::string& id = {});
  // Of all workspaces together; the age is that of the oldest.
  Outbox::Figures figures() const;

 private:
  struct Room {
    std::string name;
    CallbackSettings settings;
    std::uint64_t resume_after = 0;  // replayed turns up to here were delivered before
    std::uint64_t written = 0;       // the bookmark
    bool busy = false;               // on the way, or waiting for its next attempt
    Outbox outbox;
  };
  using RoomPointer = std::shared_ptr<Room>;

  RoomPointer find(std::string_view workspace) const;
  bool is_wanted(const Room& room, const http::Fields& form) const;
  bool was_delivered(const Room& room, const TurnSeen& turn, bool replayed) const;
  void send_next(const RoomPointer& room);
  void sent(const RoomPointer& room, const http::SendResult& result);
  void write_bookmark(const RoomPointer& room);

  http::Send send_;
  http::After after_;
  http::Now now_;
  ReadSettings read_settings_;
  EventForms forms_;
  Bookmark bookmark_;
  OutboxLimits limits_;
  mutable std::mutex guard_;  // of everything below; never held while somebody else is called
  std::map<std::string, RoomPointer, std::less<>> rooms_;
};

}  // namespace switchyard::adapters::callbacks
