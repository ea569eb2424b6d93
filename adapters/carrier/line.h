// What the carrier must know of a task and a worker, read while the state may be looked at.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/carrier/settings.h"
#include "adapters/port.h"
#include "engine/state/task.h"

namespace switchyard::adapters::carrier {

// The customer's side of a task.
struct Line {
  std::string call_sid;    // of the customer's call; empty: the customer is not on the line
  std::string conference;  // the task's SID: where customer and workers meet
  std::string from;        // what a worker's phone shows
  std::string customer;    // whom to call; empty: not known
};

// Nothing when it is not there any more. Of a task that has ended what the engine remembers.
std::optional<Task> look_up(const WorkspaceView& view, TaskId id);
const Reservation* look_up(const WorkspaceView& view, ReservationId id);

Line line_of(const WorkspaceView& view, const Task& task, const Settings& settings);
// Where to ring the worker; empty: nowhere.
std::string contact_of(const WorkspaceView& view, WorkerId worker, const Settings& settings);
// The number, in the carrier's words; empty for none.
std::string number_text(const WorkspaceView& view, NumberId number);
// The attributes with one member added or replaced.
Attributes with_value(const Attributes& attributes, std::string_view name, Value member);
Attributes with_text(const Attributes& attributes, std::string_view name, const std::string& text);

}  // namespace switchyard::adapters::carrier
