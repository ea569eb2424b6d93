// The stories, one a command: each looks whether the rules allow it, changes the state, and says what
// happened.
#pragma once

#include "engine/command.h"
#include "engine/steps/turn.h"

namespace switchyard {

void time_passes(const Turn& turn);
void task_arrives(const Turn& turn, const TaskArrives& command);
void task_changes(const Turn& turn, const TaskChanges& command);
void task_is_canceled(const Turn& turn, const CancelTask& command);
void task_is_deleted(const Turn& turn, const DeleteTask& command);
void customer_leaves(const Turn& turn, const CustomerLeaves& command);
void worker_accepts(const Turn& turn, const WorkerAccepts& command);
void worker_rejects(const Turn& turn, const WorkerRejects& command);
void worker_finishes(const Turn& turn, const WorkerFinishes& command);
void worker_completes(const Turn& turn, const WorkerCompletes& command);
void worker_changes_activity(const Turn& turn, const WorkerChangesActivity& command);
void worker_channel_changes(const Turn& turn, const WorkerChannelChanges& command);
void worker_attributes_change(const Turn& turn, const WorkerAttributesChange& command);
void workspace_changes(const Turn& turn, const WorkspaceChanges& command);
void effect_succeeds(const Turn& turn, const EffectSucceeds& command);
void effect_fails(const Turn& turn, const EffectFails& command);
void calendars_extend(const Turn& turn, const CalendarsExtend& command);
void task_is_handed_back(const Turn& turn, const HandBackTask& command);
void task_is_transferred(const Turn& turn, const TransferTask& command);
void worker_leaves(const Turn& turn, const WorkerLeaves& command);
void worker_takes_task(const Turn& turn, const WorkerTakesTask& command);
void voicemail_arrives(const Turn& turn, const VoicemailArrives& command);
void tenant_is_diverted(const Turn& turn, const DivertTenant& command);
void divert_is_ended(const Turn& turn, const EndDivert& command);

}  // namespace switchyard
