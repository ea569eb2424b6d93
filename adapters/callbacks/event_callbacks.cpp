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
constexpr std::uint64_t turns_between_bookmarks = 1'000;  // while there is nothing to deliver

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
                               EventForms forms, Memory memory, OutboxLimits limits)
    : send_(std::move(send)),
      after_(std::move(after)),
      now_(std::move(now)),
      read_settings_(std::move(read_settings)),
      forms_(std::move(forms)),
      bookmark_(std::move(memory.bookmark)),
      shelf_(std::move(memory.dead_letters)),
      limits_(limits) {}

std::optional<std::uint64_t> EventCallbacks::sees_again_after(std::string_view workspace) {
  const auto position = bookmark_.read ? bookmark_.read(workspace) : std::nullopt;
  if (!position) return std::nullopt;
  return position->turn == 0 ? 0 : position->turn - 1;
}

void EventCallbacks::workspace_opened(const WorkspaceView& view) {
  auto room = std::make_shared<Room>();
  room->name = view.name;
  room->settings = read_settings_(view.engine.state().workspace());
  room->resume = bookmark_.read ? bookmark_.read(view.name) : std::nullopt;
  room->seen = view.engine.sequence();
  room->owed = room->resume.value_or(EventPosition{room->seen + 1, 0});
  room->written = room->resume;
  auto dead = shelf_.read ? shelf_.read(view.name) : std::vector<DeadLetter>{};
  for (const DeadLetter& letter : dead) room->buried.insert(letter.delivery.place);
  room->outbox = Outbox(limits_, std::move(dead));
  {
    const std::lock_guard lock(guard_);
    rooms_.insert_or_assign(room->name, room);
  }
  keep_dead_letters(*room);
  if (room->settings.event_url.empty()) return;
  if (room->seen > 0) return write_bookmark(*room, true);
  room->opening = opening_forms(view);
}

std::vector<http::Fields> EventCallbacks::opening_forms(const WorkspaceView& view) const {
  const Command none{TimePasses{}};
  const Output nothing;
  return forms_(view, {0, view.now, none, nothing});
}

void EventCallbacks::workspace_removed(std::string_view name) {
  {
    const std::lock_guard lock(guard_);
    rooms_.erase(std::string(name));
  }
  if (bookmark_.forget) bookmark_.forget(name);
  const std::lock_guard one_at_a_time(shelf_guard_);
  if (shelf_.forget) shelf_.forget(name);
}

void EventCallbacks::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool replayed) {
  const RoomPointer room = find(view.name);
  if (!room) return;
  tell_opening(*room, turn.time, replayed);
  if (std::holds_alternative<WorkspaceChanges>(turn.command)) change_settings(*room, view, turn, replayed);
  // Only this thread changes settings, so it may read them without the guard.
  if (room->settings.event_url.empty()) return;
  const EventPosition from =
      replayed ? room->resume.value_or(EventPosition{turn.sequence + 1, 0}) : EventPosition{};
  add_events(*room, turn.sequence, turn.time, from, forms_(view, turn), replayed);
  keep_dead_letters(*room);
  if (replayed) return;
  write_bookmark(*room, false);
  send_next(room);
}

// Owed when the workspace is made now, or when the bookmark says so.
void EventCallbacks::tell_opening(Room& room, Time time, bool replayed) {
  if (!room.opening) return;
  const EventPosition from = room.resume.value_or(EventPosition{replayed ? 1U : 0U, 0});
  {
    const std::lock_guard lock(guard_);
    room.owed = from;
  }
  add_events(room, 0, time, from, *std::exchange(room.opening, std::nullopt), replayed);
  keep_dead_letters(room);
  write_bookmark(room, true);
}

// Whoever names a URL hears of everything from that turn on; whoever takes it away is owed nothing.
void EventCallbacks::change_settings(Room& room, const WorkspaceView& view, const TurnSeen& turn,
                                     bool replayed) {
  CallbackSettings settings = read_settings_(view.engine.state().workspace());
  const bool was_wanted = !room.settings.event_url.empty();
  const bool is_wanted = !settings.event_url.empty();
  {
    const std::lock_guard lock(guard_);
    room.settings = std::move(settings);
    if (!was_wanted && is_wanted) room.owed = std::max(room.owed, EventPosition{turn.sequence, 0});
  }
  if (replayed || was_wanted == is_wanted) return;
  if (is_wanted) return write_bookmark(room, true);
  const std::lock_guard lock(bookmark_guard_);
  if (bookmark_.forget) bookmark_.forget(room.name);
  room.written.reset();
}

void EventCallbacks::read_again(const WorkspaceView& view) {
  CallbackSettings settings = read_settings_(view.engine.state().workspace());
  const std::lock_guard lock(guard_);
  const auto room = rooms_.find(view.name);
  if (room != rooms_.end()) room->second->settings = std::move(settings);
}

