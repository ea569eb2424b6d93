// TwiML, the XML in which a carrier is told what to do with a call: the few verbs that we say.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/time.h"

namespace switchyard::adapters::twiml {

inline constexpr std::string_view content_type = "text/xml";

// <, >, &, quotes and apostrophes as entities; control characters that XML 1.0 has no form for are left out.
std::string escape(std::string_view text);

// A whole document around verbs; without any it says: nothing to do.
std::string response(std::string_view verbs = {});

// Turns a call away before it is answered, as busy.
std::string reject();
std::string hangup();
std::string say(std::string_view text);

// The customer waits in the conference until the worker comes, and it ends when the customer leaves it. An
// empty `wait_url` means the carrier's own music.
std::string customer_conference(std::string_view name, std::string_view wait_url);

// Attributes of an element that are to be other than usual; their names are not escaped.
using Changes = std::vector<std::pair<std::string_view, std::string>>;

// The worker comes into the conference: it begins, without a sound, and goes on without the worker.
std::string worker_conference(std::string_view name, const Changes& changes = {});

// A supervisor comes into it: heard by nobody (`muted`), by the worker whose call is `coached`, or by all.
std::string supervisor_conference(std::string_view name, bool muted, std::string_view coached);

// Records after a tone, and tells `action` of the recording. At most so long.
std::string record(std::string_view action, Duration longest);

// Sends the call on to another number. `answered_url` hears when somebody answers there, `action` how it
// ended.
std::string dial(std::string_view number, std::string_view caller, std::string_view answered_url,
                 std::string_view action);

}  // namespace switchyard::adapters::twiml
