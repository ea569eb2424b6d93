// The numbers and names of the commands.
#pragma once

#include "engine/codec/shape/shape.h"
#include "engine/command.h"

namespace switchyard::codec {

template <>
inline constexpr auto shape<TimePasses> = make_shape(1, "time_passes");
template <>
inline constexpr auto shape<TaskArrives> = make_shape(2, "task_arrives", "key", "tenant", "channel", "route",
                                                      "attributes", "priority", "time_to_live",
                                                      "virtual_start", "thread", "due", "callback");
template <>
inline constexpr auto shape<TaskChanges> = make_shape(3, "task_changes", "task", "attributes", "priority",
                                                      "virtual_start", "due", "callback", "channel");
template <>
inline constexpr auto shape<CancelTask> = make_shape(4, "cancel_task", "task", "reason");
template <>
inline constexpr auto shape<DeleteTask> = make_shape(5, "delete_task", "task");
template <>
inline constexpr auto shape<CustomerLeaves> = make_shape(6, "customer_leaves", "task");
template <>
inline constexpr auto shape<WorkerAccepts> = make_shape(7, "worker_accepts", "reservation");
template <>
inline constexpr auto shape<WorkerRejects> = make_shape(8, "worker_rejects", "reservation", "activity");
template <>
inline constexpr auto shape<WorkerFinishes> = make_shape(9, "worker_finishes", "reservation");
template <>
inline constexpr auto shape<WorkerCompletes> = make_shape(10, "worker_completes", "reservation", "reason");
template <>
inline constexpr auto shape<WorkerChangesActivity> = make_shape(11, "worker_changes_activity", "worker",
                                                                "activity", "reject_pending");
template <>
inline constexpr auto shape<WorkerChannelChanges> = make_shape(12, "worker_channel_changes", "worker",
                                                               "channel", "capacity", "available");
template <>
inline constexpr auto shape<WorkerAttributesChange> = make_shape(13, "worker_attributes_change", "worker",
                                                                 "attributes");
template <>
inline constexpr auto shape<WorkspaceChanges> = make_shape(14, "workspace_changes", "workspace",
                                                           "re_evaluate", "workflow");
template <>
inline constexpr auto shape<EffectSucceeds> = make_shape(15, "effect_succeeds", "effect");
template <>
inline constexpr auto shape<EffectFails> = make_shape(16, "effect_fails", "effect", "reason");

template <>
inline constexpr auto shape<CalendarsExtend> = make_shape(17, "calendars_extend", "calendars", "until");
template <>
inline constexpr auto shape<HandBackTask> = make_shape(18, "hand_back_task", "reservation", "to");
template <>
inline constexpr auto shape<TransferTask> = make_shape(19, "transfer_task", "reservation", "mode", "worker",
                                                       "queue", "timeout");
template <>
inline constexpr auto shape<WorkerLeaves> = make_shape(20, "worker_leaves", "reservation");
template <>
inline constexpr auto shape<WorkerTakesTask> = make_shape(21, "worker_takes_task", "worker", "task");
template <>
inline constexpr auto shape<VoicemailArrives> = make_shape(22, "voicemail_arrives", "task", "recording");
template <>
inline constexpr auto shape<DivertTenant> = make_shape(23, "divert_tenant", "tenant", "to", "code", "until");
template <>
inline constexpr auto shape<EndDivert> = make_shape(24, "end_divert", "tenant", "code");

static_assert(Numbers<Command>::distinct_within(1, 63));

// The ways of TaskArrives. In text and JSON their fields stand in the place of `route`.
template <>
inline constexpr auto shape<ThroughWorkflow> = make_shape(1, "through_workflow", "workflow");
template <>
inline constexpr auto shape<ToWorker> = make_shape(2, "to_worker", "worker", "ignore_capacity");
template <>
inline constexpr auto shape<ToTaskQueue> = make_shape(3, "to_task_queue", "queue");

static_assert(Numbers<Route>::distinct_within(1, 255));

}  // namespace switchyard::codec
