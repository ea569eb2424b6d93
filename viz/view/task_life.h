// One task's life as a panel shows it: spans to draw, and each decision explained.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/id.h"
#include "engine/base/time.h"
#include "engine/event.h"
#include "engine/workspace/workspace.h"
#include "reports/explain/explanation.h"
#include "viz/view/board.h"

namespace switchyard::viz {

struct LifeSpan {
  enum class Kind : std::uint8_t { waits, offered, on_task, wraps_up, elsewhere };
  Kind kind = Kind::waits;
  Time from;
  Time to;           // of what goes on: the last moment known
  std::string what;  // the queue it waits in, or the worker
};

struct TaskLife {
  reports::Explanation explanation;  // moments with what reports/explain says of each
  std::vector<LifeSpan> spans;       // by begin; those of several offered at once overlap
  Time known_until;                  // nothing is said of what comes later
  bool ended = false;
};

// Follows one task through all events, in order from before its arrival.
class LifeFold {
 public:
  explicit LifeFold(TaskId task) { life_.explanation.task = task; }

  // The task began before anybody looked on: it is open as the board has it. O(offers).
  void know(const Board& board, const OpenTask& task, const Workspace& workspace);
  // O(events).
  void see(std::uint64_t sequence, Time time, const std::vector<Event>& events, const Workspace& workspace);
  // After a turn: where the task stands, whom it is offered to and until when, as far as a board knows. For
  // who has no engine. O(open offers), when the turn concerned the task.
  void place(const Board& board, const Workspace& workspace);
  bool found() const { return life_.explanation.found; }
  bool ended() const { return life_.ended; }
  std::size_t events() const { return events_; }  // that concerned it, so far

  // What is known by `until`; what was decided is for who has the engine.
  TaskLife life(Time until) const;

 private:
  struct OpenSpan {
    std::size_t index = 0;
    ReservationId reservation;  // none: a wait of the task itself
  };
  void begin_span(LifeSpan::Kind kind, Time time, std::string what, ReservationId reservation);
  bool waits() const;
  void end_wait(Time time);
  void end_offer(Time time, ReservationId reservation);
  void see(Time time, const Event& event, const Workspace& workspace);
  void see_way(Time time, const Event& event, const Workspace& workspace);
  void see_offer(Time time, const Event& event, const Workspace& workspace);
  void end(Time time, const char* outcome);

  TaskLife life_;
  std::vector<OpenSpan> open_;
  std::size_t events_ = 0;
};

}  // namespace switchyard::viz
