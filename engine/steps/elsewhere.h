// Work that no worker is asked for at present: the customer speaks to a machine, or is sent to another line.
#pragma once

#include <string>

#include "engine/steps/turn.h"

namespace switchyard {

// A pending task that stands in no line leaves for the voicemail.
void send_to_voicemail(const Turn& turn, TaskSlot task);

// Whether a voicemail is being recorded for the task.
bool is_at_voicemail(const State& state, const Task& task);

// Whether the tenant's calls go to another line now, and the task is such a call: its customer is on the
// line.
bool is_diverted(const State& state, const Task& task);

// Takes a waiting call out of wherever it stands, offers included, and orders that it be forwarded to where
// its tenant is diverted.
void forward_call(const Turn& turn, TaskSlot task);

// The other line has the call.
void forwarding_succeeds(const Turn& turn, TaskId task);

// The call could not be forwarded: it goes its own way from the beginning, and is not forwarded again until
// somebody diverts the tenant anew.
void forwarding_fails(const Turn& turn, TaskId task);

// No voicemail can be recorded: nothing else can be done for the customer.
void voicemail_fails(const Turn& turn, TaskId task);

}  // namespace switchyard
