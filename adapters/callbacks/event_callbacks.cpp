// One line a workspace: the first is sent, and what comes of it decides who is sent next, and when.
#include "adapters/callbacks/event_callbacks.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "adapters/callbacks/signed_form.h"
#include "engine/state/state.h"

namespace switchyard::adapters::callbacks {
namespace {

constexpr Duration answer_time = seconds(15);

std::string describe(const http::SendResult& result) {
  return result.arrived() ? "answered " + std::to_string(result.response.status) : result.error;
}

void add_to(Outbox::Figures& sum, const Outbox::Figures& part) {
  sum.waiting += part.waiting;
  sum.dead += part.dead;
  sum.accepted += part.accepted;
  sum.failed_attempts += part.failed_attempts;
  sum.forgotten += part.forgotten;
  if (part.age) sum.age = std::max(sum.age.value_or(Duration{}), *part.age);
}

}  // namespace

EventCallbacks::EventCallbacks(http::Send send, http::After after, http::Now now, ReadSettings read_settings,
                               EventForms forms, Bookmark bookmark, OutboxLimits limits)
    : send_(std::move(send)),
      after_(std::move(after)),
      now_(std::move(now)),
      read_settings_(std::move(read_settings)),
      forms_(std::move(forms)),
      bookmark_(std::move(bookmark)),
      limits_(limits) {}

void EventCallbacks::workspace_opened(const WorkspaceView& view) {
  auto room = std::make_shared<Room>();
  room->name = view.name;
  room->settings = read_settings_(view.engine.state().workspace());
  room->resume_after = bookmark_.read ? bookmark_.read(view.name) : 0;
  room->outbox = Outbox(limits_);
  const std::lock_guard lock(guard_);
  rooms_.insert_or_assign(room->name, room);
}

void EventCallbacks::workspace_removed(std::string_view name) {
  const std::lock_guard lock(guard_);
  rooms_.erase(std::string(name));
}

void EventCallbacks::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  const RoomPointer room = find(view.name);
  if (!room) return;
  if (std::holds_alternative<WorkspaceChanges>(turn.command)) {
    CallbackSettings settings = read_settings_(view.engine.state().workspace());
    const std::lock_guard lock(guard_);
    room->settings = std::move(settings);
  }
  // Only this thread changes settings, so it may read them without the guard.
  if (room->settings.event_url.empty() || was_delivered(*room, turn, replayed)) return;
  std::vector<http::Fields> forms = forms_(view, turn);
  {
    const std::lock_guard lock(guard_);
    for (std::size_t i = 0; i < forms.size(); ++i) {
      if (!is_wanted(*room, forms[i])) continue;
      const std::string id = room->name + ":" + std::to_string(turn.sequence) + ":" + std::to_string(i);
      room->outbox.add({id, turn.sequence, turn.time, std::move(forms[i])}, now_());
    }
  }
  send_next(room);
}

std::vector<DeadLetter> EventCallbacks::dead_letters(std::string_view workspace) const {
  const RoomPointer room = find(workspace);
  if (!room) return {};
  const std::lock_guard lock(guard_);
  return {room->outbox.dead_letters().begin(), room->outbox.dead_letters().end()};
}

std::size_t EventCallbacks::replay(std::string_view workspace, const std::string& id) {
  const RoomPointer room = find(workspace);
  if (!room) return 0;
  std::size_t count = 0;
  {
    const std::lock_guard lock(guard_);
    count = room->outbox.replay(id, now_());
  }
  send_next(room);
  return count;
}

Outbox::Figures EventCallbacks::figures() const {
  const Time now = now_();
  const std::lock_guard lock(guard_);
  Outbox::Figures sum;
  for (const auto& [name, room] : rooms_) add_to(sum, room->outbox.figures(now));
  return sum;
}

EventCallbacks::RoomPointer EventCallbacks::find(std::string_view workspace) const {
  const std::lock_guard lock(guard_);
  const auto found = rooms_.find(workspace);
  return found == rooms_.end() ? nullptr : found->second;
}

bool EventCallbacks::is_wanted(const Room& room, const http::Fields& form) const {
  const auto& types = room.settings.events;
  return types.empty() || std::find(types.begin(), types.end(),
                                    http::find_field(form, "EventType").value_or("")) != types.end();
}

bool EventCallbacks::was_delivered(const Room& room, const TurnSeen& turn, bool replayed) const {
  return replayed && (!bookmark_.read || turn.sequence <= room.resume_after);
}

void EventCallbacks::send_next(const RoomPointer& room) {
  http::OutgoingRequest request;
  {
    const std::lock_guard lock(guard_);
    const Delivery* first = room->outbox.first();
    if (room->busy || first == nullptr || room->settings.event_url.empty()) return;
    room->busy = true;
    request =
        signed_form(room->settings.event_url, first->form, room->settings.auth_token, first->id, answer_time);
  }
  send_(std::move(request), [this, weak = std::weak_ptr(room)](const http::SendResult& result) {
    if (const RoomPointer there = weak.lock()) sent(there, result);
  });
}

void EventCallbacks::sent(const RoomPointer& room, const http::SendResult& result) {
  std::optional<Duration> pause;
  {
    const std::lock_guard lock(guard_);
    if (result.accepted()) {
      room->outbox.first_was_accepted();
    } else {
      pause = room->outbox.first_failed(now_(), describe(result));
    }
    room->busy = pause.has_value();
  }
  if (!pause) {
    write_bookmark(room);
    return send_next(room);
  }
  after_(*pause, [this, weak = std::weak_ptr(room)] {
    const RoomPointer there = weak.lock();
    if (!there) return;
    {
      const std::lock_guard lock(guard_);
      there->busy = false;
    }
    send_next(there);
  });
}

void EventCallbacks::write_bookmark(const RoomPointer& room) {
  std::uint64_t done = 0;
  {
    const std::lock_guard lock(guard_);
    if (room->outbox.done() <= room->written) return;
    done = room->written = room->outbox.done();
  }
  if (bookmark_.write) bookmark_.write(room->name, done);
}

}  // namespace switchyard::adapters::callbacks
