// The best waiting task of a worker: the best acceptable one of each class in line, compared over the
// classes.
#include "engine/rules/task_choice.h"

#include <limits>

#include "engine/rules/worker_choice.h"
#include "engine/state/classes.h"
#include "engine/state/profiles.h"

namespace switchyard {

namespace {

// One for the worker who began the task's transfer, when they are ready and could take it.
std::size_t is_kept_out(const State& state, const Task& task) {
  const WorkerId worker = task.not_offered;
  if (worker.is_none() || is_offered(state, task, worker)) return 0;
  return is_ready(state, worker, task.channel) && may_take(state, class_at(state, task.task_class), worker);
}

// How many of the ready workers of the class are no candidates: being asked already, or have just said no.
std::size_t count_out_of_question(const State& state, const Task& task) {
  const TaskClass& task_class = class_at(state, task.task_class);
  const std::vector<Reservation>& all = state.reservations;
  std::size_t count = 0;
  for (ReservationSlot r = task.first_reservation; r != no_slot; r = all[r].next_of_task) {
    count += is_ready(state, all[r].worker, task.channel) && may_take(state, task_class, all[r].worker);
  }
  for (const Rejection& no : task.rejections) {
    const bool counted = is_offered(state, task, no.worker) || !is_ready(state, no.worker, task.channel);
    const bool just_now = is_willing(state, task, no.worker) == Willing::not_now;
    count += just_now && !counted && no.worker != task.not_offered && may_take(state, task_class, no.worker);
  }
  return count + is_kept_out(state, task);
}

bool is_acceptable(const State& state, const Task& task, WorkerId worker) {
  const bool ringing = task.live_reservations > 0;
  if (ringing && is_offered(state, task, worker)) return false;
  if (allowed_by_reserve(state, task) == 0) return false;
  if (task.rejections.empty() && task.not_offered.is_none()) return true;
  const Willing willing = is_willing(state, task, worker);
  return willing == Willing::yes || (willing == Willing::after_pause && !ringing);
}

// The first task in the class's line that the worker may be offered.
const TaskRank* first_acceptable(const State& state, const TaskClass& task_class, WorkerId worker,
                                 Scratch& scratch) {
  const TaskRank& top = task_class.waiting.top();
  if (is_acceptable(state, state.tasks[top.task], worker)) return &top;
  const TaskRank* found = nullptr;
  visit_in_order(task_class.waiting, scratch.frontier, [&](const TaskRank& rank) {
    if (is_acceptable(state, state.tasks[rank.task], worker)) found = &rank;
    return found != nullptr;
  });
  return found;
}

TaskOrder order_of(const State& state, TaskQueueId queue) {
  return queue.is_none() ? TaskOrder::fifo : state.workspace().queues[queue.index()].order;
}

std::uint32_t waiting_in(const State& state, TaskQueueId queue) {
  return queue.is_none() ? 0 : state.queues[queue.index()].waiting;
}

// Whether `a` is done before `b` by the workspace's order of work, then by the order of their queues.
bool goes_first(const State& state, TaskQueueId queue_a, const TaskRank& a, TaskQueueId queue_b,
                const TaskRank& b) {
  const Workspace& rules = state.workspace();
  if (rules.work_order == WorkOrder::longest_queue && queue_a != queue_b) {
    const std::uint32_t waiting_a = waiting_in(state, queue_a);
    const std::uint32_t waiting_b = waiting_in(state, queue_b);
    if (waiting_a != waiting_b) return waiting_a > waiting_b;
  }
  if (rules.work_order == WorkOrder::fixed_queues && queue_a != queue_b) return queue_a < queue_b;
  const TaskOrder order_a = order_of(state, queue_a);
  const TaskOrder order_b = order_of(state, queue_b);
  if (order_a != order_b) return order_a == rules.prioritize_queue_order;
  return a < b;
}

}  // namespace

std::size_t allowed_by_reserve(const State& state, const Task& task) {
  constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
  if (task.queue.is_none() || !task.known_worker.is_none()) return no_limit;
  const std::uint32_t reserve = state.workspace().queues[task.queue.index()].idle_reserve;
  if (reserve == 0) return no_limit;
  const std::size_t ready =
      count_ready(state, class_at(state, task.task_class)) - count_out_of_question(state, task);
  return ready > reserve ? ready - reserve : 0;
}

TaskSlot choose_task(const State& state, WorkerId worker, TaskChannelId channel, Scratch& scratch) {
  const TaskRank* best = nullptr;
  TaskQueueId best_queue;
  const auto consider = [&](std::size_t index) {
    const TaskClass& task_class = state.matching.classes[index];
    const TaskRank* rank = first_acceptable(state, task_class, worker, scratch);
    if (rank == nullptr) return;
    if (best == nullptr || goes_first(state, task_class.key.queue, *rank, best_queue, *best)) {
      best = rank;
      best_queue = task_class.key.queue;
    }
  };
  const WorkerState& w = state.workers[worker.index()];
  for_each_in_both(state.matching.profiles[w.profile.index()].classes,
                   state.matching.waiting_classes[channel.index()], consider);
  for (const ClassId known : w.known_classes) {
    const TaskClass& task_class = class_at(state, known);
    if (task_class.key.channel == channel && may_take(state, task_class, worker)) consider(known.index());
  }
  return best == nullptr ? no_slot : best->task;
}

}  // namespace switchyard
