// What of a live host takes more than one question: open reservations, and how many wait in queues.
#pragma once

#include <string>
#include <vector>

#include "cli/live/api_client.h"

namespace switchyard::cli {

// `workspace` is the path of one. All open reservations, task by task: there are fewer tasks in hand than
// workers.
Outcome<std::vector<Json>> open_reservations(ApiClient& api, const std::string& workspace);

// Of a reservation (WR…) or a task (WT…) what is open, of a worker (name or SID) all that the host still
// knows. What is not there is an error.
Outcome<std::vector<Json>> reservations_of(ApiClient& api, const std::string& workspace,
                                           const std::string& wanted);

// Each queue's row with `waiting` (how many) and `oldest_waiting_age` (seconds) beside its own fields.
Outcome<void> add_waiting(ApiClient& api, const std::string& workspace, std::vector<Json>& queues);

}  // namespace switchyard::cli
