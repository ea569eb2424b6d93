// Deadlines fire, in the order in which they were set when they fall on one instant.
#include "engine/steps/freed_workers.h"
#include "engine/steps/steps.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

void fire(const Turn& turn, const TimerRecord& due) {
  switch (due.kind) {
    case TimerKind::task_life:
      return task_life_ends(turn, due.subject);
    case TimerKind::target:
      return target_deadline_comes(turn, due.subject);
    case TimerKind::offer:
      return offer_times_out(turn, due.subject);
    case TimerKind::ring_step:
      return ring_widens(turn, due.subject);
    case TimerKind::reject_pause:
      return reject_pause_ends(turn, due.subject);
    case TimerKind::due:
      return task_is_overdue(turn, due.subject);
    case TimerKind::transfer:
      return transfer_times_out(turn, due.subject);
    case TimerKind::preview:
      return preview_ends(turn, due.subject);
    case TimerKind::calendar:
      return calendars_change(turn);
    case TimerKind::divert:
      return divert_ends(turn, due.subject);
    case TimerKind::wrap_up:
      return wrap_up_limit_comes(turn, due.subject);
    case TimerKind::cooldown:
      return cooldown_ends(turn, due.subject);
    case TimerKind::clock:
      return clock_moves(turn);
  }
}

}  // namespace

void time_passes(const Turn& turn) {
  TimerRecord due;
  while (turn.state.timers.take_due(turn.now(), due)) {
    fire(turn, due);
    serve_freed_workers(turn);
  }
}

}  // namespace switchyard
