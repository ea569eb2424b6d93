// One instruction, one list of fields under the names that assignment callbacks use.
#include "cli/serve/carrier_orders.h"

#include "cli/serve/settings.h"
#include "engine/base/match.h"
#include "engine/state/state.h"

namespace switchyard::cli {
namespace {

namespace instruction = adapters::instruction;
using adapters::http::Fields;

struct NamedFields {
  std::string name;
  Fields fields;
};

std::string seconds_text(Duration duration) {
  return std::to_string(duration.microseconds / 1'000'000);
}

std::string word(bool yes) {
  return yes ? "true" : "false";
}

NamedFields in_words(const adapters::Instruction& wanted) {
  return match(
      wanted,
      [](const instruction::Dequeue& i) {
        return NamedFields{"dequeue",
                           {{"to", i.to},
                            {"from", i.from},
                            {"timeout", seconds_text(i.timeout)},
                            {"status_callback_url", i.status_callback_url}}};
      },
      [](const instruction::Conference& i) {
        return NamedFields{"conference",
                           {{"to", i.to}, {"from", i.from}, {"timeout", seconds_text(i.timeout)}}};
      },
      [](const instruction::Call& i) {
        return NamedFields{"call",
                           {{"to", i.to},
                            {"from", i.from},
                            {"url", i.url},
                            {"accept", word(i.accept)},
                            {"timeout", seconds_text(i.timeout)},
                            {"status_callback_url", i.status_callback_url}}};
      },
      [](const instruction::Redirect& i) {
        return NamedFields{"redirect",
                           {{"call_sid", i.call_sid}, {"url", i.url}, {"accept", word(i.accept)}}};
      },
      [](const auto&) { return NamedFields{}; });
}

}  // namespace

void carry_out_order(adapters::carrier::Carrier& carrier, const adapters::InstructionOrder& order) {
  NamedFields named = in_words(order.instruction);
  if (named.name.empty()) return;
  std::erase_if(named.fields, [](const auto& field) { return field.second.empty(); });
  carrier.carry_out(order.workspace, {order.reservation, order.task, order.worker, never}, named.name,
                    named.fields);
}

bool RungByCallback::operator()(const adapters::WorkspaceView& view, const Task& task) {
  if (task.workflow.is_none()) return false;
  const Workspace& rules = view.engine.state().workspace();
  Known& known = known_[std::string(view.name)];
  if (known.version != rules.version) known = {rules.version, callback_settings(config_, rules)};
  return known.settings.assignments.contains(rules.workflows[task.workflow.index()].name);
}

}  // namespace switchyard::cli
