// /v1/board: who there is and what is open in a workspace after one turn, so that whoever reads the events
// from there on knows everything.
#pragma once

#include <cstddef>
#include <functional>

#include "adapters/http/message.h"
#include "adapters/port.h"

namespace switchyard::adapters::operations {

// GET /v1/board?workspace=NAME&after=TASK   200, 404 no such workspace, 401 not an operator, 503
//   {"workspace", "version", "sequence", "time",
//    "default_activity", "activities": [{"name", "available"}],
//    "tenants", "task_channels", "workflows": [name],
//    "task_queues": [{"name", "tenant", "removed"}],
//    "workers": [{"name", "tenant", "activity", "since", "attributes", "channels": [name],
//                 "cooldowns": [{"task_channel", "until"}], "removed"}],
//    "tasks": [{"id", "tenant", "task_channel", "queue", "status", "priority", "arrived",
//               "warm_transfer": {"reservation", "from"}}],
//    "reservations": [{"id", "task", "worker", "status", "created"}],
//    "next"}
// Everything is what it is after turn `sequence`. Open tasks come by their ids, at most `tasks` of them, and
// with their live reservations; where there are more, `next` is the `after` to ask for them, which is
// answered as of a later turn. `workspace` may be left out when there is only one. A worker's `channels` are
// those on which they can have work at all. A task has `warm_transfer` while the worker who began one has the
// work too: their reservation, and the queue that it is answered from again should nobody take it. Nothing
// that customers said is here. O(open tasks + workers).
class Boards {
 public:
  // `may_use`: else 401. It must be quick.
  Boards(Port& port, std::function<bool(const http::Request&)> may_use, std::size_t tasks = 2'000)
      : port_(port), may_use_(std::move(may_use)), tasks_(tasks) {}

  // Any thread.
  void handle(const http::Request& request, http::Respond respond);

 private:
  Port& port_;
  std::function<bool(const http::Request&)> may_use_;
  std::size_t tasks_;
};

}  // namespace switchyard::adapters::operations