void EventCallbacks::add_events(Room& room, std::uint64_t turn, Time time, EventPosition from,
                                std::vector<http::Fields> forms, bool replayed) {
  const std::lock_guard lock(guard_);
  for (std::uint32_t i = 0; i < forms.size(); ++i) {
    const EventPosition place{turn, i};
    if (place < from || !is_wanted(room, forms[i])) continue;
    if (replayed && room.buried.contains(place)) continue;
    const std::string id = room.name + ":" + std::to_string(turn) + ":" + std::to_string(i);
    room.outbox.add({id, place, time, std::move(forms[i])}, now_());
  }
  room.seen = turn;
  if (room.outbox.first() == nullptr) room.owed = std::max(room.owed, EventPosition{turn + 1, 0});
}

void EventCallbacks::resume() {
  for (const RoomPointer& room : all_rooms()) send_next(room);
}

void EventCallbacks::settle(std::chrono::milliseconds patience) {
  {
    std::unique_lock lock(guard_);
    settling_ = true;
    nothing_on_the_way_.wait_for(lock, patience, [this] { return on_the_way_ == 0; });
  }
  for (const RoomPointer& room : all_rooms()) write_bookmark(*room, true);
}

std::vector<DeadLetter> EventCallbacks::dead_letters(std::string_view workspace, std::size_t from,
                                                     std::size_t most) const {
  const RoomPointer room = find(workspace);
  if (!room) return {};
  const std::lock_guard lock(guard_);
  const std::deque<DeadLetter>& all = room->outbox.dead_letters();
  const std::size_t first = std::min(from, all.size());
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(std::min(most, all.size() - first))};
}

std::optional<std::size_t> EventCallbacks::count_dead_letters(std::string_view workspace) const {
  const RoomPointer room = find(workspace);
  if (!room) return std::nullopt;
  const std::lock_guard lock(guard_);
  return room->outbox.dead_letters().size();
}

std::size_t EventCallbacks::replay(std::string_view workspace, const std::string& id) {
  const RoomPointer room = find(workspace);
  if (!room) return 0;
  std::size_t count = 0;
  {
    const std::lock_guard lock(guard_);
    count = room->outbox.replay(id, now_());
  }
  keep_dead_letters(*room);
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

std::vector<EventCallbacks::RoomPointer> EventCallbacks::all_rooms() const {
  const std::lock_guard lock(guard_);
  std::vector<RoomPointer> rooms;
  for (const auto& [name, room] : rooms_) rooms.push_back(room);
  return rooms;
}

void EventCallbacks::send_next(const RoomPointer& room) {
  http::OutgoingRequest request;
  {
    const std::lock_guard lock(guard_);
    const Delivery* first = room->outbox.first();
    if (room->busy || settling_ || first == nullptr || room->settings.event_url.empty()) return;
    room->busy = true;
    ++on_the_way_;
    request =
        signed_form(room->settings.event_url, first->form, room->settings.auth_token, first->id, answer_time);
  }
  send_(std::move(request), [this, weak = std::weak_ptr(room)](const http::SendResult& result) {
    if (const RoomPointer there = weak.lock()) sent(there, result);
    const std::lock_guard lock(guard_);
    if (--on_the_way_ == 0) nothing_on_the_way_.notify_all();
  });
}

void EventCallbacks::sent(const RoomPointer& room, const http::SendResult& result) {
  std::optional<Duration> pause;
  {
    const std::lock_guard lock(guard_);
    const EventPosition place = room->outbox.first()->place;
    if (result.accepted()) {
      room->outbox.first_was_accepted();
    } else {
      pause = room->outbox.first_failed(now_(), describe(result));
    }
    room->busy = pause.has_value();
    if (!pause) room->owed = std::max(room->owed, EventPosition{place.turn, place.event + 1});
    if (room->outbox.first() == nullptr) room->owed = std::max(room->owed, EventPosition{room->seen + 1, 0});
  }
  if (!pause) {
    keep_dead_letters(*room);  // first: what has died must be there when the bookmark is past it
    write_bookmark(*room, true);
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

void EventCallbacks::keep_dead_letters(Room& room) {
  const std::lock_guard one_at_a_time(shelf_guard_);
  std::vector<DeadLetterChange> changes;
  {
    const std::lock_guard lock(guard_);
    changes = room.outbox.take_changes();
    const auto there = rooms_.find(room.name);
    if (there == rooms_.end() || there->second.get() != &room) return;  // removed meanwhile
  }
  if (!changes.empty() && shelf_.change) shelf_.change(room.name, changes);
}

void EventCallbacks::write_bookmark(Room& room, bool at_once) {
  if (!bookmark_.write) return;
  const std::lock_guard one_at_a_time(bookmark_guard_);
  EventPosition owed;
  {
    const std::lock_guard lock(guard_);
    if (room.settings.event_url.empty()) return;
    owed = room.owed;
  }
  const bool is_far = !room.written || owed.turn >= room.written->turn + turns_between_bookmarks;
  if (room.written && owed <= *room.written) return;
  if (!at_once && !is_far) return;
  bookmark_.write(room.name, owed);
  room.written = owed;
}

}  // namespace switchyard::adapters::callbacks
