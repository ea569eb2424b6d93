// What the owner of a workflow wants done with an offer: by telephone, in their own words.
#include <charconv>
#include <string>
#include <utility>

#include "adapters/carrier/line.h"
#include "adapters/carrier/orders.h"
#include "adapters/results/persist.h"

namespace switchyard::adapters::carrier {
namespace {

std::string field(const http::Fields& fields, std::string_view name, std::string_view otherwise = {}) {
  const auto value = http::find_field(fields, name).value_or("");
  return std::string(value.empty() ? otherwise : value);
}

bool is_true(std::string_view text) {
  return text == "true" || text == "1" || text == "yes";
}

Duration ringing_of(const http::Fields& fields) {
  const std::string text = field(fields, "timeout");
  std::int64_t number = 60;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return seconds(number >= 1 && number <= 999 ? number : 60);
}

Subject subject_of(const std::string& workspace, const OfferReservation& offer) {
  return {workspace, offer.task, offer.reservation, {}};
}

// The effect of the offer had its result already: what fails now is the worker's no.
void reject(Context& context, const Subject& subject) {
  results::persist(context.port, context.after, subject.workspace, {WorkerRejects{subject.reservation, {}}});
}

std::string key_of(const Subject& subject, const std::string& instruction) {
  return subject.workspace + ":reservation:" + std::to_string(subject.reservation.value) + ":" + instruction;
}

void ring_worker(Context& context, const WorkspaceView& view, const OfferReservation& offer,
                 const http::Fields& fields) {
  const std::optional<Task> task = look_up(view, offer.task);
  if (!task) return;
  const Subject subject = subject_of(std::string(view.name), offer);
  const Ring ring{field(fields, "to", contact_of(view, offer.worker, context.settings)),
                  field(fields, "from", line_of(view, *task, context.settings).from), ringing_of(fields)};
  if (ring.to.empty() || !context.legs.begin({subject.workspace, offer.reservation.value}))
    return reject(context, subject);
  CallOrder order = leg_order(context, subject, ring);
  order.key = key_of(subject, "leg");
  place_leg(context, subject, std::move(order), [&context, subject](const http::SendResult& result) {
    if (!result.accepted()) reject(context, subject);
  });
}

void accept_if_wanted(Context& context, const Subject& subject, const http::Fields& fields) {
  if (!is_true(field(fields, "accept"))) return;
  results::persist(context.port, context.after, subject.workspace, {WorkerAccepts{subject.reservation}});
}

// A request of the other side's own; with `accept` the worker has the work when it was taken.
void run_for(Context& context, const Subject& subject, http::OutgoingRequest request,
             const http::Fields& fields) {
  context.attempts.run(std::move(request), [&context, subject, fields](const http::SendResult& result) {
    if (result.accepted()) accept_if_wanted(context, subject, fields);
  });
}

}  // namespace

void instruct(Context& context, const std::string& workspace, const OfferReservation& offer,
              const std::string& instruction, const http::Fields& fields) {
  const Subject subject = subject_of(workspace, offer);
  const std::string key = key_of(subject, instruction);
  if (instruction == "call") {
    const CallOrder order{key,
                          field(fields, "from"),
                          field(fields, "to"),
                          field(fields, "url"),
                          field(fields, "status_callback_url"),
                          ringing_of(fields)};
    return run_for(context, subject, place_call(context.settings, order), fields);
  }
  if (instruction == "redirect") {
    const auto request =
        redirect_call(context.settings, field(fields, "call_sid"), field(fields, "url"), key);
    return run_for(context, subject, request, fields);
  }
  if (instruction != "dequeue" && instruction != "conference") return;
  results::persist(
      context.port, context.after, workspace, [](const WorkspaceView&) { return std::vector<Command>(); },
      [&context, offer, fields](const WorkspaceView* view, const Outcome&) {
        if (view != nullptr) ring_worker(context, *view, offer, fields);
      });
}

}  // namespace switchyard::adapters::carrier
