// Eligible workers, best first: the best of each profile's line, compared over the profiles of the task's
// class.
#include "engine/rules/worker_choice.h"

#include <algorithm>

#include "engine/state/classes.h"
#include "engine/state/profiles.h"

namespace switchyard {

namespace {

const ReadyWorkers& line_of(const State& state, const TaskClass& task_class, std::size_t profile) {
  return state.matching.profiles[profile].ready[line_index(state, task_class)];
}

// A keyed hash of task and worker, for the order `random` (the mixing steps of MurmurHash3's finalizer).
std::int64_t random_rank(TaskId task, WorkerId worker) {
  std::uint64_t h = task.value * 0x9E37'79B9'7F4A'7C15U + worker.value;
  h = (h ^ (h >> 33)) * 0xFF51'AFD7'ED55'8CCDU;
  h = (h ^ (h >> 33)) * 0xC4CE'B9FE'1A85'EC53U;
  return static_cast<std::int64_t>((h ^ (h >> 33)) >> 1);
}

// Whether worker `a` of profile `pa` comes before `b` of `pb`.
bool comes_before(const State& state, const TaskClass& task_class, std::size_t pa, const WorkerRank& a,
                  std::size_t pb, const WorkerRank& b) {
  if (!task_class.order_by.empty() && pa != pb) {
    const auto order = expression::compare_workers(task_class.order_by, state.matching.profiles[pa].slots,
                                                   state.matching.profiles[pb].slots);
    if (order != 0) return order < 0;
  }
  return a < b;
}

// The usual case: one worker, nobody to leave out.
WorkerId best_worker(const State& state, const TaskClass& task_class) {
  const std::vector<WorkerRank>& first_ready = state.matching.first_ready[line_index(state, task_class)];
  const WorkerRank* best = nullptr;
  std::size_t best_profile = 0;
  for_each_ready_profile(state, task_class, [&](std::size_t profile) {
    const WorkerRank& top = first_ready[profile];
    if (best == nullptr || comes_before(state, task_class, profile, top, best_profile, *best)) {
      best = &top;
      best_profile = profile;
    }
  });
  return best == nullptr ? WorkerId{} : best->worker;
}

WorkerOrder order_of(const State& state, const TaskClass& task_class) {
  return state.matching.orders[task_class.order];
}

// All who are ready, best first.
void rank_all(const State& state, const Task& task, const TaskClass& task_class,
              std::vector<WorkerRank>& ranked) {
  const bool random = order_of(state, task_class) == WorkerOrder::random;
  ranked.clear();
  for_each_ready_profile(state, task_class, [&](std::size_t profile) {
    for (WorkerRank rank : line_of(state, task_class, profile).entries()) {
      if (random) rank.first = random_rank(task.id, rank.worker);
      ranked.push_back(rank);
    }
  });
  const auto profile_of = [&](const WorkerRank& r) {
    return state.workers[r.worker.index()].profile.index();
  };
  std::sort(ranked.begin(), ranked.end(), [&](const WorkerRank& a, const WorkerRank& b) {
    return comes_before(state, task_class, profile_of(a), a, profile_of(b), b);
  });
}

void choose_known_worker(const State& state, const Task& task, const TaskClass& task_class,
                         std::vector<WorkerId>& chosen) {
  const WorkerId worker = task_class.key.known_worker;
  const bool free = is_ready(state, worker, task.channel) && !is_offered(state, task, worker);
  if (free && is_willing(state, task, worker) != Willing::not_now && may_take(state, task_class, worker)) {
    chosen.push_back(worker);
  }
}

void take_willing(const State& state, const Task& task, Willing wanted, std::size_t most,
                  const std::vector<WorkerRank>& ranked, std::vector<WorkerId>& chosen) {
  for (const WorkerRank& rank : ranked) {
    if (chosen.size() >= most) return;
    if (is_offered(state, task, rank.worker)) continue;
    if (is_willing(state, task, rank.worker) == wanted) chosen.push_back(rank.worker);
  }
}

}  // namespace

void choose_workers(const State& state, TaskSlot slot, std::size_t most, Scratch& scratch,
                    std::vector<WorkerId>& chosen) {
  const Task& task = state.tasks[slot];
  const TaskClass& task_class = class_at(state, task.task_class);
  chosen.clear();
  if (most == 0 || task_class.key.unknown_worker) return;
  if (!task_class.key.known_worker.is_none()) return choose_known_worker(state, task, task_class, chosen);
  const bool plain = task.rejections.empty() && task.not_offered.is_none() && task.live_reservations == 0 &&
                     order_of(state, task_class) != WorkerOrder::random;
  if (most == 1 && plain) {
    const WorkerId best = best_worker(state, task_class);
    if (!best.is_none()) chosen.push_back(best);
    return;
  }
  rank_all(state, task, task_class, scratch.ranked);
  take_willing(state, task, Willing::yes, most, scratch.ranked, chosen);
  if (chosen.empty() && task.live_reservations == 0) {
    take_willing(state, task, Willing::after_pause, most, scratch.ranked, chosen);
  }
}

std::size_t count_ready(const State& state, const TaskClass& task_class) {
  std::size_t count = 0;
  for_each_ready_profile(state, task_class,
                         [&](std::size_t profile) { count += line_of(state, task_class, profile).size(); });
  return count;
}

Willing is_willing(const State& state, const Task& task, WorkerId worker) {
  if (worker == task.not_offered) return Willing::not_now;
  for (const Rejection& rejection : task.rejections) {
    if (rejection.worker != worker) continue;
    return state.now >= rejection.at + state.workspace().reject_pause ? Willing::after_pause
                                                                      : Willing::not_now;
  }
  return Willing::yes;
}

bool is_offered(const State& state, const Task& task, WorkerId worker) {
  const std::vector<Reservation>& all = state.reservations;
  for (ReservationSlot r = task.first_reservation; r != no_slot; r = all[r].next_of_task) {
    if (all[r].worker == worker) return true;
  }
  return false;
}

bool may_take(const State& state, const TaskClass& task_class, WorkerId worker) {
  if (task_class.key.unknown_worker) return false;
  if (!task_class.key.known_worker.is_none() && task_class.key.known_worker != worker) return false;
  const ProfileId profile = state.workers[worker.index()].profile;
  if (!task_class.key.known_worker.is_none()) {
    return matches(state, task_class, state.matching.profiles[profile.index()]);
  }
  return task_class.profiles.contains(profile.index());
}

}  // namespace switchyard
