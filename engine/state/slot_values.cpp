// Reads the values of slots from wherever they live and lays them out as bytes and views.
#include "engine/state/slot_values.h"

#include <algorithm>

#include "engine/base/match.h"
#include "engine/expression/clock.h"
#include "engine/expression/path.h"

namespace switchyard {

namespace {

Value text_value(std::string_view text) {
  return Value{std::string(text)};
}

std::string sid_text(const State& state, SidKind kind, std::uint32_t index) {
  return make_sid(state.sid_key, kind, std::uint64_t{index} + 1);
}

Value field_value(const State& state, WorkerId id, expression::WorkerField field) {
  const Workspace& rules = state.workspace();
  const ActivityId activity = state.workers[id.index()].activity;
  switch (field) {
    case expression::WorkerField::sid:
      return text_value(sid_text(state, SidKind::worker, id.value));
    case expression::WorkerField::friendly_name:
      return text_value(rules.workers[id.index()].name);
    case expression::WorkerField::activity_sid:
      return text_value(sid_text(state, SidKind::activity, activity.value));
    case expression::WorkerField::activity_name:
      return text_value(rules.activities[activity.index()].name);
  }
  return Value{};
}

// floor((1 - in use / capacity) * 100), 0 without capacity.
std::int64_t available_percentage(const WorkerChannelState& channel) {
  if (channel.capacity == 0 || channel.in_use() >= channel.capacity) return 0;
  return std::int64_t{channel.capacity - channel.in_use()} * 100 / channel.capacity;
}

Value channel_value(const State& state, WorkerId id, const expression::WorkerChannel& name) {
  const std::vector<TaskChannel>& channels = state.workspace().channels;
  const auto found = std::find_if(channels.begin(), channels.end(),
                                  [&](const TaskChannel& c) { return c.name == name.unique_name; });
  if (found == channels.end()) return Value{};
  const WorkerChannelState& channel =
      state.workers[id.index()].channels[static_cast<std::size_t>(found - channels.begin())];
  switch (name.figure) {
    case expression::ChannelFigure::configured_capacity:
      return Value{std::int64_t{channel.capacity}};
    case expression::ChannelFigure::assigned_tasks:
      return Value{std::int64_t{channel.accepted}};
    case expression::ChannelFigure::available_capacity_percentage:
      return Value{available_percentage(channel)};
  }
  return Value{};
}

std::string worker_slot_bytes(const State& state, WorkerId id, const expression::Name& name) {
  if (const auto* attribute = std::get_if<expression::WorkerAttribute>(&name)) {
    return std::string(
        expression::find(state.workers[id.index()].attributes.view(), attribute->path).bytes());
  }
  if (const auto* field = std::get_if<expression::WorkerField>(&name)) {
    return encode(field_value(state, id, *field));
  }
  if (const auto* channel = std::get_if<expression::WorkerChannel>(&name)) {
    return encode(channel_value(state, id, *channel));
  }
  return encode(Value{});
}

template <class Wanted>
bool any_slot(const expression::Slots& slots, Wanted wanted) {
  return std::any_of(slots.worker.begin(), slots.worker.end(), wanted);
}

}  // namespace

std::string worker_slot_values(const State& state, WorkerId worker) {
  return worker_slot_values(state, state.workspace().slots, worker);
}

std::string worker_slot_values(const State& state, const expression::Slots& slots, WorkerId worker) {
  std::string bytes;
  for (const expression::Name& name : slots.worker) bytes += worker_slot_bytes(state, worker, name);
  return bytes;
}

std::vector<ValueView> split_values(std::string_view values, std::size_t count) {
  std::vector<ValueView> views;
  split_values(values, count, views);
  return views;
}

void split_values(std::string_view values, std::size_t count, std::vector<ValueView>& views) {
  views.clear();
  views.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    views.emplace_back(values);
    values.remove_prefix(views.back().bytes().size());
  }
}

ClockValues::ClockValues(const expression::Slots& slots, Time now) {
  if (slots.clock.empty()) return;
  for (const expression::Name& name : slots.clock) {
    const auto* clock = std::get_if<expression::ClockName>(&name);
    bytes_ += encode(clock == nullptr ? Value{} : expression::clock_value(*clock, now));
  }
  views_ = split_values(bytes_, slots.clock.size());
}

Time clock_holds_until(const expression::Slots& slots, const expression::Program& program, Time now) {
  Time until = never;
  for (const std::uint32_t slot : program.clock_slots()) {
    const auto* clock = std::get_if<expression::ClockName>(&slots.clock[slot]);
    if (clock != nullptr) until = std::min(until, expression::next_change(*clock, now));
  }
  return until;
}

bool reads_activity(const expression::Slots& slots) {
  return any_slot(slots, [](const expression::Name& name) {
    const auto* field = std::get_if<expression::WorkerField>(&name);
    return field != nullptr && (*field == expression::WorkerField::activity_name ||
                                *field == expression::WorkerField::activity_sid);
  });
}

bool reads_capacity(const expression::Slots& slots) {
  return any_slot(slots, [](const expression::Name& name) {
    return std::holds_alternative<expression::WorkerChannel>(name);
  });
}

}  // namespace switchyard
