// A callback is a task of its own: it waits in a queue like other work, and its customer is not on the line.
#include "engine/steps/callbacks.h"

#include <algorithm>
#include <utility>

#include "engine/rules/known_ids.h"
#include "engine/steps/arrival.h"

namespace switchyard {

namespace {

const CallbackRule& rule_of(const State& state, TenantId tenant) {
  return state.workspace().tenants[tenant.index()].callbacks;
}

Attributes with_recording(const Attributes& attributes, const std::string& recording) {
  const Value value = attributes.value();
  const auto* object = std::get_if<Value::Object>(&value.data);
  Value::Object members = object == nullptr ? Value::Object{} : *object;
  const auto same = [](const auto& member) { return member.first == "recording"; };
  members.erase(std::remove_if(members.begin(), members.end(), same), members.end());
  members.emplace_back("recording", Value(recording));
  return Attributes(Value(std::move(members)));
}

// It outlives its due time by the time that other work has in all: nobody is forgotten for being late.
TaskArrives callback_for(const State& state, const Task& missed, const std::string& recording) {
  const CallbackRule& rule = rule_of(state, missed.tenant);
  TaskArrives callback;
  callback.tenant = missed.tenant;
  callback.channel = rule.channel;
  callback.route = ToTaskQueue{rule.queue};
  callback.attributes = recording.empty() ? missed.attributes : with_recording(missed.attributes, recording);
  callback.time_to_live = std::min(rule.due + state.workspace().time_to_live, longest_duration);
  callback.due = state.now + rule.due;
  callback.callback = true;
  return callback;
}

}  // namespace

TaskId create_callback(const Turn& turn, TaskSlot missed, const std::string& recording) {
  const Task& task = turn.task(missed);
  if (!is_known_queue(turn.state, rule_of(turn.state, task.tenant).queue)) return {};
  const TaskId missed_id = task.id;
  const TaskArrives callback = callback_for(turn.state, task, recording);
  const TaskId id = turn.task(add_task(turn, callback)).id;
  turn.happened(CallbackCreated{id, missed_id, *callback.due});
  return id;
}

bool is_called_back_when_missed(const State& state, const Task& task) {
  const bool is_call = state.workspace().channels[task.channel.index()].kind == ChannelKind::call;
  return is_call && !task.callback && !is_in_hand(task.status) &&
         rule_of(state, task.tenant).after_missed_call;
}

}  // namespace switchyard
