// Every request has a key that is the same for each attempt, and every effect an end.
#include "adapters/carrier/context.h"

#include <utility>

#include "adapters/results/persist.h"

namespace switchyard::adapters::carrier {
namespace {

LegKey leg_key(const Subject& subject) {
  return {subject.workspace, subject.reservation.value};
}

}  // namespace

void effect_done(Context& context, const Subject& subject) {
  results::persist(context.port, context.after, subject.workspace, {EffectSucceeds{subject.effect}});
}

void effect_failed(Context& context, const Subject& subject, const std::string& reason) {
  results::persist(context.port, context.after, subject.workspace, {EffectFails{subject.effect, reason}});
}

void effect_ended(Context& context, const Subject& subject, const http::SendResult& result) {
  result.accepted() ? effect_done(context, subject)
                    : effect_failed(context, subject, describe_failure(result));
}

void hang_up(Context& context, const std::string& call_sid, const std::string& key) {
  context.attempts.run(end_call(context.settings, call_sid, key), [](const http::SendResult&) {});
}

CallOrder leg_order(const Context& context, const Subject& subject, const Ring& ring,
                    const http::Fields& wishes) {
  const std::string& base = context.settings.public_url;
  return {effect_key(subject, "leg"),
          ring.from,
          ring.to,
          callback_url(base, "/carrier/leg", subject, wishes),
          callback_url(base, "/carrier/leg/status", subject, wishes),
          ring.ringing};
}

std::string recording_url(const Context& context, const Subject& subject, std::string_view kept,
                          http::Fields listener) {
  listener.emplace_back("kept", kept);
  return callback_url(context.settings.public_url, "/carrier/recording", subject, listener);
}

void place_leg(Context& context, const Subject& subject, CallOrder order,
               std::function<void(const http::SendResult&)> placed) {
  context.attempts.run(place_call(context.settings, order),
                       [&context, subject, placed = std::move(placed)](const http::SendResult& result) {
                         const auto call_sid =
                             result.accepted() ? read_sid(result.response.body) : std::nullopt;
                         if (!call_sid) {
                           context.legs.end(leg_key(subject));
                         } else if (context.legs.placed(leg_key(subject), *call_sid)) {
                           hang_up(context, *call_sid, effect_key(subject, "end"));
                         }
                         placed(result);
                       });
}

}  // namespace switchyard::adapters::carrier
