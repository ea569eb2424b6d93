// Jobs have cursors of their own and look at the clock every few turns.
#include "viz/feed/jobs.h"

#include <utility>

#include "engine/codec/text/messages.h"

namespace switchyard::viz {
namespace {

constexpr int turns_a_look = 64;  // at the clock

bool is_over(SteadyTime until) {
  return std::chrono::steady_clock::now() >= until;
}

// Calls take() until there is nothing left [true], it gives false, or the time is over.
template <class Take>
bool work(Cursor& cursor, SteadyTime until, Take&& take) {
  do {
    for (int i = 0; i < turns_a_look; ++i) {
      const auto turn = cursor.take();
      if (!turn) return true;
      if (!take(*turn)) return false;
    }
  } while (!is_over(until));
  return false;
}

}  // namespace

SearchJob::SearchJob(const Recording& recording, std::string typed)
    : wanted_(search_text(typed)), history_(&recording.history()) {
  result_.typed = std::move(typed);
  auto cursor = recording.before(0);
  if (!cursor || wanted_.words.empty()) {
    result_.finished = true;
    return;
  }
  cursor_ = std::move(*cursor);
}

void SearchJob::look_at(const TakenTurn& turn) {
  std::uint32_t index = 0;
  for (const Event& event : turn.events) {
    std::string text = codec::to_text(event, cursor_->workspace());
    if (matches(wanted_, text)) {
      result_.matches.push_back({turn.sequence, index, turn.time, std::move(text)});
    }
    ++index;
  }
}

void SearchJob::go_on(SteadyTime until, bool complete) {
  if (!waits()) return;
  const bool at_end = work(*cursor_, until, [this](const TakenTurn& turn) {
    look_at(turn);
    return result_.matches.size() < most_matches;
  });
  const double length = static_cast<double>((history_->end() - history_->begin()).microseconds);
  const double done = static_cast<double>((cursor_->board().now - history_->begin()).microseconds);
  result_.done = at_end || length <= 0 ? 1 : done / length;
  result_.truncated = result_.matches.size() >= most_matches;
  result_.finished = result_.truncated || (at_end && complete);
}

LifeJob::LifeJob(const Recording& recording, TaskId task) : task_(task) {
  const PastTask* known = recording.history().find(task);
  if (known == nullptr || known->sequence == 0) return;
  auto cursor = recording.before(known->sequence);
  if (!cursor) return;
  cursor_ = std::move(*cursor);
  explainer_.emplace(task);
  fold_.emplace(task);
}

void LifeJob::go_on(SteadyTime until, bool complete) {
  if (!waits()) return;
  know_from_board();
  const std::size_t before = fold_->events();
  const bool at_end = work(*cursor_, until, [this](const TakenTurn& turn) {
    if (cursor_->engine() != nullptr) {
      explainer_->observe({turn.sequence, turn.time, *turn.command, cursor_->output(), *cursor_->engine(),
                           cursor_->workspace()});
    }
    fold_->see(turn.sequence, turn.time, turn.events, cursor_->workspace());
    know_from_board();
    if (cursor_->engine() == nullptr) fold_->place(cursor_->board(), cursor_->workspace());
    return !fold_->ended();
  });
  const bool over = fold_->ended() || (at_end && complete);
  if (over || at_end || fold_->events() != before) publish();
  if (over) cursor_.reset();
}

// Nobody has told of its arrival, but it is there.
void LifeJob::know_from_board() {
  if (fold_->found()) return;
  const OpenTask* open = cursor_->board().tasks.find(task_);
  if (open != nullptr) fold_->know(cursor_->board(), *open, cursor_->workspace());
}

void LifeJob::publish() {
  if (!fold_->found()) return;
  TaskLife life = fold_->life(cursor_->board().now);
  if (cursor_->engine() != nullptr) life.explanation = explainer_->explanation();
  life_ = std::move(life);
}

}  // namespace switchyard::viz
