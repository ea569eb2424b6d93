// What a client does with a reservation: a new status, or an instruction.
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/instructions/read.h"
#include "adapters/taskrouter/callback_url.h"
#include "adapters/taskrouter/reservation_path.h"
#include "adapters/taskrouter/reservations.h"
#include "adapters/taskrouter/task_parameters.h"
#include "adapters/taskrouter/work_records.h"
#include "engine/base/match.h"

namespace switchyard::adapters::taskrouter {
namespace {

// In TaskRouter's words, which its users' programs look for.
ApiError not_pending(const std::string& sid) {
  return bad_request("Reservation " + sid + " is not currently in a Pending state");
}
ApiError not_accepted(const std::string& sid) {
  return bad_request("Reservation " + sid + " is not currently in an Accepted state");
}

ApiError explained(const std::string& sid, const CommandRefused& refusal) {
  switch (refusal.reason) {
    case Refusal::already_taken:
    case Refusal::reservation_not_pending:
      return not_pending(sid);
    case Refusal::reservation_not_accepted:
      return not_accepted(sid);
    default:
      return refused(refusal);
  }
}

// One request to one reservation.
struct Update {
  const Scope& scope;
  const Reservation& reservation;
  Side side;
  std::string sid;
};

Change begin_change(const Update& update) {
  Change change;
  change.reply = [id = update.reservation.id, side = update.side](const Scope& after, const Outcome&) {
    const ReservationSlot slot = find_reservation(after.state(), id);
    if (slot == no_slot) return to_response(not_found(after));
    return reservation_response(after, after.state().reservations[slot], side);
  };
  change.explain = [sid = update.sid](const CommandRefused& refusal) { return explained(sid, refusal); };
  return change;
}

Change change_by(const Update& update, Command command) {
  Change change = begin_change(update);
  change.commands.push_back(std::move(command));
  return change;
}

Decision reject(const Update& update, const std::string& activity_sid) {
  const auto activity =
      activity_sid.empty() ? std::optional(ActivityId{}) : update.scope.find_activity(activity_sid);
  if (!activity) return bad_request("WorkerActivitySid " + activity_sid + " was not found");
  return change_by(update, WorkerRejects{update.reservation.id, *activity});
}

enum class Status : std::uint8_t { accepted, rejected, wrapping, completed };

Decision set_status(const Update& update, Parameters& parameters) {
  const auto word = parameters.word("ReservationStatus", {"accepted", "rejected", "wrapping", "completed"});
  const std::string activity = parameters.text("WorkerActivitySid").value_or("");
  if (word && static_cast<Status>(*word) != Status::rejected && !activity.empty())
    parameters.refuse("WorkerActivitySid is only for ReservationStatus rejected");
  if (!word) parameters.refuse("ReservationStatus or Instruction is required");
  if (parameters.error()) return *parameters.error();
  const ReservationId id = update.reservation.id;
  switch (static_cast<Status>(*word)) {
    case Status::accepted:
      return change_by(update, WorkerAccepts{id});
    case Status::rejected:
      return reject(update, activity);
    case Status::wrapping:
      return change_by(update, WorkerFinishes{id});
    case Status::completed:
      return change_by(update, WorkerCompletes{id, {}});
  }
  return not_found(update.scope);
}

// The activity to which the worker goes after the call; empty when none was asked for.
std::string post_work_activity(const Instruction& instruction) {
  if (const auto* dequeue = std::get_if<instruction::Dequeue>(&instruction))
    return dequeue->post_work_activity_sid;
  if (const auto* conference = std::get_if<instruction::Conference>(&instruction))
    return conference->post_work_activity_sid;
  return {};
}

bool accepts_at_once(const Instruction& instruction) {
  if (const auto* call = std::get_if<instruction::Call>(&instruction)) return call->accept;
  const auto* redirect = std::get_if<instruction::Redirect>(&instruction);
  return redirect != nullptr && redirect->accept;
}

// Those that we shall post to ourselves, under the names that the request has for them; the carrier asks the
// others.
using NamedUrls = std::vector<std::pair<std::string_view, std::string>>;
NamedUrls urls_we_ask(const Instruction& instruction) {
  if (const auto* dequeue = std::get_if<instruction::Dequeue>(&instruction))
    return {{"DequeueStatusCallbackUrl", dequeue->status_callback_url}};
  if (const auto* conference = std::get_if<instruction::Conference>(&instruction)) {
    return {{"StatusCallback", conference->status_callback},
            {"RecordingStatusCallback", conference->recording_status_callback},
            {"ConferenceRecordingStatusCallback", conference->conference_recording_status_callback}};
  }
  return {};
}

std::optional<ApiError> problem_of_urls(const Scope& scope, const Instruction& instruction) {
  for (const auto& [name, url] : urls_we_ask(instruction)) {
    const auto problem = url.empty() ? std::nullopt : problem_of_url(scope.call(), url);
    if (problem) return bad_request(std::string(name) + " " + *problem);
  }
  return std::nullopt;
}

std::optional<ApiError> problem_of(const Update& update, const Instruction& instruction) {
  const Scope& scope = update.scope;
  const bool supervises = std::holds_alternative<instruction::Supervise>(instruction);
  if (supervises && update.reservation.status != ReservationStatus::accepted) return not_accepted(update.sid);
  if (!supervises && update.reservation.status != ReservationStatus::pending) return not_pending(update.sid);
  if (!scope.records().carrier())
    return bad_request("There is no carrier that could carry out this Instruction");
  if (auto wrong = problem_of_urls(scope, instruction)) return wrong;
  const std::string activity = post_work_activity(instruction);
  if (!activity.empty() && !scope.find_activity(activity))
    return bad_request("PostWorkActivitySid " + activity + " was not found");
  if (!supervises) return std::nullopt;
  const std::string& supervisor = std::get<instruction::Supervise>(instruction).supervisor;
  if (!scope.find_worker(supervisor)) return bad_request("Supervisor " + supervisor + " was not found");
  return std::nullopt;
}

// Handed on when all that belongs to it is durable.
Decision hand_to_carrier(const Update& update, Instruction instruction) {
  if (auto problem = problem_of(update, instruction)) return *std::move(problem);
  Change change = begin_change(update);
  if (accepts_at_once(instruction)) change.commands.push_back(WorkerAccepts{update.reservation.id});
  InstructionOrder order{update.scope.rules().name, update.reservation.id, update.reservation.task_id,
                         update.reservation.worker, std::move(instruction)};
  change.reply = [order = std::move(order), reply = std::move(change.reply)](const Scope& after,
                                                                             const Outcome& outcome) {
    after.records().carrier()(order);
    return reply(after, outcome);
  };
  return change;
}

Decision follow(const Update& update, Instruction instruction) {
  if (std::holds_alternative<instruction::Accept>(instruction))
    return change_by(update, WorkerAccepts{update.reservation.id});
  if (const auto* rejects = std::get_if<instruction::Reject>(&instruction))
    return reject(update, rejects->activity_sid);
  return hand_to_carrier(update, std::move(instruction));
}

Decision update_reservation(const Scope& scope, Side side) {
  const Reservation* reservation = reservation_of_path(scope, side);
  if (reservation == nullptr) return not_found(scope);
  if (auto mismatch = check_if_match(scope.call().request.headers, etag(scope, *reservation)))
    return *std::move(mismatch);
  const Update update{scope, *reservation, side, sid_of(scope, reservation->id)};
  Parameters parameters = scope.call().parameters;
  auto instruction = read_instruction_form(parameters.fields());
  if (!instruction) return bad_request(instruction.error());
  if (!*instruction) return set_status(update, parameters);
  if (parameters.has("ReservationStatus"))
    return bad_request("ReservationStatus and Instruction cannot be in one request");
  return follow(update, **std::move(instruction));
}

}  // namespace

Decision update_task_reservation(const Scope& scope) {
  return update_reservation(scope, Side::task);
}
Decision update_worker_reservation(const Scope& scope) {
  return update_reservation(scope, Side::worker);
}

}  // namespace switchyard::adapters::taskrouter
