// What a callback of the carrier is about, as it stands in the URL that we gave for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.h"
#include "engine/base/id.h"
#include "engine/effect.h"

namespace switchyard::adapters::carrier {

struct Subject {
  std::string workspace;
  TaskId task;
  ReservationId reservation;  // none: no worker is concerned
  EffectId effect;            // whose result it is; sequence 0: none
};

// /carrier/leg?w=shop&t=1&r=2&e=17.0, behind the address under which we are reached; then the other fields.
std::string callback_url(std::string_view public_url, std::string_view path, const Subject& subject,
                         const http::Fields& others = {});
// Nothing when it is no such query.
std::optional<Subject> read_subject(const http::Fields& query);

// shop:17:0: the same for every attempt.
std::string effect_key(const Subject& subject, std::string_view step = {});

}  // namespace switchyard::adapters::carrier
