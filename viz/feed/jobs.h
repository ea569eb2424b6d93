// What takes longer than a frame: it goes on a few milliseconds at a time.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "reports/explain/explainer.h"
#include "viz/feed/cursor.h"
#include "viz/feed/recording.h"
#include "viz/view/event_row.h"
#include "viz/view/history.h"
#include "viz/view/task_life.h"

namespace switchyard::viz {

using SteadyTime = std::chrono::steady_clock::time_point;

// Looks through a recording from its begin.
class SearchJob {
 public:
  SearchJob() = default;  // nobody searches
  SearchJob(const Recording& recording, std::string typed);

  // `complete`: nothing will come after what is there.
  void go_on(SteadyTime until, bool complete);
  bool waits() const { return cursor_.has_value() && !result_.finished; }
  const SearchResult& result() const { return result_; }

 private:
  void look_at(const TakenTurn& turn);

  SearchText wanted_;
  std::optional<Cursor> cursor_;
  const History* history_ = nullptr;
  SearchResult result_;
};

// Follows one task from its arrival to its end.
class LifeJob {
 public:
  LifeJob() = default;  // nobody is selected
  LifeJob(const Recording& recording, TaskId task);

  void go_on(SteadyTime until, bool complete);
  bool waits() const { return cursor_.has_value(); }
  // Null when nobody is selected, or the task is not known.
  const TaskLife* life() const { return life_ ? &*life_ : nullptr; }

 private:
  void know_from_board();
  void publish();

  TaskId task_;
  std::optional<Cursor> cursor_;
  std::optional<reports::Explainer> explainer_;
  std::optional<LifeFold> fold_;
  std::optional<TaskLife> life_;
};

}  // namespace switchyard::viz
