// Tasks, reservations and workers tell one story from three sides; here they must agree.
#include <algorithm>

#include "engine/codec/snapshot/check.h"
#include "engine/codec/snapshot/snapshot.h"

namespace switchyard::codec {
namespace {

// Far from where counting on would overflow.
constexpr std::uint64_t most_serials = std::uint64_t{1} << 62;

struct LiveReservations {
  std::uint32_t pending = 0, accepted = 0, wrapping = 0;

  void count(ReservationStatus status) {
    pending += status == ReservationStatus::pending;
    accepted += status == ReservationStatus::accepted;
    wrapping += status == ReservationStatus::wrapping;
  }
};

class WorkCheck {
 public:
  WorkCheck(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings)
      : s_(snapshot), rules_(snapshot.workspaces.back()), places_(places), f_(findings) {}

  void run() {
    head();
    workers();
    serials("task", s_.tasks, places_.tasks, s_.next_task);
    serials("reservation", s_.reservations, places_.reservations, s_.next_reservation);
    for (std::size_t t = 0; t < s_.tasks.size() && f_.good(); ++t) task(t);
    for (std::size_t r = 0; r < s_.reservations.size() && f_.good(); ++r) reservation(r);
    if (!f_.good()) return;
    count_live();
    for (std::size_t t = 0; t < s_.tasks.size() && f_.good(); ++t) task_is_in_these_hands(t);
    for (std::size_t w = 0; w < s_.workers.size() && f_.good(); ++w) worker_has_these(w);
    versions_in_use();
  }

 private:
  bool is_past(Time time) const { return time <= s_.now; }
  bool is_worker(WorkerId id) const { return id.index() < s_.workers.size(); }
  bool is_queue_or_none(TaskQueueId id) const { return id.is_none() || id.index() < rules_.queues.size(); }
  bool is_worker_or_none(WorkerId id) const { return id.is_none() || is_worker(id); }

  void head() {
    f_.about("turn", s_.sequence, places_.head);
    f_.expect(s_.now <= latest_time, "has a time out of range");
    const bool countable = s_.sequence < most_serials && s_.next_timer < most_serials &&
                           s_.next_task < most_serials && s_.next_reservation < most_serials;
    f_.expect(countable && s_.next_task > 0 && s_.next_reservation > 0 && s_.next_timer > 0,
              "has a counter out of range");
    f_.about("turn", s_.sequence, places_.channel_used);
    f_.expect(s_.channel_used.size() == rules_.channels.size(),
              "does not say of each channel whether it is used");
  }

  void workers() {
    f_.about("turn", s_.sequence, places_.head);
    f_.expect(s_.workers.size() == rules_.workers.size(), "has not the workers of the rules");
    for (std::size_t w = 0; w < s_.workers.size() && f_.good(); ++w) {
      const WorkerState& worker = s_.workers[w];
      f_.about("worker", w, places_.workers[w]);
      f_.expect(worker.activity.index() < rules_.activities.size(), "is in an unknown activity");
      f_.expect(worker.channels.size() == rules_.channels.size(), "has not the channels of the rules");
      f_.expect(worker.removed == rules_.workers[w].removed, "is removed, or there, against the rules");
      bool past =
          is_past(worker.activity_since) && is_past(worker.idle_since) && is_past(worker.last_assigned);
      for (const WorkerChannelState& c : worker.channels)
        past &= is_past(c.idle_since) && is_past(c.last_assigned);
      f_.expect(past, "has an idle clock in the future");
    }
  }

  template <class Thing>
  void serials(std::string_view kind, const std::vector<Thing>& things,
               const std::vector<std::size_t>& places, std::uint64_t next) {
    std::uint64_t last = 0;
    for (std::size_t i = 0; i < things.size() && f_.good(); ++i) {
      const std::uint64_t serial = things[i].id.value;
      f_.about(kind, serial, places[i]);
      f_.expect(serial > last, "does not come after the one before");
      f_.expect(serial < next, "was not given out yet");
      last = serial;
    }
    const bool apart = !things.empty() && next - things.front().id.value > most_serial_distance;
    f_.expect(!apart, "is too far from the first that is kept");
  }

