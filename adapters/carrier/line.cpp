// Attributes are the memory: what the carrier told of a call stands there, also after a restart.
#include "adapters/carrier/line.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/base/sid.h"
#include "engine/state/pools.h"
#include "engine/state/state.h"

namespace switchyard::adapters::carrier {
namespace {

std::string text_of(const Attributes& attributes, std::string_view name) {
  const ValueView value = attributes.member(name);
  return value.kind() == ValueKind::string ? std::string(value.as_string()) : "";
}

std::string caller_of(const WorkspaceView& view, const Task& task, const Settings& settings) {
  const Workspace& rules = view.engine.state().workspace();
  const NumberId own = rules.tenants[task.tenant.index()].caller_number;
  const std::string number = number_text(view, own.is_none() ? rules.caller_number : own);
  return number.empty() ? settings.caller : number;
}

}  // namespace

std::optional<Task> look_up(const WorkspaceView& view, TaskId id) {
  return recall_task(view.engine.state(), id);
}

const Reservation* look_up(const WorkspaceView& view, ReservationId id) {
  const ReservationSlot slot = find_reservation(view.engine.state(), id);
  return slot == no_slot ? nullptr : &view.engine.state().reservations[slot];
}

Line line_of(const WorkspaceView& view, const Task& task, const Settings& settings) {
  Line line;
  line.call_sid = text_of(task.attributes, "call_sid");
  line.conference = make_sid(sid_key(view.name), SidKind::task, task.id.value);
  const std::string called = text_of(task.attributes, "to");
  line.from = line.call_sid.empty() || called.empty() ? caller_of(view, task, settings) : called;
  for (const std::string& name : settings.customer_attributes) {
    if (line.customer.empty()) line.customer = text_of(task.attributes, name);
  }
  return line;
}

std::string contact_of(const WorkspaceView& view, WorkerId worker, const Settings& settings) {
  return text_of(view.engine.state().workers[worker.index()].attributes, settings.contact_attribute);
}

std::string number_text(const WorkspaceView& view, NumberId number) {
  return number.is_none() ? "" : view.engine.state().workspace().numbers[number.index()].number;
}

Attributes with_text(const Attributes& attributes, std::string_view name, const std::string& text) {
  return with_value(attributes, name, Value(Value::Data(text)));
}

Attributes with_value(const Attributes& attributes, std::string_view name, Value added) {
  const Value value = attributes.value();
  const auto* object = std::get_if<Value::Object>(&value.data);
  Value::Object members = object == nullptr ? Value::Object{} : *object;
  std::erase_if(members, [&](const auto& member) { return member.first == name; });
  members.emplace_back(std::string(name), std::move(added));
  return Attributes(Value(Value::Data(std::move(members))));
}

}  // namespace switchyard::adapters::carrier
