// TaskRouter's own helper libraries write null for the keys of a target that are not used: they count as
// absent.
#pragma once

#include <optional>

#include "engine/codec/document/document.h"

namespace switchyard::codec {

// Takes the members that are null out of a workflow's configuration, with or without the task_routing around
// it. Elements of arrays stay. O(size).
void drop_nulls(Node& routing);

// The workspace document without the nulls in its task_routings; nothing when it has none, which is usual.
std::optional<Document> without_nulls(const Document& workspace);

}  // namespace switchyard::codec
