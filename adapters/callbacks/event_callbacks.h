// Tells whoever asked for it what happens in a workspace: one signed form an event, in order, again until it
// is accepted.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/callbacks/dead_letter.h"
#include "adapters/callbacks/outbox.h"
#include "adapters/callbacks/position.h"
#include "adapters/callbacks/settings.h"
#include "adapters/http/outgoing.h"
#include "adapters/port.h"

namespace switchyard::adapters::callbacks {

// The forms of one turn, in order; each has EventType. Turn 0 is the making of the workspace. Asked on the
// host's thread, only for workspaces with an event URL: whoever must see every turn looks on itself.
using EventForms = std::function<std::vector<http::Fields>(const WorkspaceView&, const TurnSeen&)>;

// Where the deliveries of a workspace stand, kept somewhere that outlives the process. Without it nothing is
// sent again after a restart. On any thread, one call at a time.
struct Bookmark {
  std::function<std::optional<EventPosition>(std::string_view workspace)> read;  // nothing: there is none
  std::function<void(std::string_view workspace, EventPosition)> write = {};
  std::function<void(std::string_view workspace)> forget = {};
};

// What outlives the process.
struct Memory {
  Bookmark bookmark = {};
  DeadLetterShelf dead_letters = {};
};

// Accepted is a 2xx within 15 s. Everything else is tried again after 1 s, 2 s, 4 s … 5 min, for 24 h; then
// it is a dead letter, which stays until it was sent again and accepted. After a restart what was not
// accepted comes again, in order. After a crash the last event may come twice; its Sid and Idempotency-Key
// are the same then. The functions and timers must be gone before it is.
class EventCallbacks final : public Observer {
 public:
  EventCallbacks(http::Send send, http::After after, http::Now now, ReadSettings read_settings,
                 EventForms forms, Memory memory = {}, OutboxLimits limits = {});

  // What does not stand in the document has changed, such as the account's token. On the host's thread.
  void read_again(const WorkspaceView& view);

  std::optional<std::uint64_t> sees_again_after(std::string_view workspace) override;
  void workspace_opened(const WorkspaceView& view) override;
  void workspace_removed(std::string_view name) override;
  void turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) override;

  // When all workspaces have come back: what is still owed goes out. A live turn does the same for its
  // workspace.
  void resume();
  // For an orderly end: sends nothing more, waits so long for answers to what is on the way, and writes each
  // bookmark as it stands.
  void settle(std::chrono::milliseconds patience);

  // On any thread. So many from that place on, the oldest first; empty for a workspace that is not there.
  std::vector<DeadLetter> dead_letters(std::string_view workspace, std::size_t from = 0,
                                       std::size_t most = std::numeric_limits<std::size_t>::max()) const;
  // How many there are; nothing for a workspace that is not there.
  std::optional<std::size_t> count_dead_letters(std::string_view workspace) const;
  // Sends a dead letter, or (empty) all, again. Tells how many.
  std::size_t replay(std::string_view workspace, const std::string& id = {});
  // Of all workspaces together; the age is that of the oldest.
  Outbox::Figures figures() const;

 private:
  struct Room {
    std::string name;
    CallbackSettings settings;
    std::optional<EventPosition> resume;  // replayed events before it are not owed; none: no replayed one is
    std::set<EventPosition> buried;       // died before the start: replayed ones are not owed either
    std::uint64_t seen = 0;               // the last turn
    // What its making gave, until the first turn shows whether it is made now or was made before the start.
    std::optional<std::vector<http::Fields>> opening;
    EventPosition owed;
    std::optional<EventPosition> written;  // the bookmark; under its own guard
    bool busy = false;                     // on the way, or waiting for its next attempt
    Outbox outbox;
  };
  using RoomPointer = std::shared_ptr<Room>;

  RoomPointer find(std::string_view workspace) const;
  bool is_wanted(const Room& room, const http::Fields& form) const;
  std::vector<RoomPointer> all_rooms() const;
  void change_settings(Room& room, const WorkspaceView& view, const TurnSeen& turn, bool replayed);
  std::vector<http::Fields> opening_forms(const WorkspaceView& view) const;
  void tell_opening(Room& room, Time time, bool replayed);
  void add_events(Room& room, std::uint64_t turn, Time time, EventPosition from,
                  std::vector<http::Fields> forms, bool replayed);
  void send_next(const RoomPointer& room);
  void sent(const RoomPointer& room, const http::SendResult& result);
  void keep_dead_letters(Room& room);
  void write_bookmark(Room& room, bool at_once);

  http::Send send_;
  http::After after_;
  http::Now now_;
  ReadSettings read_settings_;
  EventForms forms_;
  Bookmark bookmark_;
  DeadLetterShelf shelf_;
  OutboxLimits limits_;
  std::mutex bookmark_guard_;  // of what was written; taken before the last
  std::mutex shelf_guard_;     // so that changes are kept in their order; taken before the last
  mutable std::mutex guard_;   // of everything else; never held while somebody else is called
  std::map<std::string, RoomPointer, std::less<>> rooms_;
  bool settling_ = false;
  std::size_t on_the_way_ = 0;
  std::condition_variable nothing_on_the_way_;
};

}  // namespace switchyard::adapters::callbacks
