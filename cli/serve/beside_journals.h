// What adapters keep in files beside the journals: they say what they need, and know no file.
#pragma once

#include <string>

#include "adapters/callbacks/dead_letter.h"
#include "adapters/callbacks/event_callbacks.h"
#include "adapters/carrier/recordings.h"
#include "adapters/journal/due_list.h"
#include "adapters/journal/letter_file.h"
#include "adapters/operations/log.h"
#include "adapters/webhooks/ended_calls.h"

namespace switchyard::cli {

// Lists, files and the log must outlive what is made of them.

// Recordings that are to be deleted at the carrier.
adapters::carrier::DeletionList deletion_list(adapters::journal::DueList& list);
// Calls that ended before their task was there.
adapters::webhooks::EndList end_list(adapters::journal::DueList& list);
// How far the event callbacks of each workspace have come.
adapters::callbacks::Bookmark event_bookmark(const std::string& folder);
// The dead letters of all workspaces.
adapters::callbacks::DeadLetterShelf dead_letter_shelf(adapters::journal::LetterFile& file,
                                                       adapters::operations::Log& log);

}  // namespace switchyard::cli
