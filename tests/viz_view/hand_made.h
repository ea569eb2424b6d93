// A small centre and its events written by hand, so that tests know what a board must say.
#pragma once

#include <string>
#include <utility>

#include "viz/view/board.h"
#include "viz/view/history.h"

namespace switchyard::viz {

inline constexpr Time midnight{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

inline Time at(double seconds_since_midnight) {
  return midnight + microseconds(static_cast<std::int64_t>(seconds_since_midnight * 1e6 + 0.5));
}

inline constexpr ActivityId available{0};
inline constexpr ActivityId offline{1};
inline constexpr ActivityId on_break{2};
inline constexpr TaskQueueId sales{0};
inline constexpr TaskQueueId support{1};
inline constexpr WorkerId ann{0};
inline constexpr WorkerId bob{1};
inline constexpr TaskChannelId voice{0};

// Two tenants with a queue each, a worker each: ann is available, bob offline.
inline Workspace hand_made_workspace() {
  Workspace workspace;
  workspace.name = "centre";
  workspace.tenants.resize(2);
  workspace.tenants[0].name = "acme";
  workspace.tenants[1].name = "bolt";
  workspace.activities = {{"Available", true}, {"Offline", false}, {"Break", false}};
  workspace.default_activity = offline;
  workspace.channels.resize(1);
  workspace.channels[0].name = "voice";
  workspace.queues.resize(2);
  workspace.queues[0].name = "sales";
  workspace.queues[1].name = "support";
  workspace.queues[1].tenant = TenantId{1};
  workspace.workflows.resize(1);
  workspace.workflows[0].name = "main";
  workspace.workers.resize(2);
  workspace.workers[0].name = "ann";
  workspace.workers[0].activity = available;
  workspace.workers[1].name = "bob";
  workspace.workers[1].tenant = TenantId{1};
  workspace.workers[1].activity = offline;
  for (Worker& worker : workspace.workers) worker.channels.resize(1);
  return workspace;
}

// A board and the history of how it came to be, fed turn by turn.
struct HandMade {
  Names names = names_of(hand_made_workspace());
  Board board = begin_board(names, midnight);
  History history{names, board};
  Changes changes;
  std::uint64_t sequence = 0;

  template <class... Events>
  void turn(double seconds, const Events&... events) {
    (apply(board, at(seconds), Event(events), names, &changes), ...);
    end_turn(board, ++sequence, names, &changes);
    history.record(board, changes);
    changes.clear();
  }

  // A task enters a queue and is offered to a worker.
  void arrives(double seconds, std::uint64_t task, TaskQueueId queue) {
    turn(seconds, TaskCreated{TaskId{task}, TenantId{0}, voice, WorkflowId{0}, 0},
         TaskQueueEntered{TaskId{task}, queue, 0});
  }
  void offered(double seconds, std::uint64_t task, TaskQueueId queue, WorkerId worker) {
    turn(seconds,
         ReservationCreated{ReservationId{task}, TaskId{task}, worker, queue, at(seconds) + minutes(2)});
  }
  void accepted(double seconds, std::uint64_t task, WorkerId worker) {
    turn(seconds, ReservationAccepted{ReservationId{task}, TaskId{task}, worker},
         TaskAssigned{TaskId{task}, worker});
  }
  void wraps(double seconds, std::uint64_t task, WorkerId worker) {
    turn(seconds, ReservationWrapping{ReservationId{task}, TaskId{task}, worker}, TaskWrapping{TaskId{task}});
  }
  void completed(double seconds, std::uint64_t task, WorkerId worker) {
    turn(seconds, ReservationCompleted{ReservationId{task}, TaskId{task}, worker},
         TaskCompleted{TaskId{task}});
  }
};

}  // namespace switchyard::viz
