// Groups tasks by what their target asks, answers each group once a profile, and keeps its tasks in line.
#include "engine/state/classes.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/expression/evaluate.h"
#include "engine/state/slot_values.h"
#include "engine/state/tenancy.h"

namespace switchyard {

namespace {

constexpr std::uint32_t most_empty_classes = 1024;

const Target* target_of(const State& state, const TaskClassKey& key) {
  if (key.target.is_none()) return nullptr;
  const bool current = key.rules_version == state.workspace().version;
  const Workspace& rules =
      current ? state.workspace() : state.rules.find(key.rules_version)->second.workspace;
  return &rules.targets[key.target.index()];
}

// What the target's expression reads of the task, as bytes.
void append_bound_values(const Workspace& rules, const Task& task, const Target& target, std::string& bytes) {
  if (!target.expression) return;
  const expression::TaskInputs values{rules.slots, task.attributes.view()};
  for (const std::uint32_t slot : target.expression->task_slots()) {
    bytes += expression::task_value(values, slot).bytes();
  }
}

// In the key's own memory, so that nothing is allocated for a class that is known.
void write_key(const State& state, const Task& task, TaskClassKey& key) {
  key.queue = task.queue;
  key.channel = task.channel;
  key.known_worker = task.known_worker;
  key.unknown_worker = task.known_worker_missing;
  key.rules_version = task.target.is_none() ? 0 : task.rules_version;
  key.target = task.target;
  key.values.clear();
  if (task.target.is_none()) return;
  const Workspace& rules = rules_of(state, task);
  append_bound_values(rules, task, rules.targets[task.target.index()], key.values);
}

// Where a class that needs no look-up by value is remembered; none when the task cannot have one.
ClassId* plain_class(State& state, const Task& task) {
  if (task.target.is_none() || task.rules_version != state.workspace().version) return nullptr;
  if (!task.known_worker.is_none() || task.known_worker_missing) return nullptr;
  const Target& target = state.workspace().targets[task.target.index()];
  if (target.expression && !target.expression->task_slots().empty()) return nullptr;
  const std::size_t channels = state.workspace().channels.size();
  return &state.matching.plain_class[task.target.index() * channels + task.channel.index()];
}

std::uint8_t order_index(const State& state, const Target* target) {
  const WorkerOrder order =
      target != nullptr && target->worker_order ? *target->worker_order : state.workspace().worker_order;
  const std::vector<WorkerOrder>& orders = state.matching.orders;
  const auto found = std::find(orders.begin(), orders.end(), order);
  SY_CHECK(found != orders.end());
  return static_cast<std::uint8_t>(found - orders.begin());
}

ClassId fresh_class(State& state) {
  Matching& matching = state.matching;
  if (matching.free_classes.empty()) {
    matching.free_classes.push_back(static_cast<std::uint32_t>(matching.classes.size()));
    matching.classes.emplace_back();
    for (WorkerProfile& profile : matching.profiles) profile.classes.grow(matching.classes.size());
    for (BitSet& waiting : matching.waiting_classes) waiting.grow(matching.classes.size());
  }
  const ClassId id{matching.free_classes.back()};
  matching.free_classes.pop_back();
  return id;
}

// As new, in the memory of the old one.
void reset(TaskClass& gone) {
  SY_CHECK(gone.tasks == 0 && gone.waiting.empty() && gone.clock_place == no_place);
  gone.in_use = false;
  gone.plain_place = no_place;
  gone.reads_clock = false;
  gone.matched_until = never;
  gone.order_by.clear();
  gone.profiles.clear();
  gone.members.clear();
}

// Idempotent. O(1) for a profile behind all that are members.
void add_member(TaskClass& task_class, std::uint32_t profile) {
  if (task_class.profiles.contains(profile)) return;
  task_class.profiles.insert(profile);
  std::vector<std::uint32_t>& members = task_class.members;
  members.insert(std::lower_bound(members.begin(), members.end(), profile), profile);
}

void remember_key(Matching& matching, const TaskClassKey& key, ClassId id) {
  if (matching.spare_keys.empty()) {
    matching.class_by_key.emplace(key, id);
    return;
  }
  auto node = std::move(matching.spare_keys.back());
  matching.spare_keys.pop_back();
  node.key() = key;
  node.mapped() = id;
  matching.class_by_key.insert(std::move(node));
}

ClassId make_class(State& state, const TaskClassKey& key) {
  const ClassId id = fresh_class(state);
  TaskClass& fresh = class_at(state, id);
  fresh.key = key;
  fresh.in_use = true;
  const Target* target = target_of(state, key);
  fresh.order = order_index(state, target);
  if (target != nullptr) fresh.order_by = target->order_by;
  fresh.profiles.grow(state.matching.profiles.size());
  ++state.matching.empty_classes;
  remember_key(state.matching, key, id);
  rematch_class(state, id);
  return id;
}

void drop_class(State& state, ClassId id) {
  TaskClass& gone = class_at(state, id);
  gone.profiles.for_each([&](std::size_t p) { state.matching.profiles[p].classes.erase(id.index()); });
  state.matching.spare_keys.push_back(state.matching.class_by_key.extract(gone.key));
  if (gone.plain_place != no_place) state.matching.plain_class[gone.plain_place] = ClassId{};
  reset(gone);
  --state.matching.empty_classes;
  state.matching.free_classes.push_back(id.value);
}

void drop_empty_classes(State& state) {
  for (std::uint32_t c = 0; c < state.matching.classes.size(); ++c) {
    const TaskClass& task_class = state.matching.classes[c];
    if (task_class.in_use && task_class.tasks == 0) drop_class(state, ClassId{c});
  }
}

ClassId find_or_make_class(State& state, const Task& task) {
  ClassId* const plain = plain_class(state, task);
  if (plain != nullptr && !plain->is_none()) return *plain;
  TaskClassKey& key = state.scratch.class_key;
  write_key(state, task, key);
  const auto known = state.matching.class_by_key.find(key);
  const ClassId id = known != state.matching.class_by_key.end() ? known->second : make_class(state, key);
  if (plain != nullptr) {
    *plain = id;
    class_at(state, id).plain_place = static_cast<std::uint32_t>(plain - state.matching.plain_class.data());
  }
  return id;
}

TaskRank task_rank(const State& state, TaskSlot slot) {
  const Task& task = state.tasks[slot];
  const std::int64_t serial = static_cast<std::int64_t>(task.id.value);
  const bool lifo =
      !task.queue.is_none() && state.workspace().queues[task.queue.index()].order == TaskOrder::lifo;
  if (lifo) return {-task.virtual_start.microseconds, -serial, 0, slot};
  return {-std::int64_t{task.priority}, task.virtual_start.microseconds, serial, slot};
}

// Keeps the class in the line of those that the clock may change, at its moment, while tasks wait in it.
void watch_class(State& state, ClassId id) {
  TaskClass& task_class = class_at(state, id);
  IndexedHeap<ClockRank>& line = state.matching.clock_line;
  const auto moved = [&](const ClockRank& rank, std::uint32_t place) {
    class_at(state, rank.task_class).clock_place = place;
  };
  const bool wanted = task_class.in_use && task_class.reads_clock && !task_class.waiting.empty();
  const ClockRank rank{task_class.matched_until, id};
  if (wanted && task_class.clock_place == no_place) return line.push(rank, moved);
  if (wanted) return line.replace(task_class.clock_place, rank, moved);
  if (task_class.clock_place == no_place) return;
  line.erase(task_class.clock_place, moved);
  task_class.clock_place = no_place;
}

// Tells workers and the clock that the class has something to offer, or has not.
void announce(State& state, ClassId id) {
  const TaskClass& task_class = class_at(state, id);
  const bool waiting = !task_class.waiting.empty();
  watch_class(state, id);
  if (task_class.key.unknown_worker) return;
  if (task_class.key.known_worker.is_none()) {
    BitSet& classes = state.matching.waiting_classes[task_class.key.channel.index()];
    waiting ? classes.insert(id.index()) : classes.erase(id.index());
    return;
  }
  std::vector<ClassId>& known = state.workers[task_class.key.known_worker.index()].known_classes;
  const auto at = std::find(known.begin(), known.end(), id);
  if (waiting && at == known.end()) known.push_back(id);
  if (!waiting && at != known.end()) known.erase(at);
}

}  // namespace

void join_class(State& state, TaskSlot slot) {
  SY_CHECK(state.tasks[slot].task_class.is_none());
  const ClassId id = find_or_make_class(state, state.tasks[slot]);
  if (class_at(state, id).tasks++ == 0) --state.matching.empty_classes;
  state.tasks[slot].task_class = id;
}

void leave_class(State& state, TaskSlot slot) {
  Task& task = state.tasks[slot];
  if (task.task_class.is_none()) return;
  stop_waiting(state, slot);
  const ClassId id = task.task_class;
  task.task_class = ClassId{};
  TaskClass& task_class = class_at(state, id);
  if (--task_class.tasks > 0) return;
  ++state.matching.empty_classes;
  const bool for_one_worker = !task_class.key.known_worker.is_none();
  if (for_one_worker) drop_class(state, id);
  if (state.matching.empty_classes > most_empty_classes) drop_empty_classes(state);
}

void start_waiting(State& state, TaskSlot slot) {
  Task& task = state.tasks[slot];
  SY_CHECK(!task.task_class.is_none());
  if (task.waiting_place != no_place) return;
  if (state.now >= class_at(state, task.task_class).matched_until) rematch_class(state, task.task_class);
  WaitingTasks& line = class_at(state, task.task_class).waiting;
  line.push(task_rank(state, slot),
            [&](const TaskRank& rank, std::uint32_t place) { state.tasks[rank.task].waiting_place = place; });
  if (line.size() == 1) announce(state, task.task_class);
}

void stop_waiting(State& state, TaskSlot slot) {
  Task& task = state.tasks[slot];
  if (task.waiting_place == no_place) return;
  WaitingTasks& line = class_at(state, task.task_class).waiting;
  line.erase(task.waiting_place, [&](const TaskRank& rank, std::uint32_t place) {
    state.tasks[rank.task].waiting_place = place;
  });
  task.waiting_place = no_place;
  if (line.empty()) announce(state, task.task_class);
}

void update_waiting(State& state, TaskSlot slot) {
  Task& task = state.tasks[slot];
  if (task.waiting_place == no_place) return;
  class_at(state, task.task_class)
      .waiting.replace(
          task.waiting_place, task_rank(state, slot),
          [&](const TaskRank& rank, std::uint32_t place) { state.tasks[rank.task].waiting_place = place; });
}

ClassId queue_class(State& state, TaskQueueId queue, TaskChannelId channel) {
  TaskClassKey key;
  key.queue = queue;
  key.channel = channel;
  const auto known = state.matching.class_by_key.find(key);
  const ClassId id = known != state.matching.class_by_key.end() ? known->second : make_class(state, key);
  if (state.now >= class_at(state, id).matched_until) rematch_class(state, id);
  return id;
}

bool belongs_to_queue(const State& state, TaskQueueId id, const WorkerProfile& profile) {
  const Workspace& current = state.workspace();
  const TaskQueue& queue = current.queues[id.index()];
  if (queue.nobody || !may_serve(current, profile.tenant, queue.tenant)) return false;
  const ClockValues clock(current.slots, state.now);
  return expression::evaluate(queue.target_workers, {{}, profile.slots, clock.views(), {}});
}

bool matches(const State& state, const TaskClass& task_class, const WorkerProfile& profile) {
  if (task_class.key.queue.is_none()) return true;
  if (!belongs_to_queue(state, task_class.key.queue, profile)) return false;
  const Target* target = target_of(state, task_class.key);
  if (target == nullptr || !target->expression) return true;
  const expression::Slots& slots = state.workspace().slots;
  const ClockValues clock(slots, state.now);
  const std::vector<std::uint32_t>& read = target->expression->task_slots();
  const std::vector<ValueView> bound = split_values(task_class.key.values, read.size());
  std::vector<ValueView> task(slots.task.size());
  for (std::size_t i = 0; i < read.size(); ++i) task[read[i]] = bound[i];
  return expression::evaluate(*target->expression, {task, profile.slots, clock.views(), {}});
}

void rematch_class(State& state, ClassId id) {
  TaskClass& task_class = class_at(state, id);
  const Target* target = target_of(state, task_class.key);
  const expression::Slots& slots = state.workspace().slots;
  task_class.matched_until = never;
  if (!task_class.key.queue.is_none()) {
    const TaskQueue& queue = state.workspace().queues[task_class.key.queue.index()];
    task_class.matched_until = clock_holds_until(slots, queue.target_workers, state.now);
  }
  if (target != nullptr && target->expression) {
    task_class.matched_until =
        std::min(task_class.matched_until, clock_holds_until(slots, *target->expression, state.now));
  }
  task_class.reads_clock = task_class.matched_until != never;
  watch_class(state, id);
  if (!task_class.key.known_worker.is_none()) return;
  for (std::uint32_t p = 0; p < state.matching.profiles.size(); ++p) {
    WorkerProfile& profile = state.matching.profiles[p];
    const bool match = profile.workers > 0 && matches(state, task_class, profile);
    match ? add_member(task_class, p) : remove_member(task_class, ProfileId{p});
    match ? profile.classes.insert(id.index()) : profile.classes.erase(id.index());
  }
}

void remove_member(TaskClass& task_class, ProfileId id) {
  if (!task_class.profiles.contains(id.index())) return;
  task_class.profiles.erase(id.index());
  std::vector<std::uint32_t>& members = task_class.members;
  members.erase(std::lower_bound(members.begin(), members.end(), id.value));
}

void release_rules(State& state, std::uint32_t version) {
  const auto rules = state.rules.find(version);
  SY_CHECK(rules != state.rules.end() && rules->second.tasks > 0);
  if (--rules->second.tasks > 0 || &rules->second == state.current) return;
  for (std::uint32_t c = 0; c < state.matching.classes.size(); ++c) {
    const TaskClass& task_class = state.matching.classes[c];
    if (task_class.in_use && task_class.key.rules_version == version) drop_class(state, ClassId{c});
  }
  state.rules.erase(rules);
}

void match_profile(State& state, ProfileId id) {
  WorkerProfile& profile = state.matching.profiles[id.index()];
  for (std::uint32_t c = 0; c < state.matching.classes.size(); ++c) {
    TaskClass& task_class = state.matching.classes[c];
    const bool for_all = task_class.in_use && task_class.key.known_worker.is_none();
    if (!for_all || !matches(state, task_class, profile)) continue;
    add_member(task_class, id.value);
    profile.classes.insert(c);
  }
}

}  // namespace switchyard
