// The callbacks that a workspace's document names, in its section `taskrouter`.
#pragma once

#include "adapters/callbacks/settings.h"

namespace switchyard::adapters::callbacks {

// From `rules.source`: account_sid, event_callback_url, events_filter (types separated by commas), and of
// each of workflows.NAME assignment_callback_url and fallback_assignment_callback_url. What is missing or no
// text counts as empty. The auth token is no part of a document: the caller adds it. O(document).
CallbackSettings read_document_settings(const Workspace& rules);

}  // namespace switchyard::adapters::callbacks
