// Where no checkpoint lies between, the present cursor goes on; otherwise another one begins at a checkpoint.
#include "viz/feed/player.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace switchyard::viz {

Player::Player(Recording& recording, std::size_t rows)
    : recording_(&recording), rows_(rows), cursor_(*recording.before(0)) {
  transport_.begin = transport_.end = recording.begin();
  show(recording.begin());
}

void Player::reach(Time end, bool complete) {
  transport_.begin = recording_->begin();
  transport_.end = std::max(transport_.end, end);
  transport_.complete = complete;
}

std::optional<std::string> Player::take(tl::expected<Cursor, std::string> cursor, Time now) {
  if (!cursor) {
    transport_.playing = false;
    return std::move(cursor.error());
  }
  cursor_ = std::move(*cursor);
  show(now);
  return std::nullopt;
}

void Player::show(Time now) {
  cursor_.pass(std::max(now, cursor_.board().now));
  transport_.now = cursor_.board().now;
  fill_page();
}

std::optional<std::string> Player::run_to(Time time) {
  while (true) {
    const auto next = cursor_.next_time();
    if (!next || *next > time || !cursor_.take()) break;
  }
  show(time);
  if (!cursor_.problem()) return std::nullopt;
  transport_.playing = false;
  return cursor_.problem()->text;
}

std::optional<std::string> Player::go_to(Time time) {
  time = std::clamp(time, transport_.begin, transport_.end);
  if (recording_->is_near(cursor_, time)) return run_to(time);
  return take(recording_->at(time), time);
}

void Player::play(std::chrono::microseconds elapsed) {
  if (transport_.at_newest) return static_cast<void>(go_to(transport_.end));
  if (!transport_.playing) return;
  const double moved = static_cast<double>(elapsed.count()) * transport_.speed;
  go_to(transport_.now + microseconds(std::llround(moved)));
  if (transport_.now >= transport_.end && transport_.complete) set_playing(false);
}

void Player::set_playing(bool playing) {
  transport_.playing = playing;
  fill_page();
}

void Player::set_speed(double factor) {
  transport_.speed = std::isfinite(factor) ? std::clamp(factor, slowest, fastest) : 1;
}

// To the next turn that something happened in.
std::optional<std::string> Player::step() {
  transport_.playing = transport_.at_newest = false;
  while (const auto turn = cursor_.take()) {
    if (turn->events.empty()) continue;
    show(turn->time);
    return std::nullopt;
  }
  show(transport_.now);
  if (cursor_.problem()) return cursor_.problem()->text;
  return std::nullopt;
}

// To the turn before the one whose events are shown last.
std::optional<std::string> Player::step_back() {
  transport_.playing = transport_.at_newest = false;
  const std::vector<SeenEvent> seen = cursor_.present().recent.list();
  const std::uint64_t last = seen.empty() ? 0 : seen.back().sequence;
  const auto before = std::find_if(seen.rbegin(), seen.rend(),
                                   [last](const SeenEvent& event) { return event.sequence < last; });
  if (before == seen.rend()) return take(recording_->before(0), recording_->begin());
  return take(recording_->at_sequence(before->sequence), before->time);
}

void Player::fill_page() {
  page_.rows.clear();
  for (const SeenEvent& seen : cursor_.present().recent.list()) {
    page_.rows.push_back(row_of(seen.sequence, seen.index, seen.time, seen.event, cursor_.workspace()));
  }
  page_.present = page_.rows.size();
  page_.reaches_begin = page_.rows.size() < rows_;
  page_.reaches_end = transport_.complete && transport_.now >= transport_.end;
  if (!transport_.playing && !transport_.at_newest) look_ahead();
}

void Player::look_ahead() {
  auto ahead = recording_->fork(cursor_);
  if (!ahead) return;
  page_.reaches_end = false;
  while (page_.rows.size() - page_.present < rows_) {
    const auto turn = ahead->take();
    if (!turn) {
      page_.reaches_end = transport_.complete;
      return;
    }
    std::uint32_t index = 0;
    for (const Event& event : turn->events) {
      page_.rows.push_back(row_of(turn->sequence, index++, turn->time, event, ahead->workspace()));
    }
  }
}

void Player::select(TaskId task) {
  selection_.task = task;
  life_ = task.is_none() ? LifeJob() : LifeJob(*recording_, task);
}

void Player::search(std::string typed) {
  search_ = typed.empty() ? SearchJob() : SearchJob(*recording_, std::move(typed));
}

void Player::work(std::chrono::steady_clock::time_point until) {
  life_.go_on(until, transport_.complete);
  search_.go_on(until, transport_.complete);
}

bool Player::has_work() const {
  return life_.waits() || search_.waits();
}

}  // namespace switchyard::viz
