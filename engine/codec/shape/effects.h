// The numbers and names of the effects.
#pragma once

#include "engine/codec/shape/shape.h"
#include "engine/effect.h"

namespace switchyard::codec {

template <>
inline constexpr auto shape<OfferReservation> = make_shape(192, "offer_reservation", "reservation", "task",
                                                           "worker", "deadline");
template <>
inline constexpr auto shape<WithdrawOffer> = make_shape(193, "withdraw_offer", "reservation", "task",
                                                        "worker", "reason");
template <>
inline constexpr auto shape<ConnectTask> = make_shape(194, "connect_task", "reservation", "task", "worker");
template <>
inline constexpr auto shape<ReleaseCustomer> = make_shape(195, "release_customer", "task");

template <>
inline constexpr auto shape<OpenRecord> = make_shape(196, "open_record", "reservation", "task", "worker");
template <>
inline constexpr auto shape<PlaceCall> = make_shape(197, "place_call", "reservation", "task", "worker",
                                                    "caller");
template <>
inline constexpr auto shape<RecordVoicemail> = make_shape(198, "record_voicemail", "task", "kept");
template <>
inline constexpr auto shape<ForwardCall> = make_shape(199, "forward_call", "task", "to");
template <>
inline constexpr auto shape<RecordCall> = make_shape(200, "record_call", "task", "notice", "kept");

static_assert(Numbers<Effect>::distinct_within(192, 255));

}  // namespace switchyard::codec
