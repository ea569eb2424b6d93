// What the owner of a workflow wants done with an offer: by telephone, in their own words.
#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/carrier/line.h"
#include "adapters/carrier/orders.h"
#include "adapters/carrier/wishes.h"
#include "adapters/results/persist.h"
#include "engine/base/sid.h"
#include "engine/state/state.h"

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
  const char* const end = text.data() + text.size();
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  const bool is_whole = error == std::errc{} && stop == end;
  return seconds(is_whole && number >= 1 && number <= 999 ? number : 60);
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

// For how long the tenant keeps recordings.
std::string kept_of(const WorkspaceView& view, const Task& task) {
  const auto& tenants = view.engine.state().workspace().tenants;
  return std::to_string(tenants[task.tenant.index()].recording.kept.microseconds);
}

void ring_worker(Context& context, const WorkspaceView& view, const OfferReservation& offer,
                 const std::string& instruction, const http::Fields& fields) {
  const std::optional<Task> task = look_up(view, offer.task);
  if (!task) return;
  const Subject subject = subject_of(std::string(view.name), offer);
  const Ring ring{field(fields, "to", contact_of(view, offer.worker, context.settings)),
                  field(fields, "from", line_of(view, *task, context.settings).from), ringing_of(fields)};
  if (ring.to.empty() || !context.legs.begin({subject.workspace, offer.reservation.value}))
    return reject(context, subject);
  http::Fields wishes = wishes_of(instruction, fields);
  wishes.emplace_back("customer", line_of(view, *task, context.settings).call_sid);
  wishes.emplace_back("kept", kept_of(view, *task));
  CallOrder order = leg_order(context, subject, ring, wishes);
  order.key = key_of(subject, "leg");
  add_wishes(order, fields, wishes,
             recording_url(context, subject, kept_of(view, *task),
                           listener_of(fields, "recording_status_callback")));
  place_leg(context, subject, std::move(order), [&context, subject](const http::SendResult& result) {
    if (!result.accepted()) reject(context, subject);
  });
}

// By the SID that the API shows; none when there is no such worker.
WorkerId find_worker(const State& state, std::string_view sid) {
  const auto& declared = state.workspace().workers;
  for (std::uint32_t i = 0; i < declared.size(); ++i) {
    const bool is_it = declared[i].sid.empty()
                           ? make_sid(state.sid_key, SidKind::worker, std::uint64_t{i} + 1) == sid
                           : declared[i].sid == sid;
    if (is_it) return WorkerId{i};
  }
  return {};
}

// Calls the supervisor into the conversation; whom to coach is the worker's call.
void supervise(Context& context, const WorkspaceView& view, const OfferReservation& offer,
               const http::Fields& fields) {
  const std::optional<Task> task = look_up(view, offer.task);
  const Reservation* reservation = look_up(view, offer.reservation);
  const WorkerId supervisor = find_worker(view.engine.state(), field(fields, "supervisor"));
  const bool is_talking = reservation != nullptr && reservation->status == ReservationStatus::accepted;
  if (!task || !is_talking || supervisor.is_none()) return;
  const Subject subject = subject_of(std::string(view.name), offer);
  const std::string mode = field(fields, "supervisor_mode", "monitor");
  const std::string to = contact_of(view, supervisor, context.settings);
  const std::string coached = context.legs.call_of({subject.workspace, offer.reservation.value});
  if (to.empty() || (mode == "whisper" && coached.empty())) return;
  const http::Fields wishes = {{"mode", mode}, {"coached", mode == "whisper" ? coached : ""}};
  const CallOrder order{key_of(subject, "supervise:" + std::to_string(view.engine.sequence())),
                        line_of(view, *task, context.settings).from, to,
                        callback_url(context.settings.public_url, "/carrier/supervisor", subject, wishes),
                        ""};
  context.attempts.run(place_call(context.settings, order), [](const http::SendResult&) {});
}

// Does it with the state at hand.
void with_state(Context& context, const std::string& workspace,
                std::function<void(const WorkspaceView&)> what) {
  results::persist(
      context.port, context.after, workspace, [](const WorkspaceView&) { return std::vector<Command>(); },
      [what = std::move(what)](const WorkspaceView* view, const Outcome&) {
        if (view != nullptr) what(*view);
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

void call_somebody(Context& context, const WorkspaceView& view, const OfferReservation& offer,
                   const http::Fields& fields) {
  const std::optional<Task> task = look_up(view, offer.task);
  if (!task) return;
  const Subject subject = subject_of(std::string(view.name), offer);
  CallOrder order{key_of(subject, "call"),
                  field(fields, "from"),
                  field(fields, "to"),
                  field(fields, "url"),
                  field(fields, "status_callback_url"),
                  ringing_of(fields)};
  add_wishes(order, fields, {}, recording_url(context, subject, kept_of(view, *task), {}));
  run_for(context, subject, place_call(context.settings, order), fields);
}

}  // namespace

void instruct(Context& context, const std::string& workspace, const OfferReservation& offer,
              const std::string& instruction, const http::Fields& fields) {
  const Subject subject = subject_of(workspace, offer);
  const std::string key = key_of(subject, instruction);
  if (instruction == "call") {
    return with_state(context, workspace, [&context, offer, fields](const WorkspaceView& view) {
      call_somebody(context, view, offer, fields);
    });
  }
  if (instruction == "redirect") {
    const auto request =
        redirect_call(context.settings, field(fields, "call_sid"), field(fields, "url"), key);
    return run_for(context, subject, request, fields);
  }
  if (instruction == "supervise") {
    return with_state(context, workspace, [&context, offer, fields](const WorkspaceView& view) {
      supervise(context, view, offer, fields);
    });
  }
  if (instruction != "dequeue" && instruction != "conference") return;
  with_state(context, workspace, [&context, offer, instruction, fields](const WorkspaceView& view) {
    ring_worker(context, view, offer, instruction, fields);
  });
}

}  // namespace switchyard::adapters::carrier
