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

static_assert(Numbers<Effect>::distinct_within(192, 255));

}  // namespace switchyard::codec
