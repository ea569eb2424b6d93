// The inside of a workflow: TaskRouter's configuration and the keys that we add to it.
#pragma once

#include <span>
#include <string_view>

#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {

// Reads `routing`, the value of task_routing, into the workflow and its targets into the workspace.
// `document` is where it stands: the workspace's or a file of its own.
void read_routing(Draft& draft, const Document& document, const Node& routing, Workflow& workflow);

// One target. `inherited`: the queue of the target before, none for a first target.
Target read_target(Draft& draft, const Document& document, const Node& node, TenantId tenant,
                   TaskQueueId inherited);

// When a filter or target counts.
Hours read_during(Draft& draft, Reader& reader);

// For TaskRouter's own documents, where our keys have no place.
void refuse_our_keys(Reader& reader, std::span<const std::string_view> keys);

}  // namespace switchyard::codec
