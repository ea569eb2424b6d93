// The words of a task's status, wherever a state is shown.
#pragma once

#include "engine/codec/text/enums.h"
#include "engine/state/task.h"

namespace switchyard::codec {

template <>
inline constexpr auto enum_words<TaskStatus> = std::to_array<EnumWord<TaskStatus>>({
    {TaskStatus::pending, "pending"},
    {TaskStatus::reserved, "reserved"},
    {TaskStatus::assigned, "assigned"},
    {TaskStatus::wrapping, "wrapping"},
    {TaskStatus::completed, "completed"},
    {TaskStatus::canceled, "canceled"},
    {TaskStatus::elsewhere, "elsewhere"},
});

}  // namespace switchyard::codec
