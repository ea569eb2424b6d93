// Goes through a recording as who looks has asked: plays, seeks, steps, and keeps what a frame shows.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "viz/feed/jobs.h"
#include "viz/feed/recording.h"
#include "viz/view/view.h"

namespace switchyard::viz {

class Player {
 public:
  // At the begin of the recording, which outlives it. `rows`: of events on either side of now.
  Player(Recording& recording, std::size_t rows);

  // What can be shown has grown to `end`; `complete`: nothing will come after it.
  void reach(Time end, bool complete);
  void set_source(Source source) { transport_.source = source; }
  void begin_in_the_middle(bool middle) { transport_.from_middle = middle; }
  void set_expected_end(Time time) { transport_.expected_end = time; }

  // Plays on for so long, at the speed that is set.
  void play(std::chrono::microseconds elapsed);
  // To a moment; what cannot be shown is told.
  std::optional<std::string> go_to(Time time);
  std::optional<std::string> step();
  std::optional<std::string> step_back();
  void set_playing(bool playing);
  void set_speed(double factor);
  void follow(bool follow) { transport_.at_newest = follow; }

  void select(TaskId task);
  Selection& selection() { return selection_; }
  void search(std::string typed);
  // Search and the selected task's life, until then.
  void work(std::chrono::steady_clock::time_point until);
  bool has_work() const;

  const Cursor& cursor() const { return cursor_; }
  const Transport& transport() const { return transport_; }
  const EventPage& page() const { return page_; }
  const SearchResult& found() const { return search_.result(); }
  const TaskLife* life() const { return life_.life(); }
  const Selection& selection() const { return selection_; }

 private:
  std::optional<std::string> take(tl::expected<Cursor, std::string> cursor, Time now);
  std::optional<std::string> run_to(Time time);
  void show(Time now);
  void fill_page();
  void look_ahead();

  Recording* recording_;
  std::size_t rows_;
  Cursor cursor_;
  Transport transport_;
  Selection selection_;
  EventPage page_;
  SearchJob search_;
  LifeJob life_;
};

}  // namespace switchyard::viz
