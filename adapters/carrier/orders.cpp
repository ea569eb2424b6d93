// One function an effect: what it needs is read while the state may be looked at, then the carrier is asked.
#include "adapters/carrier/orders.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "adapters/carrier/conferences.h"
#include "adapters/carrier/line.h"
#include "adapters/twiml/twiml.h"
#include "engine/base/match.h"

namespace switchyard::adapters::carrier {
namespace {

// One effect of one turn, with everything around it.
struct Order {
  Context& context;
  const WorkspaceView& view;
  EffectId id;

  Subject subject(TaskId task, ReservationId reservation = {}) const {
    return {std::string(view.name), task, reservation, id};
  }
  bool is_ours(const Task& task) const {
    return !context.rung_by_others || !context.rung_by_others(view, task);
  }
};

// Nothing when the task is gone, or the customer is not on the line by us.
std::optional<Task> call_of(const Order& order, TaskId id) {
  std::optional<Task> task = look_up(order.view, id);
  if (task && line_of(order.view, *task, order.context.settings).call_sid.empty()) task.reset();
  return task;
}

void ring(const Order& order, const Task& task, const Subject& subject, WorkerId worker, Duration ringing) {
  const Settings& settings = order.context.settings;
  const Ring where{contact_of(order.view, worker, settings), line_of(order.view, task, settings).from,
                   ringing};
  if (where.to.empty()) return;  // has no telephone here: somebody else shows the offer
  if (!order.context.legs.begin({subject.workspace, subject.reservation.value}))
    return effect_done(order.context, subject);  // it rings since before the start
  place_leg(order.context, subject, leg_order(order.context, subject, where),
            [&context = order.context, subject](const http::SendResult& result) {
              effect_ended(context, subject, result);
            });
}

void offer(const Order& order, const OfferReservation& e) {
  const std::optional<Task> task = call_of(order, e.task);
  const Reservation* reservation = look_up(order.view, e.reservation);
  const bool waits = reservation != nullptr && reservation->status == ReservationStatus::pending;
  if (!task || task->callback || !waits || !order.is_ours(*task)) return;
  ring(order, *task, order.subject(e.task, e.reservation), e.worker, e.deadline - order.view.now);
}

void withdraw(const Order& order, const WithdrawOffer& e) {
  const Subject subject = order.subject(e.task, e.reservation);
  const auto leg = order.context.legs.withdraw({subject.workspace, e.reservation.value});
  if (!leg.known) return;
  if (leg.call_sid.empty()) return effect_done(order.context, subject);
  order.context.attempts.run(end_call(order.context.settings, leg.call_sid, effect_key(subject)),
                             [&context = order.context, subject](const http::SendResult& result) {
                               effect_ended(context, subject, result);
                             });
}

// Who accepted by lifting the telephone is in the conference; who accepted on a screen is rung now.
void connect(const Order& order, const ConnectTask& e) {
  const std::optional<Task> task = call_of(order, e.task);
  if (!task || !order.is_ours(*task)) return;
  const Subject subject = order.subject(e.task, e.reservation);
  if (order.context.legs.has({subject.workspace, e.reservation.value}))
    return effect_done(order.context, subject);
  if (order.context.nobody_rings && contact_of(order.view, e.worker, order.context.settings).empty())
    order.context.nobody_rings(order.view, e);
  ring(order, *task, subject, e.worker, seconds(60));
}

void release(const Order& order, const ReleaseCustomer& e) {
  const std::optional<Task> task = call_of(order, e.task);
  if (!task) return;
  const Subject subject = order.subject(e.task);
  const std::string call_sid = line_of(order.view, *task, order.context.settings).call_sid;
  order.context.attempts.run(end_call(order.context.settings, call_sid, effect_key(subject)),
                             [&context = order.context, subject](const http::SendResult& result) {
                               effect_ended(context, subject, result);
                             });
}

CallOrder customer_order(const Order& order, const Subject& subject, const Line& line,
                         const std::string& from) {
  const std::string& base = order.context.settings.public_url;
  return {effect_key(subject, "customer"),
          from,
          line.customer,
          callback_url(base, "/carrier/customer", subject),
          callback_url(base, "/carrier/customer/status", subject),
          seconds(60)};
}

// The worker's telephone rings or talks since before the start: what of the rest was done is not journaled.
void go_on_calling(const Order& order, const LegKey& leg, CustomerCall customer) {
  const auto is_called = [&](const ListedCall& call) { return call.to == customer.order.to; };
  const auto& found = order.context.found;
  if (std::any_of(found.begin(), found.end(), is_called)) return;  // a report brings the result
  if (!order.context.legs.give_customer(leg, customer)) return;
  Subject subject{leg.workspace, {}, ReservationId{leg.reservation}, customer.effect};
  order.context.attempts.run(place_call(order.context.settings, customer.order),
                             [&context = order.context, subject](const http::SendResult& result) {
                               if (!result.accepted())
                                 effect_failed(context, subject, describe_failure(result));
                             });
}

// First the worker, who has asked for it, then the customer: nobody is called into silence.
void call_customer(const Order& order, const PlaceCall& e) {
  const std::optional<Task> task = look_up(order.view, e.task);
  if (!task) return;
  const Settings& settings = order.context.settings;
  const Subject subject = order.subject(e.task, e.reservation);
  const Line line = line_of(order.view, *task, settings);
  const std::string own = number_text(order.view, e.caller);
  const std::string from = own.empty() ? line.from : own;
  const std::string contact = contact_of(order.view, e.worker, settings);
  if (contact.empty()) return effect_failed(order.context, subject, "the worker has no telephone");
  if (line.customer.empty())
    return effect_failed(order.context, subject, "the customer's number is not known");
  const CustomerCall customer{customer_order(order, subject, line, from), order.id};
  const LegKey leg{subject.workspace, e.reservation.value};
  if (!order.context.legs.begin(leg, customer)) return go_on_calling(order, leg, customer);
  place_leg(order.context, subject, leg_order(order.context, subject, {contact, from, seconds(60)}),
            [&context = order.context, subject](const http::SendResult& result) {
              if (!result.accepted()) effect_failed(context, subject, describe_failure(result));
            });
}

// The customer's call does something else from now on. `result_comes_later`: a callback brings it.
void steer(const Order& order, const Task& task, const Subject& subject, const std::string& verbs,
           bool result_comes_later) {
  const Settings& settings = order.context.settings;
  const auto request = steer_call(settings, line_of(order.view, task, settings).call_sid,
                                  twiml::response(verbs), effect_key(subject));
  order.context.attempts.run(
      request, [&context = order.context, subject, result_comes_later](const http::SendResult& result) {
        if (!result.accepted() || !result_comes_later) effect_ended(context, subject, result);
      });
}

void take_voicemail(const Order& order, const RecordVoicemail& e) {
  const std::optional<Task> task = call_of(order, e.task);
  if (!task) return;
  const Settings& settings = order.context.settings;
  const Subject subject = order.subject(e.task);
  const http::Fields kept = {{"kept", std::to_string(e.kept.microseconds)}};
  const std::string done = callback_url(settings.public_url, "/carrier/voicemail", subject, kept);
  steer(order, *task, subject,
        twiml::say(settings.greeting) + twiml::record(done, settings.longest_voicemail) + twiml::hangup(),
        false);
}

void forward(const Order& order, const ForwardCall& e) {
  const std::optional<Task> task = call_of(order, e.task);
  if (!task) return;
  const Settings& settings = order.context.settings;
  const Subject subject = order.subject(e.task);
  steer(order, *task, subject,
        twiml::dial(number_text(order.view, e.to), line_of(order.view, *task, settings).from,
                    callback_url(settings.public_url, "/carrier/forward/answered", subject),
                    callback_url(settings.public_url, "/carrier/forward/ended", subject)),
        true);
}

void begin_recording(Context& context, const Subject& subject, const std::string& call_sid, Duration kept) {
  context.attempts.run(record_call(context.settings, call_sid, effect_key(subject, "record")),
                       [&context, subject, kept](const http::SendResult& result) {
                         const auto sid = result.accepted() ? read_sid(result.response.body) : std::nullopt;
                         if (sid && context.keep_recording) context.keep_recording(*sid, kept);
                         effect_ended(context, subject, result);
                       });
}

// Nobody is recorded who was not told: the notice must have been taken first.
void announce_and_record(Context& context, const Subject& subject, const Line& line, Duration kept) {
  find_live_conference(
      context, line.conference,
      [&context, subject, line, kept](const std::optional<std::string>& conference) {
        if (!conference) return effect_failed(context, subject, "the conference was not found");
        const auto request =
            announce(context.settings, *conference, line.call_sid,
                     context.settings.public_url + "/carrier/notice", effect_key(subject, "notice"));
        context.attempts.run(request, [&context, subject, line, kept](const http::SendResult& told) {
          told.accepted() ? begin_recording(context, subject, line.call_sid, kept)
                          : effect_failed(context, subject, describe_failure(told));
        });
      });
}

void record(const Order& order, const RecordCall& e) {
  const std::optional<Task> task = call_of(order, e.task);
  if (!task) return;
  const Subject subject = order.subject(e.task);
  const Line line = line_of(order.view, *task, order.context.settings);
  e.notice ? announce_and_record(order.context, subject, line, e.kept)
           : begin_recording(order.context, subject, line.call_sid, e.kept);
}

}  // namespace

void carry_out(Context& context, const WorkspaceView& view, const OrderedEffect& effect) {
  const Order order{context, view, effect.id};
  match(
      effect.effect,                                                //
      [&](const OfferReservation& e) { offer(order, e); },          //
      [&](const WithdrawOffer& e) { withdraw(order, e); },          //
      [&](const ConnectTask& e) { connect(order, e); },             //
      [&](const ReleaseCustomer& e) { release(order, e); },         //
      [&](const PlaceCall& e) { call_customer(order, e); },         //
      [&](const RecordCall& e) { record(order, e); },               //
      [&](const RecordVoicemail& e) { take_voicemail(order, e); },  //
      [&](const ForwardCall& e) { forward(order, e); },             //
      [](const OpenRecord&) {});
}

void end_with_worker(Context& context, const WorkspaceView& view, const TurnSeen& turn) {
  if (std::holds_alternative<CustomerLeaves>(turn.command)) return;
  for (const Event& event : turn.output.events) {
    const auto* wrapping = std::get_if<TaskWrapping>(&event);
    const auto* completed = std::get_if<TaskCompleted>(&event);
    if (wrapping == nullptr && completed == nullptr) continue;
    const std::optional<Task> task = look_up(view, wrapping != nullptr ? wrapping->task : completed->task);
    const std::string call_sid = !task ? "" : line_of(view, *task, context.settings).call_sid;
    if (!call_sid.empty()) hang_up(context, call_sid, call_sid + ":end");
  }
}

}  // namespace switchyard::adapters::carrier
