// Ids that cannot be mixed up: a dense index for what the workspace declares, a serial for what comes and
// goes.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace switchyard {

// An index into the table of one kind of thing in the workspace. Ids of a workspace stay the same in all its
// later versions.
template <class Kind>
struct Id {
  static constexpr std::uint32_t none_value = 0xFFFF'FFFF;
  std::uint32_t value = none_value;

  constexpr std::size_t index() const { return value; }
  constexpr bool is_none() const { return value == none_value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using TenantId = Id<struct TenantKind>;
using ActivityId = Id<struct ActivityKind>;
using TaskChannelId = Id<struct TaskChannelKind>;
using WorkerId = Id<struct WorkerKind>;
using TaskQueueId = Id<struct TaskQueueKind>;
using WorkflowId = Id<struct WorkflowKind>;
using CalendarId = Id<struct CalendarKind>;
using NumberId = Id<struct NumberKind>;
using ChannelGroupId = Id<struct ChannelGroupKind>;

// A serial number, counted from 1 and never used twice in the life of a workspace. 0 is none.
template <class Kind>
struct Serial {
  std::uint64_t value = 0;

  constexpr bool is_none() const { return value == 0; }
  friend constexpr auto operator<=>(Serial, Serial) = default;
};

using TaskId = Serial<struct TaskKind>;
using ReservationId = Serial<struct ReservationKind>;

}  // namespace switchyard
