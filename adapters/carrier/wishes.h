// What an instruction wants of a worker's leg beyond that it rings. It travels in the leg's own URLs, which
// the carrier signs, so that it outlives a restart.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/carrier/rest.h"
#include "adapters/http/message.h"
#include "adapters/port.h"
#include "adapters/twiml/twiml.h"

namespace switchyard::adapters::carrier {

// Those fields of dequeue or conference that matter once the worker has lifted, or the call is over, with the
// instruction's name.
http::Fields wishes_of(const std::string& instruction, const http::Fields& fields);

// Those that the carrier must know when it places the call: recording, authentication of a SIP phone, and the
// events of the call that the wishes want to hear of. `recordings` is told of a recording, if there is one.
void add_wishes(CallOrder& order, const http::Fields& fields, const http::Fields& wishes,
                const std::string& recordings);

// The attributes of the conference that the wishes speak of; `recordings` as above.
twiml::Changes conference_changes(const http::Fields& wishes, const std::string& recordings);

// Somebody who wants to hear what the carrier reports, in a query of ours: {listener, method}. `about` is
// the field that names the URL; another with `_method` behind it names the method.
http::Fields listener_of(const http::Fields& fields, std::string_view about);

// Where the report of a leg's status is to be handed on to, if it is wanted there.
std::optional<std::string> status_listener(const http::Fields& wishes, std::string_view call_status);

// The activity that the worker goes to when the call is over; none without a wish, or when it is no activity.
ActivityId post_work_activity(const WorkspaceView& view, const http::Fields& wishes);

}  // namespace switchyard::adapters::carrier
