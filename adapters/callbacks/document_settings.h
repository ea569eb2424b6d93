// The callbacks that a workspace's document names, in its section `taskrouter`.
#pragma once

#include "adapters/callbacks/settings.h"
#include "adapters/http/outgoing.h"
#include "engine/codec/document/document.h"
#include "engine/codec/document/problem.h"

namespace switchyard::adapters::callbacks {

// From `rules.source`: account_sid, event_callback_url, events_filter (types separated by commas), and of
// each of workflows.NAME assignment_callback_url and fallback_assignment_callback_url. What is missing or no
// text counts as empty. The auth token is no part of a document: the caller adds it. O(document).
CallbackSettings read_document_settings(const Workspace& rules);

// The URLs there that must not be asked, each an error at its place. O(document).
codec::Problems check_callback_urls(const codec::Document& document, const http::JudgeUrl& judge);

}  // namespace switchyard::adapters::callbacks
