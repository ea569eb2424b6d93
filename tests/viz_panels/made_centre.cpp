// The rules of the made centre, second by second.
#include "tests/viz_panels/made_centre.h"

#include <algorithm>
#include <array>

#include "engine/codec/text/messages.h"

namespace switchyard::viz {
namespace {

constexpr std::array<const char*, 3> tenant_names = {"Nordbank", "Helio Energy", "Brightwater"};
constexpr std::array<const char*, 3> short_names = {"Nord", "Helio", "Bright"};
constexpr std::array<const char*, 3> queue_kinds = {"sales", "support", "billing"};
constexpr std::array<const char*, 14> first_names = {"Ada",   "Bela",  "Chidi",  "Dana",  "Emre",
                                                     "Farah", "Goran", "Hana",   "Imani", "Jonas",
                                                     "Keiko", "Lucía", "Mateus", "Nils"};
constexpr std::array<const char*, 11> last_names = {"Okafor",  "Silva",  "Novak",    "Berg",
                                                    "Haddad",  "Tanaka", "Moreau",   "Ivanova",
                                                    "O’Brien", "Kaya",   "Lindqvist"};

constexpr ActivityId available{0};
constexpr ActivityId offline{1};
constexpr ActivityId on_break{2};
constexpr TaskChannelId voice{0};

enum Phase { ringing, talking, wrapping, cooling };

template <std::size_t size>
std::string cycled(const std::array<const char*, size>& names, std::uint32_t i) {
  return names[i % size];
}

Worker made_worker(std::uint32_t i, const CentrePlan& plan) {
  Worker worker;
  worker.name = cycled(first_names, i) + " " + cycled(last_names, i * 5 + i / 14);
  if (i >= first_names.size() * last_names.size()) worker.name += " " + std::to_string(i);
  worker.tenant = TenantId{i % plan.tenants};
  worker.activity = i % 13 == 12 ? offline : available;
  worker.channels.resize(2);
  worker.channels[1].available = i % 2 == 0;
  return worker;
}

Workspace made_workspace(const CentrePlan& plan) {
  Workspace workspace;
  workspace.name = "three-desks";
  workspace.tenants.resize(plan.tenants);
  for (std::uint32_t i = 0; i < plan.tenants; ++i) workspace.tenants[i].name = cycled(tenant_names, i);
  workspace.activities = {{"Available", true}, {"Offline", false}, {"Break", false}};
  workspace.default_activity = offline;
  workspace.channels.resize(2);
  workspace.channels[0].name = "voice";
  workspace.channels[1].name = "chat";
  workspace.queues.resize(plan.queues);
  for (std::uint32_t i = 0; i < plan.queues; ++i) {
    workspace.queues[i].tenant = TenantId{i % plan.tenants};
    workspace.queues[i].name =
        cycled(short_names, i % plan.tenants) + " " + cycled(queue_kinds, i / plan.tenants);
    if (plan.queues > 9) workspace.queues[i].name += " " + std::to_string(i);
  }
  workspace.workflows.resize(1);
  workspace.workflows[0].name = "by need";
  for (std::uint32_t i = 0; i < plan.workers; ++i) workspace.workers.push_back(made_worker(i, plan));
  return workspace;
}

}  // namespace

MadeCentre::MadeCentre(const CentrePlan& plan)
    : workspace_(made_workspace(plan)), waiting_(plan.queues), busy_(plan.workers) {
  names = names_of(workspace_);
  board = begin_board(names, centre_begin);
  history = History(names, board);
  history.add_mark({centre_begin + seconds(plan.surge_from), Mark::Kind::surge_begins, "storm"});
  for (int second = 1; second <= plan.seconds; ++second) run_second(plan, second);
  pass(board, now_);
  history.reach(now_);
  history.add_mark({centre_begin + seconds(plan.surge_to), Mark::Kind::surge_ends, "storm"});
  history.add_mark({centre_begin + seconds(5400), Mark::Kind::bookmark, "before the storm"});
  transport.begin = centre_begin;
  transport.end = transport.now = now_;
  transport.speed = 60;
  const std::size_t shown = std::min<std::size_t>(rows_.size(), 200);
  events.rows.assign(rows_.end() - static_cast<std::ptrdiff_t>(shown), rows_.end());
  events.present = shown;
  events.reaches_end = true;
}

View MadeCentre::view() const {
  return {"three-desks · run.log",
          names,
          board,
          history,
          transport,
          selection,
          events,
          search,
          life ? &*life : nullptr,
          other,
          compared ? &*compared : nullptr,
          can_command,
          notices};
}

std::uint32_t MadeCentre::draw(std::uint32_t below) {
  state_ = state_ * 1'664'525U + 1'013'904'223U;
  return (state_ >> 8U) % below;
}

template <class E>
void MadeCentre::tell(const E& event) {
  apply(board, now_, Event(event), names, &changes_);
  rows_.push_back({sequence_ + 1, 0, now_, {}, codec::to_text(Event(event), workspace_), {}});
}

void MadeCentre::end_turn() {
  viz::end_turn(board, ++sequence_, names, &changes_);
  history.record(board, changes_);
  changes_.clear();
}

void MadeCentre::run_second(const CentrePlan& plan, int second) {
  now_ = centre_begin + seconds(second);
  const std::uint32_t between =
      second >= plan.surge_from && second < plan.surge_to ? plan.arrivals / 2 : plan.arrivals;
  for (std::uint32_t i = 0; i < plan.queues; ++i) {
    const std::uint32_t queue = (i + static_cast<std::uint32_t>(second)) % plan.queues;
    if (draw(between) == 0) arrive(plan, second, queue);
    if (waiting_[queue].size() > 1 && draw(260) == 0) lose(queue);
    offer(plan, second, queue);
  }
  std::erase_if(working_, [&](Work& work) { return !work_on(work, second); });
  if (second % 97 == 0) change_activities(second);
}

void MadeCentre::arrive(const CentrePlan&, int, std::uint32_t queue) {
  const TaskId task{++tasks_};
  tell(TaskCreated{task, names.queues[queue].tenant, voice, WorkflowId{0}, 0});
  tell(TaskQueueEntered{task, TaskQueueId{queue}, 0});
  end_turn();
  waiting_[queue].push_back(task);
}

// The customer who has waited longest hangs up.
void MadeCentre::lose(std::uint32_t queue) {
  const TaskId task = waiting_[queue].front();
  waiting_[queue].pop_front();
  tell(TaskCanceled{task, CancelReason::abandoned});
  end_turn();
}

std::optional<std::uint32_t> MadeCentre::free_worker(std::uint32_t queue) {
  const auto count = static_cast<std::uint32_t>(names.workers.size());
  const std::uint32_t first = draw(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t worker = (first + i) % count;
    const bool fits = names.workers[worker].tenant == names.queues[queue].tenant;
    if (fits && !busy_[worker] && board.workers[worker].activity == available) return worker;
  }
  return std::nullopt;
}

void MadeCentre::offer(const CentrePlan& plan, int second, std::uint32_t queue) {
  if (waiting_[queue].empty()) return;
  const auto worker = free_worker(queue);
  if (!worker) return;
  const TaskId task = waiting_[queue].front();
  waiting_[queue].pop_front();
  busy_[*worker] = true;
  const ReservationId reservation{++reservations_};
  tell(ReservationCreated{reservation, task, WorkerId{*worker}, TaskQueueId{queue}, now_ + seconds(20)});
  end_turn();
  const int accepts = second + 3 + static_cast<int>(draw(9));
  const int talks = accepts + static_cast<int>(plan.handle / 2 + draw(plan.handle));
  working_.push_back(
      {task, queue, *worker, accepts, talks, talks + 15 + static_cast<int>(draw(70)), ringing});
}

// False when the worker is free again.
bool MadeCentre::work_on(Work& work, int second) {
  const ReservationId reservation = [&] {
    ReservationId found;
    board.offers.for_each([&](const OpenOffer& offer) {
      if (offer.task == work.task) found = offer.id;
    });
    return found;
  }();
  const WorkerId worker{work.worker};
  if (work.phase == ringing && second >= work.rings_until) {
    tell(ReservationAccepted{reservation, work.task, worker});
    tell(TaskAssigned{work.task, worker});
    work.phase = talking;
    end_turn();
  } else if (work.phase == talking && second >= work.talks_until) {
    tell(ReservationWrapping{reservation, work.task, worker});
    tell(TaskWrapping{work.task});
    work.phase = wrapping;
    end_turn();
  } else if (work.phase == wrapping && second >= work.wraps_until) {
    tell(ReservationCompleted{reservation, work.task, worker});
    tell(TaskCompleted{work.task});
    tell(CooldownStarted{worker, voice, now_ + seconds(15)});
    work.phase = cooling;
    end_turn();
  } else if (work.phase == cooling && second >= work.wraps_until + 15) {
    tell(CooldownEnded{worker, voice});
    end_turn();
    busy_[work.worker] = false;
    return false;
  }
  return true;
}

void MadeCentre::change_activities(int) {
  const auto worker = draw(static_cast<std::uint32_t>(names.workers.size()));
  const ActivityId from = board.workers[worker].activity;
  if (from == offline && worker % 2 == 0) return;
  if (from == available && draw(7) != 0) return;
  tell(WorkerActivityChanged{WorkerId{worker}, from, from == available ? on_break : available});
  end_turn();
}

TaskLife made_life(Time arrived, Time now) {
  using Kind = LifeSpan::Kind;
  TaskLife life;
  life.known_until = now;
  life.ended = true;
  life.spans = {{Kind::waits, arrived, arrived + seconds(128), "Nord support"},
                {Kind::offered, arrived + seconds(41), arrived + seconds(61), "Bela Tanaka"},
                {Kind::offered, arrived + seconds(41), arrived + seconds(61), "Emre Silva"},
                {Kind::offered, arrived + seconds(120), arrived + seconds(128), "Hana Kaya"},
                {Kind::on_task, arrived + seconds(128), arrived + seconds(420), "Hana Kaya"},
                {Kind::wraps_up, arrived + seconds(420), arrived + seconds(465), "Hana Kaya"}};
  reports::Explanation& known = life.explanation;
  known.task = TaskId{9120};
  known.found = true;
  known.tenant = "Nordbank";
  known.channel = "voice";
  known.arrived = arrived;
  known.outcome = "completed";
  reports::Moment comes{
      7001, arrived, "TaskArrives tenant=Nordbank channel=voice need=support language=sv", {}, {}, {}, {}, {},
      {},   {}};
  comes.events = {"task_created task=9120", "target_matched filter=\"support\" target=1",
                  "task_queue_entered queue=\"Nord support\""};
  comes.filters = {{"sales", true, false}, {"support", true, true}};
  comes.standing = reports::Standing{"pending", "by need", "support", 1, 2, "Nord support", 10};
  comes.left_out = {{"no capacity left", {"Ada Okafor", "Goran Berg", "Nils Moreau", "Keiko Novak"}},
                    {"activity Break", {"Farah Haddad"}}};
  comes.timers = {{"target times out", arrived + seconds(180)}};
  reports::Moment asks{
      7048, arrived + seconds(41), "WorkerCompletes worker=\"Bela Tanaka\"", {}, {}, {}, {}, {}, {}, {}};
  asks.events = {"reservation_created worker=\"Bela Tanaka\"", "reservation_created worker=\"Emre Silva\""};
  asks.asked = {"Bela Tanaka", "Emre Silva"};
  asks.standing = reports::Standing{"reserved", "by need", "support", 1, 2, "Nord support", 10};
  asks.left_out = {{"no capacity left", {"Ada Okafor", "Goran Berg", "Nils Moreau"}}};
  reports::Moment missed{7090, arrived + seconds(61), "TimePasses", {}, {}, {}, {}, {}, {}, {}};
  missed.events = {"reservation_timed_out worker=\"Bela Tanaka\"",
                   "reservation_timed_out worker=\"Emre Silva\"", "task_returned task=9120"};
  missed.standing = reports::Standing{"pending", "by need", "support", 1, 2, "Nord support", 10};
  reports::Moment taken{
      7204, arrived + seconds(128), "WorkerAccepts worker=\"Hana Kaya\"", {}, {}, {}, {}, {}, {}, {}};
  taken.events = {"reservation_accepted worker=\"Hana Kaya\"", "task_assigned worker=\"Hana Kaya\""};
  taken.standing = reports::Standing{"assigned", "by need", "support", 1, 2, "Nord support", 10};
  known.moments = {comes, asks, missed, taken};
  return life;
}

TaskComparison made_comparison(Time begin) {
  TaskComparison compared;
  compared.same = 1'204;
  compared.differ = 5;
  compared.only_after = 1;
  const auto at = [&](int minute, int second) { return begin + minutes(minute) + seconds(second); };
  compared.tasks = {{TaskId{402}, TaskId{402}, at(136, 12), 0, "Nord support", "Nord support", "Hana Kaya",
                     "Bela Tanaka", seconds(128), seconds(41), "completed", "completed"},
                    {TaskId{407}, TaskId{407}, at(137, 4), 0, "Nord support", "Nord sales", "Ada Okafor",
                     "Goran Berg", seconds(95), seconds(180), "completed", "completed"},
                    {TaskId{411}, TaskId{411}, at(139, 40), 0, "Helio billing", "Helio billing", "",
                     "Dana Berg", seconds(212), seconds(30), "abandoned", "completed"},
                    {TaskId{}, TaskId{414}, at(141, 3), 0, "", "Bright sales", "", "Imani Novak", seconds(0),
                     seconds(12), "", "completed"},
                    {TaskId{420}, TaskId{420}, at(143, 55), 0, "Helio support", "Helio support", "Emre Silva",
                     "Emre Silva", seconds(61), seconds(61), "completed", "deleted"}};
  return compared;
}

}  // namespace switchyard::viz
