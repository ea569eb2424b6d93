// One instruction, one list of fields under the names that assignment callbacks use.
#include "cli/serve/carrier_orders.h"

#include <array>
#include <optional>
#include <vector>

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

// Empty: it was not said.
std::string word(std::optional<bool> yes) {
  return yes ? word(*yes) : "";
}

std::string spaced(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += (text.empty() ? "" : " ") + one;
  return text;
}

Fields fields_of(const instruction::Dequeue& i) {
  return {{"to", i.to},
          {"from", i.from},
          {"timeout", seconds_text(i.timeout)},
          {"record", i.record},
          {"post_work_activity_sid", i.post_work_activity_sid},
          {"status_callback_url", i.status_callback_url},
          {"status_callback_events", spaced(i.status_callback_events)}};
}

Fields fields_of(const instruction::Conference& i) {
  return {{"to", i.to},
          {"from", i.from},
          {"timeout", seconds_text(i.timeout)},
          {"record", i.record},
          {"post_work_activity_sid", i.post_work_activity_sid},
          {"muted", word(i.muted)},
          {"beep", i.beep},
          {"beep_on_customer_entrance", word(i.beep_on_customer_entrance)},
          {"start_conference_on_enter", word(i.start_conference_on_enter)},
          {"end_conference_on_exit", word(i.end_conference_on_exit)},
          {"end_conference_on_customer_exit", word(i.end_conference_on_customer_exit)},
          {"max_participants", i.max_participants ? std::to_string(*i.max_participants) : ""},
          {"wait_url", i.wait_url},
          {"wait_method", i.wait_method},
          {"status_callback", i.status_callback},
          {"status_callback_method", i.status_callback_method},
          {"status_callback_events", spaced(i.status_callback_events)},
          {"conference_status_callback", i.conference_status_callback},
          {"conference_status_callback_method", i.conference_status_callback_method},
          {"conference_status_callback_events", spaced(i.conference_status_callback_events)},
          {"conference_record", i.conference_record},
          {"conference_trim", i.conference_trim},
          {"recording_channels", i.recording_channels},
          {"recording_status_callback", i.recording_status_callback},
          {"recording_status_callback_method", i.recording_status_callback_method},
          {"conference_recording_status_callback", i.conference_recording_status_callback},
          {"conference_recording_status_callback_method", i.conference_recording_status_callback_method},
          {"region", i.region},
          {"sip_auth_username", i.sip_auth_username},
          {"sip_auth_password", i.sip_auth_password},
          {"jitter_buffer_size", i.jitter_buffer_size}};
}

Fields fields_of(const instruction::Call& i) {
  return {{"to", i.to},
          {"from", i.from},
          {"url", i.url},
          {"accept", word(i.accept)},
          {"record", i.record},
          {"timeout", seconds_text(i.timeout)},
          {"status_callback_url", i.status_callback_url}};
}

Fields fields_of(const instruction::Redirect& i) {
  return {{"call_sid", i.call_sid}, {"url", i.url}, {"accept", word(i.accept)}};
}

Fields fields_of(const instruction::Supervise& i) {
  constexpr std::array<const char*, 3> modes = {"monitor", "whisper", "barge"};
  return {{"supervisor", i.supervisor}, {"supervisor_mode", modes.at(static_cast<std::size_t>(i.mode))}};
}

NamedFields in_words(const adapters::Instruction& wanted) {
  return match(
      wanted,
      [](const instruction::Dequeue& i) {
        return NamedFields{"dequeue", fields_of(i)};
      },
      [](const instruction::Conference& i) {
        return NamedFields{"conference", fields_of(i)};
      },
      [](const instruction::Call& i) {
        return NamedFields{"call", fields_of(i)};
      },
      [](const instruction::Redirect& i) {
        return NamedFields{"redirect", fields_of(i)};
      },
      [](const instruction::Supervise& i) {
        return NamedFields{"supervise", fields_of(i)};
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
