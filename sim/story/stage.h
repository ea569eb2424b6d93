// Where a story happens: an engine, its virtual clock, and the names that the story gives.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "sim/story/moment.h"
#include "sim/story/names.h"

namespace switchyard::sim::story {

class Stage {
 public:
  explicit Stage(bool restore_every_turn) : restore_every_turn_(restore_every_turn) {}

  // Before the first command.
  void set_day(Time day) { day_ = now_ = day; }
  void set_workspace(Workspace workspace) { workspace_ = std::move(workspace); }

  bool has_workspace() const { return workspace_.has_value(); }
  bool has_started() const { return engine_.has_value(); }
  // The engine begins at the midnight before the story, so that everybody has been idle for hours. What the
  // calendars say from then on is told at once.
  void start(std::string& lines);

  // Lets the deadlines up to `time` come, each headed by its time; those in which nothing happens are not
  // told. O(deadlines).
  void pass_time(Time time, std::string& lines);
  // Gives the command now and writes what comes out. Deadlines must have come before.
  void give(const Command& command, std::string& lines);
  // Tells the engine what the calendars of the workspace say from now on, as its host. That it was told is
  // not written, only what comes of it, under a head of its own.
  void tell_calendars(std::string& lines);
  void go_on_from_snapshot();

  // The last answer to a command: the task that it made or that was meant.
  TaskId last_task() const;
  Names& names() { return names_; }
  const Names& names() const { return names_; }

  // The rules of the present; empty ones before the workspace is known.
  const Workspace& workspace() const;
  const State& state() const { return engine_->state(); }
  Time day() const { return day_; }
  Time now() const { return now_; }

  // What engine/rules/invariants.h found since the last call.
  std::vector<std::string> take_broken() { return std::exchange(broken_, {}); }

 private:
  void apply(Time time, const Command& command, std::string& lines);

  bool restore_every_turn_;
  std::optional<Workspace> workspace_;
  std::optional<Engine> engine_;
  Names names_;
  Time day_ = usual_day;
  Time now_ = usual_day;
  Output output_;
  std::vector<std::string> broken_;
};

}  // namespace switchyard::sim::story
