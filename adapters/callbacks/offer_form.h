// What an assignment callback says of an offer.
#pragma once

#include "adapters/callbacks/settings.h"
#include "adapters/callbacks/sids.h"
#include "adapters/http/message.h"
#include "adapters/port.h"
#include "engine/state/task.h"

namespace switchyard::adapters::callbacks {

// Timestamp (Unix seconds), AccountSid, WorkspaceSid, WorkflowSid, TaskQueueSid (empty for direct work),
// WorkerSid, WorkerAttributes, TaskSid, TaskAttributes, TaskAge (seconds), TaskPriority, ReservationSid.
// `task` is the one that is offered.
http::Fields offer_form(const WorkspaceView& view, const OfferReservation& offer, const Task& task,
                        const CallbackSettings& settings, const Sids& sids);

}  // namespace switchyard::adapters::callbacks
