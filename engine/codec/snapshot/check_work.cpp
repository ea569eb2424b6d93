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
    f_.expect(is_worker_or_none(task.known_worker) && is_worker_or_none(task.direct_worker),
              "asks for an unknown worker");
    f_.expect(!task.known_worker_missing || task.known_worker.is_none(), "misses a worker whom it knows");
    f_.expect(is_past(task.arrived) && is_past(task.virtual_start), "arrived in the future");
    for (const Rejection& rejection : task.rejections) {
      f_.expect(is_worker(rejection.worker) && is_past(rejection.at),
                "was rejected by nobody, or in the future");
    }
    line(task);
    if (has_ended(task.status)) {
      f_.expect(is_past(task.ended), "ended in the future");
    } else {
      task.workflow.is_none() ? direct(task) : in_workflow(task);
    }
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
    f_.expect(task.target.is_none() && task.target_deadline == never, "has a target without a workflow");
    f_.expect(!task.re_evaluate, "is to be judged again without a workflow");
    f_.expect(!task.queue.is_none() || !task.known_worker.is_none(), "has neither a workflow nor a worker");
  }

  void in_workflow(const Task& task) {
    const auto of_version = [&](const Workspace& w) { return w.version == task.rules_version; };
    const auto rules = std::find_if(s_.workspaces.begin(), s_.workspaces.end(), of_version);
    if (!f_.expect(rules != s_.workspaces.end(), "follows a version of the rules that is not there")) return;
    if (!f_.expect(task.workflow.index() < rules->workflows.size(), "is in an unknown workflow")) return;
    const Workflow& workflow = rules->workflows[task.workflow.index()];
    const bool is_default = workflow.default_filter && task.filter == workflow.filters.size();
    if (!f_.expect(task.filter < workflow.filters.size() || is_default, "is in an unknown filter")) return;
    const Filter& filter = is_default ? *workflow.default_filter : workflow.filters[task.filter];
    const std::uint32_t first = filter.first_target.value;
    const bool inside = task.target.value >= first && task.target.value - first < filter.target_count;
    if (!f_.expect(inside, "is in a target of another filter")) return;
    f_.expect(task.queue == rules->targets[task.target.index()].queue,
              "is in another queue than its target's");
    f_.expect(is_past(task.clock_start), "entered its workflow in the future");
  }

  void reservation(std::size_t index) {
    const Reservation& r = s_.reservations[index];
    f_.about("reservation", r.id.value, places_.reservations[index]);
    if (!f_.expect(r.task < s_.tasks.size() && is_worker(r.worker), "has no task or no worker")) return;
    const Task& task = s_.tasks[r.task];
    f_.expect(r.task_id == task.id, "names another task than the one it belongs to");
    f_.expect(r.channel == task.channel, "is on another channel than its task");
    f_.expect(is_past(r.created) && is_past(r.assigned_before) && is_past(r.channel_assigned_before),
              "was made in the future");
    f_.expect(is_live(r.status) || is_past(r.ended), "ended in the future");
  }

  void count_live() {
    of_task_.resize(s_.tasks.size());
    of_worker_.resize(s_.workers.size() * rules_.channels.size());
    for (const Reservation& r : s_.reservations) {
      of_task_[r.task].count(r.status);
      of_worker_[r.worker.index() * rules_.channels.size() + r.channel.index()].count(r.status);
    }
  }

  void task_is_in_these_hands(std::size_t index) {
    const Task& task = s_.tasks[index];
    const LiveReservations& live = of_task_[index];
    f_.about("task", task.id.value, places_.tasks[index]);
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
  std::vector<LiveReservations> of_task_;
  std::vector<LiveReservations> of_worker_;  // by worker × channel
};

}  // namespace

void check_work(const Snapshot& snapshot, const SnapshotPlaces& places, Findings& findings) {
  WorkCheck(snapshot, places, findings).run();
}

}  // namespace switchyard::codec