  void task(std::size_t index) {
    const Task& task = s_.tasks[index];
    f_.about("task", task.id.value, places_.tasks[index]);
    f_.expect(task.tenant.index() < rules_.tenants.size(), "is of an unknown tenant");
    const bool channel = task.channel.index() < rules_.channels.size();
    f_.expect(channel && s_.channel_used[task.channel.index()], "is on a channel that is unknown or unused");
    f_.expect(task.queue.is_none() || task.queue.index() < rules_.queues.size(), "is in an unknown queue");
    f_.expect(task.workflow.is_none() || task.workflow.index() < rules_.workflows.size(),
              "is in an unknown workflow");
    f_.expect(is_worker_or_none(task.known_worker) && is_worker_or_none(task.waits_for.worker),
              "asks for an unknown worker");
    f_.expect(is_worker_or_none(task.last_offered) && is_worker_or_none(task.not_offered) &&
                  is_worker_or_none(task.origin.worker),
              "was offered to an unknown worker");
    f_.expect(!task.known_worker_missing || task.known_worker.is_none(), "misses a worker whom it knows");
    f_.expect(is_past(task.arrived) && is_past(task.virtual_start), "arrived in the future");
    for (const Rejection& rejection : task.rejections) {
      f_.expect(is_worker(rejection.worker) && is_past(rejection.at),
                "was rejected by nobody, or in the future");
    }
    line(task);
    transfer(task);
    if (has_ended(task.status)) {
      f_.expect(is_past(task.ended), "ended in the future");
      return;
    }
    f_.expect(is_queue_or_none(task.own_step.queue) && is_queue_or_none(task.origin.step.queue),
              "comes from an unknown queue");
    waits_for(task);
    task.workflow.is_none() ? direct(task) : in_workflow(task);
  }

  // One worker is waited for in no queue, and not for ever.
  void waits_for(const Task& task) {
    f_.expect(is_waiting(task.status) || task.target_deadline == never, "keeps the deadline of a target");
    if (task.waits_for.worker.is_none()) return;
    const bool alone = task.queue.is_none() && task.target.is_none() && !task.re_evaluate;
    f_.expect(is_waiting(task.status) && alone && task.known_worker == task.waits_for.worker,
              "waits for one worker and for others");
    f_.expect(task.target_deadline != never, "waits for one worker for ever");
    f_.expect(!task.waits_for.handed_back || !task.origin.step.queue.is_none(),
              "is to go back to where it never was");
  }

  // A transfer is under way until somebody takes the work; the one who began it may have it all that time.
  void transfer(const Task& task) {
    const bool held = is_held(task);
    const bool under_way = task.transfer.under_way && !has_ended(task.status);
    f_.expect(is_queue_or_none(task.transfer.back_to), "was transferred from an unknown queue");
    f_.expect(!under_way || is_waiting(task.status), "is transferred and waits for nobody");
    f_.expect(!held || under_way || task.status == TaskStatus::assigned, "is held while nobody else has it");
    const bool has_way_back = held || !task.transfer.back_to.is_none() || !task.not_offered.is_none();
    const bool may_fail = under_way && !task.waits_for.worker.is_none();
    f_.expect(!may_fail || has_way_back, "is transferred and could not come back");
  }

  void line(const Task& task) {
    const bool in_class = !task.task_class.is_none();
    const bool in_line = task.waiting_place != no_place;
    f_.expect(task.status != TaskStatus::pending || (in_class && in_line),
              "is pending and stands in no line");
    f_.expect(!in_line || in_class, "stands in line without a class");
    f_.expect(!in_class || is_waiting(task.status), "keeps its class");
    f_.expect(task.status != TaskStatus::reserved || !in_line || task.offer_grows,
              "rings and stands in line");
    f_.expect(task.offer_deadline != never, "rings for ever");
  }

  void direct(const Task& task) {
    f_.expect(task.target.is_none(), "has a target without a workflow");
    f_.expect(!task.re_evaluate, "is to be judged again without a workflow");
    f_.expect(task.own_step.target.is_none() && task.origin.step.target.is_none(),
              "comes from a target without a workflow");
    beside_targets(task);
  }

  // Work in no target waits in a queue or for a worker; work in hand may have come from neither.
  void beside_targets(const Task& task) {
    const bool somewhere = !task.queue.is_none() || !task.known_worker.is_none();
    f_.expect(!is_waiting(task.status) || somewhere, "waits for nobody");
    f_.expect(!task.waits_for.worker.is_none() || task.target_deadline == never,
              "has the deadline of a target and none");
  }

  void in_workflow(const Task& task) {
    const auto of_version = [&](const Workspace& w) { return w.version == task.rules_version; };
    const auto rules = std::find_if(s_.workspaces.begin(), s_.workspaces.end(), of_version);
    if (!f_.expect(rules != s_.workspaces.end(), "follows a version of the rules that is not there")) return;
    if (!f_.expect(task.workflow.index() < rules->workflows.size(), "is in an unknown workflow")) return;
    const Workflow& workflow = rules->workflows[task.workflow.index()];
    if (!f_.expect(find_filter(workflow, task.filter) != nullptr, "is in an unknown filter")) return;
    step(*rules, workflow, task.own_step);
    step(*rules, workflow, task.origin.step);
    if (task.target.is_none()) return beside_targets(task);
    f_.expect(is_inside(workflow, task.filter, task.target), "is in a target of another filter");
    if (f_.good()) in_target(task, rules->targets[task.target.index()]);
  }

  static const Filter* find_filter(const Workflow& workflow, std::uint32_t filter) {
    if (filter < workflow.filters.size()) return &workflow.filters[filter];
    const bool is_default = workflow.default_filter && filter == workflow.filters.size();
    return is_default ? &*workflow.default_filter : nullptr;
  }

