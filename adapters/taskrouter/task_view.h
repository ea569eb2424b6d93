// Tasks and reservations as the API shows them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/taskrouter/scope.h"
#include "adapters/twilio_events/task_notes.h"
#include "engine/state/task.h"

namespace switchyard::adapters::taskrouter {

// What is noted of the task; null when nothing is.
const twilio_events::TaskNote* note_of(const Scope& scope, TaskId task);

// Whether the API still knows it and the caller may see it: not deleted, and not ended for longer than such
// are kept.
bool is_shown(const Scope& scope, const Task& task);
bool is_shown(const Scope& scope, const Reservation& reservation);

// By SID; nothing when there is none for the caller. Of a task that has ended what the engine remembers.
std::optional<Task> find_shown_task(const Scope& scope, std::string_view sid);
const Reservation* find_shown_reservation(const Scope& scope, std::string_view sid);

std::string sid_of(const Scope& scope, TaskId task);
std::string sid_of(const Scope& scope, ReservationId reservation);

// One JSON object, as text.
std::string task_json(const Scope& scope, const Task& task);

// The path under which a reservation is read is that of its URL.
enum class Side { task, worker };
std::string reservation_json(const Scope& scope, const Reservation& reservation, Side side);

// "pending", "timeout" …
std::string_view status_text(ReservationStatus status);

// Tags for what a client may change; ages and dates are no part of them, so they are the same after a
// restart.
std::string etag(const Scope& scope, const Task& task);
std::string etag(const Scope& scope, const Reservation& reservation);

http::Response task_response(unsigned status, const Scope& scope, const Task& task);
http::Response reservation_response(const Scope& scope, const Reservation& reservation, Side side);

}  // namespace switchyard::adapters::taskrouter
