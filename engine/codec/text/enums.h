// The words of the enumerations in files and stories, each beside its value; enums.cpp checks that none is
// missing.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "engine/command.h"
#include "engine/effect.h"
#include "engine/event.h"

namespace switchyard::codec {

template <class Enum>
struct EnumWord {
  Enum value;
  std::string_view word;
};

// The table of one enumeration, in the order of its values.
template <class Enum>
inline constexpr auto enum_words = nullptr;

template <>
inline constexpr auto enum_words<Refusal> = std::to_array<EnumWord<Refusal>>({
    {Refusal::unknown_task, "unknown_task"},
    {Refusal::unknown_reservation, "unknown_reservation"},
    {Refusal::unknown_worker, "unknown_worker"},
    {Refusal::unknown_activity, "unknown_activity"},
    {Refusal::unknown_channel, "unknown_channel"},
    {Refusal::unknown_workflow, "unknown_workflow"},
    {Refusal::unknown_task_queue, "unknown_task_queue"},
    {Refusal::unknown_tenant, "unknown_tenant"},
    {Refusal::unknown_effect, "unknown_effect"},
    {Refusal::already_taken, "already_taken"},
    {Refusal::reservation_not_pending, "reservation_not_pending"},
    {Refusal::reservation_not_accepted, "reservation_not_accepted"},
    {Refusal::task_not_waiting, "task_not_waiting"},
    {Refusal::task_ended, "task_ended"},
    {Refusal::duplicate, "duplicate"},
    {Refusal::activity_is_available, "activity_is_available"},
    {Refusal::wrong_tenant, "wrong_tenant"},
    {Refusal::time_out_of_range, "time_out_of_range"},
    {Refusal::virtual_start_in_future, "virtual_start_in_future"},
    {Refusal::priority_out_of_range, "priority_out_of_range"},
    {Refusal::time_to_live_out_of_range, "time_to_live_out_of_range"},
    {Refusal::workspace_does_not_extend, "workspace_does_not_extend"},
    {Refusal::worker_removed, "worker_removed"},
    {Refusal::capacity_out_of_range, "capacity_out_of_range"},
    {Refusal::lead_calls_stay, "lead_calls_stay"},
    {Refusal::already_handed_back, "already_handed_back"},
    {Refusal::no_origin, "no_origin"},
    {Refusal::transfer_under_way, "transfer_under_way"},
    {Refusal::transfer_needs_one_goal, "transfer_needs_one_goal"},
    {Refusal::transfer_to_same_worker, "transfer_to_same_worker"},
    {Refusal::no_transfer, "no_transfer"},
    {Refusal::no_capacity, "no_capacity"},
    {Refusal::callback_stays, "callback_stays"},
    {Refusal::not_at_voicemail, "not_at_voicemail"},
    {Refusal::wrong_code, "wrong_code"},
    {Refusal::unknown_number, "unknown_number"},
    {Refusal::not_diverted, "not_diverted"},
    {Refusal::calendars_do_not_fit, "calendars_do_not_fit"},
});

template <>
inline constexpr auto enum_words<CancelReason> = std::to_array<EnumWord<CancelReason>>({
    {CancelReason::by_command, "by_command"},
    {CancelReason::abandoned, "abandoned"},
    {CancelReason::time_to_live, "time_to_live"},
    {CancelReason::too_many_assignments, "too_many_assignments"},
    {CancelReason::workflow_timeout, "workflow_timeout"},
    {CancelReason::workflow_skipped, "workflow_skipped"},
    {CancelReason::no_filter_matched, "no_filter_matched"},
    {CancelReason::blocked, "blocked"},
    {CancelReason::worker_removed, "worker_removed"},
    {CancelReason::voicemail, "voicemail"},
    {CancelReason::forwarded, "forwarded"},
    {CancelReason::effect_failed, "effect_failed"},
});

template <>
inline constexpr auto enum_words<ReservationEnd> = std::to_array<EnumWord<ReservationEnd>>({
    {ReservationEnd::task_canceled, "task_canceled"},
    {ReservationEnd::task_deleted, "task_deleted"},
    {ReservationEnd::effect_failed, "effect_failed"},
    {ReservationEnd::worker_removed, "worker_removed"},
});

template <>
inline constexpr auto enum_words<KnownWorkerProblem> = std::to_array<EnumWord<KnownWorkerProblem>>({
    {KnownWorkerProblem::not_in_workspace, "not_in_workspace"},
    {KnownWorkerProblem::not_in_queue, "not_in_queue"},
});

template <>
inline constexpr auto enum_words<WithdrawReason> = std::to_array<EnumWord<WithdrawReason>>({
    {WithdrawReason::taken, "taken"},
    {WithdrawReason::customer_left, "customer_left"},
    {WithdrawReason::timed_out, "timed_out"},
    {WithdrawReason::task_ended, "task_ended"},
    {WithdrawReason::worker_left, "worker_left"},
});

template <>
inline constexpr auto enum_words<OriginCause> = std::to_array<EnumWord<OriginCause>>({
    {OriginCause::task_timeout, "task_timeout"},
    {OriginCause::reservation_timeout, "reservation_timeout"},
    {OriginCause::nobody_on_shift, "nobody_on_shift"},
    {OriginCause::after_hours, "after_hours"},
    {OriginCause::override_by_supervisor, "override_by_supervisor"},
    {OriginCause::by_rule, "by_rule"},
    {OriginCause::rejected, "rejected"},
    {OriginCause::queue_full, "queue_full"},
});

template <>
inline constexpr auto enum_words<TransferMode> = std::to_array<EnumWord<TransferMode>>({
    {TransferMode::cold, "cold"},
    {TransferMode::warm, "warm"},
});

template <>
inline constexpr auto enum_words<HandBackTo> = std::to_array<EnumWord<HandBackTo>>({
    {HandBackTo::queue, "queue"},
    {HandBackTo::worker, "worker"},
});

template <>
inline constexpr auto enum_words<TransferFailure> = std::to_array<EnumWord<TransferFailure>>({
    {TransferFailure::timed_out, "timed_out"},
    {TransferFailure::rejected, "rejected"},
    {TransferFailure::customer_left, "customer_left"},
    {TransferFailure::queue_full, "queue_full"},
    {TransferFailure::given_up, "given_up"},
});

// Empty for a number that has no word.
template <class Enum>
constexpr std::string_view enum_text(Enum value) {
  for (const auto& entry : enum_words<Enum>) {
    if (entry.value == value) return entry.word;
  }
  return {};
}

template <class Enum>
constexpr std::optional<Enum> enum_value(std::string_view word) {
  for (const auto& entry : enum_words<Enum>) {
    if (entry.word == word) return entry.value;
  }
  return std::nullopt;
}

}  // namespace switchyard::codec
