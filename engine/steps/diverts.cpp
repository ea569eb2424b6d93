// A supervisor sends a tenant's calls to another line and takes them back.
#include <optional>

#include "engine/rules/waiting_tasks.h"
#include "engine/state/tenancy.h"
#include "engine/steps/elsewhere.h"
#include "engine/steps/steps.h"
#include "engine/steps/time_outs.h"

namespace switchyard {

namespace {

std::optional<Refusal> problem_of_code(const State& state, TenantId tenant, const std::string& code) {
  if (tenant.index() >= state.workspace().tenants.size()) return Refusal::unknown_tenant;
  const std::string& right = state.workspace().tenants[tenant.index()].divert_code;
  if (right.empty() || code != right) return Refusal::wrong_code;
  return std::nullopt;
}

std::optional<Refusal> problem_of(const State& state, const DivertTenant& command) {
  if (const auto problem = problem_of_code(state, command.tenant, command.code)) return problem;
  const Workspace& rules = state.workspace();
  if (command.to.index() >= rules.numbers.size()) return Refusal::unknown_number;
  if (!may_serve(rules, rules.numbers[command.to.index()].tenant, command.tenant))
    return Refusal::wrong_tenant;
  const Time until = command.until.value_or(latest_time);
  if (until <= state.now || until > latest_time) return Refusal::time_out_of_range;
  return std::nullopt;
}

bool is_waiting_call(const State& state, TaskSlot slot, TenantId tenant) {
  const Task& task = state.tasks[slot];
  return is_waiting(task.status) && !is_held(task) && task.tenant == tenant && is_diverted(state, task);
}

void end_divert(const Turn& turn, TenantId tenant) {
  DivertState& divert = turn.state.diverts[tenant.index()];
  turn.state.timers.cancel(divert.timer);
  divert = DivertState{};
  turn.happened(TenantDivertEnded{tenant});
}

}  // namespace

void tenant_is_diverted(const Turn& turn, const DivertTenant& command) {
  if (const auto problem = problem_of(turn.state, command)) return turn.refuse(*problem);
  DivertState& divert = turn.state.diverts[command.tenant.index()];
  turn.state.timers.cancel(divert.timer);
  divert = {command.to, command.until.value_or(never), 0};
  if (command.until) {
    const Duration left = *command.until - turn.now();
    divert.timer = turn.state.timers.set(TimerKind::divert, command.tenant.value, turn.now(), left);
  }
  turn.happened(TenantDiverted{command.tenant, command.to, divert.until});
  for (const TaskSlot slot : waiting_tasks(turn.state)) {
    if (is_waiting_call(turn.state, slot, command.tenant)) forward_call(turn, slot);
  }
}

void divert_is_ended(const Turn& turn, const EndDivert& command) {
  if (const auto problem = problem_of_code(turn.state, command.tenant, command.code)) {
    return turn.refuse(*problem);
  }
  const bool diverted = !turn.state.diverts[command.tenant.index()].to.is_none();
  diverted ? end_divert(turn, command.tenant) : turn.refuse(Refusal::not_diverted);
}

void divert_ends(const Turn& turn, std::uint32_t tenant) {
  turn.state.diverts[tenant].timer = 0;
  end_divert(turn, TenantId{tenant});
}

}  // namespace switchyard
