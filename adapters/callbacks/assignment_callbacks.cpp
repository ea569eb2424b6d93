// URL, fallback, failure: each offer goes this way once, and its end is journaled.
#include "adapters/callbacks/assignment_callbacks.h"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/callbacks/offer_form.h"
#include "adapters/callbacks/signed_form.h"
#include "adapters/results/persist.h"
#include "engine/state/pools.h"
#include "engine/state/state.h"

namespace switchyard::adapters::callbacks {
namespace {

constexpr Duration answer_time = seconds(5);

// The URLs of the workflow that the task goes through; null when it wants no callbacks.
const AssignmentUrls* urls_of(const CallbackSettings& settings, const State& state, const Task& task) {
  if (task.workflow.is_none()) return nullptr;
  const auto found = settings.assignments.find(state.workspace().workflows[task.workflow.index()].name);
  return found == settings.assignments.end() || found->second.url.empty() ? nullptr : &found->second;
}

}  // namespace

AssignmentCallbacks::AssignmentCallbacks(Port& port, http::Send send, http::After after,
                                         ReadSettings read_settings, CarryOut carry_out, Complain complain,
                                         Sids sids)
    : port_(port),
      send_(std::move(send)),
      after_(std::move(after)),
      read_settings_(std::move(read_settings)),
      carry_out_(std::move(carry_out)),
      complain_(std::move(complain)),
      sids_(std::move(sids)) {}

void AssignmentCallbacks::workspace_opened(const WorkspaceView& view) {
  settings_.insert_or_assign(std::string(view.name), read_settings_(view.engine.state().workspace()));
}

void AssignmentCallbacks::workspace_removed(std::string_view name) {
  settings_.erase(std::string(name));
}

void AssignmentCallbacks::turn_applied(const WorkspaceView& view, const TurnSeen& turn, bool) {
  if (std::holds_alternative<WorkspaceChanges>(turn.command)) workspace_opened(view);
}

void AssignmentCallbacks::effect_ordered(const WorkspaceView& view, const OrderedEffect& effect) {
  const auto* offer = std::get_if<OfferReservation>(&effect.effect);
  const auto settings = settings_.find(view.name);
  if (offer == nullptr || settings == settings_.end()) return;
  const State& state = view.engine.state();
  const std::optional<Task> task = recall_task(state, offer->task);
  if (!task) return;
  const AssignmentUrls* urls = urls_of(settings->second, state, *task);
  if (urls == nullptr) return;
  ask(std::make_shared<const Question>(Question{std::string(view.name), effect.id, *offer, *urls,
                                                settings->second.auth_token,
                                                offer_form(view, *offer, *task, settings->second, sids_)}),
      false);
}

void AssignmentCallbacks::ask(const QuestionPointer& question, bool fallback) {
  const std::string& url = fallback ? question->urls.fallback : question->urls.url;
  const std::string key = question->workspace + ":" + std::to_string(question->effect.sequence) + ":" +
                          std::to_string(question->effect.index);
  send_(signed_form(url, question->form, question->auth_token, key, answer_time),
        [this, question, fallback](const http::SendResult& result) { answered(question, fallback, result); });
}

void AssignmentCallbacks::answered(const QuestionPointer& question, bool fallback,
                                   const http::SendResult& result) {
  const auto answer = read_answer(result);
  if (answer) return obey(*question, *answer);
  say(*question, answer.error().reason);
  if (!fallback && !question->urls.fallback.empty()) return ask(question, true);
  results::persist(port_, after_, question->workspace,
                   {EffectFails{question->effect, "assignment callback: " + answer.error().reason}});
}

void AssignmentCallbacks::obey(const Question& question, const Answer& answer) {
  std::vector<Command> commands = {EffectSucceeds{question.effect}};
  const ReservationId reservation = question.offer.reservation;
  if (!answer.fault.empty()) say(question, answer.fault);
  const std::string name = answer.instruction ? answer.instruction->name : "";
  if (name == "accept") commands.push_back(WorkerAccepts{reservation});
  if (name == "reject") {
    const auto sid = http::find_field(answer.instruction->fields, "activity_sid").value_or("");
    const auto activity = sid.empty() ? ActivityId{} : sids_.read_activity(question.workspace, sid);
    if (!activity) say(question, "there is no activity " + std::string(sid));
    commands.push_back(WorkerRejects{reservation, activity.value_or(ActivityId{})});
  }
  results::persist(port_, after_, question.workspace, std::move(commands));
  if (name.empty() || name == "accept" || name == "reject") return;
  if (!carry_out_) return say(question, "there is no carrier that could carry out " + name);
  carry_out_(question.workspace, question.offer, *answer.instruction);
}

void AssignmentCallbacks::say(const Question& question, const std::string& fault) const {
  if (complain_) complain_(question.workspace + ": assignment callback: " + fault);
}

}  // namespace switchyard::adapters::callbacks
