// The numbers and names of the events.
#pragma once

#include "engine/codec/shape/shape.h"
#include "engine/event.h"

namespace switchyard::codec {

template <>
inline constexpr auto shape<CommandRefused> = make_shape(64, "command_refused", "reason", "task",
                                                         "reservation");
template <>
inline constexpr auto shape<TaskCreated> = make_shape(65, "task_created", "task", "tenant", "channel",
                                                      "workflow", "priority");
template <>
inline constexpr auto shape<TaskUpdated> = make_shape(66, "task_updated", "task");
template <>
inline constexpr auto shape<WorkflowEntered> = make_shape(67, "workflow_entered", "task", "workflow");
template <>
inline constexpr auto shape<TargetMatched> = make_shape(68, "target_matched", "task", "workflow", "filter",
                                                        "target", "queue");
template <>
inline constexpr auto shape<TargetSkipped> = make_shape(69, "target_skipped", "task", "workflow", "filter",
                                                        "target");
template <>
inline constexpr auto shape<TaskQueueEntered> = make_shape(70, "task_queue_entered", "task", "queue",
                                                           "priority");
template <>
inline constexpr auto shape<TaskQueueTimedOut> = make_shape(71, "task_queue_timed_out", "task", "queue");
template <>
inline constexpr auto shape<TaskQueueLeft> = make_shape(72, "task_queue_left", "task", "queue");
template <>
inline constexpr auto shape<TaskQueueFull> = make_shape(73, "task_queue_full", "task", "queue");
template <>
inline constexpr auto shape<KnownWorkerNotFound> = make_shape(74, "known_worker_not_found", "task", "queue",
                                                              "problem");
template <>
inline constexpr auto shape<WorkflowTimedOut> = make_shape(75, "workflow_timed_out", "task", "workflow");
template <>
inline constexpr auto shape<WorkflowSkipped> = make_shape(76, "workflow_skipped", "task", "workflow");
template <>
inline constexpr auto shape<ReservationCreated> = make_shape(77, "reservation_created", "reservation", "task",
                                                             "worker", "queue", "deadline");
template <>
inline constexpr auto shape<ReservationAccepted> = make_shape(78, "reservation_accepted", "reservation",
                                                              "task", "worker");
template <>
inline constexpr auto shape<ReservationRejected> = make_shape(79, "reservation_rejected", "reservation",
                                                              "task", "worker");
template <>
inline constexpr auto shape<ReservationTimedOut> = make_shape(80, "reservation_timed_out", "reservation",
                                                              "task", "worker");
template <>
inline constexpr auto shape<ReservationCanceled> = make_shape(81, "reservation_canceled", "reservation",
                                                              "task", "worker", "reason");
template <>
inline constexpr auto shape<ReservationRescinded> = make_shape(82, "reservation_rescinded", "reservation",
                                                               "task", "worker");
template <>
inline constexpr auto shape<ReservationWrapping> = make_shape(83, "reservation_wrapping", "reservation",
                                                              "task", "worker");
template <>
inline constexpr auto shape<ReservationCompleted> = make_shape(84, "reservation_completed", "reservation",
                                                               "task", "worker");
template <>
inline constexpr auto shape<TaskReturned> = make_shape(85, "task_returned", "task");
template <>
inline constexpr auto shape<TaskAssigned> = make_shape(86, "task_assigned", "task", "worker");
template <>
inline constexpr auto shape<TaskWrapping> = make_shape(87, "task_wrapping", "task");
template <>
inline constexpr auto shape<TaskCompleted> = make_shape(88, "task_completed", "task");
template <>
inline constexpr auto shape<TaskCanceled> = make_shape(89, "task_canceled", "task", "reason");
template <>
inline constexpr auto shape<TaskDeleted> = make_shape(90, "task_deleted", "task");
template <>
inline constexpr auto shape<TaskSystemDeleted> = make_shape(91, "task_system_deleted", "task");
template <>
inline constexpr auto shape<WorkerActivityChanged> = make_shape(92, "worker_activity_changed", "worker",
                                                                "from", "to");
template <>
inline constexpr auto shape<WorkerChannelChanged> = make_shape(93, "worker_channel_changed", "worker",
                                                               "channel", "capacity", "available");
template <>
inline constexpr auto shape<WorkerAttributesChanged> = make_shape(94, "worker_attributes_changed", "worker");
template <>
inline constexpr auto shape<CooldownStarted> = make_shape(95, "cooldown_started", "worker", "channel",
                                                          "until");
template <>
inline constexpr auto shape<CooldownEnded> = make_shape(96, "cooldown_ended", "worker", "channel");
template <>
inline constexpr auto shape<WorkspaceChanged> = make_shape(97, "workspace_changed", "version");

template <>
inline constexpr auto shape<CalendarsExtended> = make_shape(98, "calendars_extended", "until");
template <>
inline constexpr auto shape<CalendarOpened> = make_shape(99, "calendar_opened", "calendar");
template <>
inline constexpr auto shape<CalendarClosed> = make_shape(100, "calendar_closed", "calendar");
template <>
inline constexpr auto shape<SharedTeamEntered> = make_shape(101, "shared_team_entered", "task", "queue",
                                                            "from", "last_worker", "cause");
template <>
inline constexpr auto shape<TaskHandedBack> = make_shape(102, "task_handed_back", "task", "by", "queue",
                                                         "worker");
template <>
inline constexpr auto shape<WorkerWaitStarted> = make_shape(103, "worker_wait_started", "task", "worker",
                                                            "until");
template <>
inline constexpr auto shape<WorkerWaitEnded> = make_shape(104, "worker_wait_ended", "task", "worker");
template <>
inline constexpr auto shape<TransferStarted> = make_shape(105, "transfer_started", "task", "reservation",
                                                          "mode", "worker", "queue");
template <>
inline constexpr auto shape<TransferCompleted> = make_shape(106, "transfer_completed", "task", "worker");
template <>
inline constexpr auto shape<TransferFailed> = make_shape(107, "transfer_failed", "task", "reason");
template <>
inline constexpr auto shape<VoicemailEntered> = make_shape(108, "voicemail_entered", "task");
template <>
inline constexpr auto shape<VoicemailLeft> = make_shape(109, "voicemail_left", "task", "callback");
template <>
inline constexpr auto shape<CallbackCreated> = make_shape(110, "callback_created", "task", "missed", "due");
template <>
inline constexpr auto shape<CallbackBecameOverdue> = make_shape(111, "callback_became_overdue", "task");
template <>
inline constexpr auto shape<CallFailed> = make_shape(112, "call_failed", "reservation", "task", "worker");
template <>
inline constexpr auto shape<TenantDiverted> = make_shape(113, "tenant_diverted", "tenant", "to", "until");
template <>
inline constexpr auto shape<TenantDivertEnded> = make_shape(114, "tenant_divert_ended", "tenant");
template <>
inline constexpr auto shape<TaskForwarding> = make_shape(115, "task_forwarding", "task", "to");
template <>
inline constexpr auto shape<ThreadJoined> = make_shape(116, "thread_joined", "task");
template <>
inline constexpr auto shape<ThreadOwned> = make_shape(117, "thread_owned", "task", "worker");
template <>
inline constexpr auto shape<RecordingFailed> = make_shape(118, "recording_failed", "task");

static_assert(Numbers<Event>::distinct_within(64, 191));

}  // namespace switchyard::codec