  static bool is_inside(const Workflow& workflow, std::uint32_t filter, TargetId target) {
    const Filter* const of = find_filter(workflow, filter);
    if (of == nullptr) return false;
    const std::uint32_t first = of->first_target.value;
    return target.value >= first && target.value - first < of->target_count;
  }

  void step(const Workspace& rules, const Workflow& workflow, const OwnStep& step) {
    if (step.target.is_none()) return;
    if (!f_.expect(is_inside(workflow, step.filter, step.target), "comes from a target of another filter"))
      return;
    f_.expect(step.queue == rules.targets[step.target.index()].queue,
              "comes from another queue than its target's");
  }

  void in_target(const Task& task, const Target& target) {
    f_.expect(is_past(task.clock_start), "entered its workflow in the future");
    if (task.status == TaskStatus::elsewhere) return;
    f_.expect(target.end == TargetEnd::nothing, "is served at the voicemail");
    f_.expect(task.queue == target.queue, "is in another queue than its target's");
  }

  void reservation(std::size_t index) {
    const Reservation& r = s_.reservations[index];
    f_.about("reservation", r.id.value, places_.reservations[index]);
    if (!f_.expect(r.task < s_.tasks.size() && is_worker(r.worker), "has no task or no worker")) return;
    const Task& task = s_.tasks[r.task];
    f_.expect(r.task_id == task.id, "names another task than the one it belongs to");
    const bool same_channel = r.channel == task.channel;
    const bool was_on_it = !is_live(r.status) && r.channel.index() < rules_.channels.size();
    f_.expect(same_channel || was_on_it, "is on another channel than its task");
    f_.expect(is_past(r.created) && is_past(r.assigned_before) && is_past(r.channel_assigned_before),
              "was made in the future");
    f_.expect(is_live(r.status) || is_past(r.ended), "ended in the future");
    f_.expect(r.id != task.transfer.initiator || r.status == ReservationStatus::accepted,
              "began a transfer of work that it has not");
  }

  void count_live() {
    of_task_.resize(s_.tasks.size());
    holders_.resize(s_.tasks.size());
    of_worker_.resize(s_.workers.size() * rules_.channels.size());
    for (const Reservation& r : s_.reservations) {
      const bool holds = r.id == s_.tasks[r.task].transfer.initiator;
      if (holds) ++holders_[r.task];
      if (!holds) of_task_[r.task].count(r.status);
      of_worker_[r.worker.index() * rules_.channels.size() + r.channel.index()].count(r.status);
    }
  }

  void task_is_in_these_hands(std::size_t index) {
    const Task& task = s_.tasks[index];
    const LiveReservations& live = of_task_[index];
    f_.about("task", task.id.value, places_.tasks[index]);
    f_.expect(holders_[index] == (is_held(task) ? 1 : 0), "is held by nobody who has it");
    const bool reserved = task.status == TaskStatus::reserved;
    f_.expect(reserved == (live.pending > 0),
              "is reserved without an offer, or offered without being reserved");
    f_.expect(live.accepted == (task.status == TaskStatus::assigned ? 1 : 0),
              "is not assigned to one worker");
    f_.expect(live.wrapping == (task.status == TaskStatus::wrapping ? 1 : 0),
              "is not wrapped up by one worker");
  }

  void worker_has_these(std::size_t index) {
    const WorkerState& worker = s_.workers[index];
    f_.about("worker", index, places_.workers[index]);
    std::uint64_t open = 0;
    for (std::size_t c = 0; c < worker.channels.size(); ++c) {
      const WorkerChannelState& kept = worker.channels[c];
      const LiveReservations& live = of_worker_[index * worker.channels.size() + c];
      const bool same =
          kept.pending == live.pending && kept.accepted == live.accepted && kept.wrapping == live.wrapping;
      f_.expect(same, "miscounts the work in hand");
      open += kept.in_use();
    }
    f_.expect(open == worker.open_tasks, "miscounts the open tasks");
  }

  void versions_in_use() {
    for (std::size_t i = 0; i + 1 < s_.workspaces.size() && f_.good(); ++i) {
      const std::uint32_t version = s_.workspaces[i].version;
      const auto follows = [&](const Task& task) {
        return task.rules_version == version && !task.workflow.is_none() && !has_ended(task.status);
      };
      f_.about("version", version, places_.workspaces[i]);
      f_.expect(std::any_of(s_.tasks.begin(), s_.tasks.end(), follows), "is kept and no task follows it");
    }
  }

  const Snapshot& s_;
  const Workspace& rules_;
  const SnapshotPlaces& places_;
  Findings& f_;
  std::vector<LiveReservations> of_task_;    // without those who began a transfer
  std::vector<std::uint32_t> holders_;       // who did, by task
  std::vector<LiveReservations> of_worker_;  // by worker × channel
};

}  // namespace

void check_work(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings) {
  WorkCheck(snapshot, places, findings).run();
}

}  // namespace switchyard::codec
