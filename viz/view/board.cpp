// The board as a whole: where it begins, how an event and time change it, and sums over it.
#include "viz/view/board.h"

#include <algorithm>
#include <variant>

#include "viz/view/fold.h"

namespace switchyard::viz {
namespace {

constexpr std::int64_t minute_length = minutes(1).microseconds;

// The number of whole `unit`s since 1970, also before it.
std::int64_t whole(Time time, std::int64_t unit) {
  const std::int64_t count = time.microseconds / unit;
  return time.microseconds % unit < 0 ? count - 1 : count;
}

Time next_midnight(Time time) {
  return Time{(whole(time, days(1).microseconds) + 1) * days(1).microseconds};
}

// What is counted by the day begins anew.
void begin_day(Board& board, Time time) {
  const Time midnight = next_midnight(time) - days(1);
  for (WorkerBoard& worker : board.workers) {
    worker.today = {};
    worker.booked = std::max(worker.booked, midnight);
  }
  for (QueueBoard& queue : board.queues) queue.today = {};
  board.midnight = next_midnight(time);
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  offered += other.offered;
  answered += other.answered;
  within += other.within;
  abandoned += other.abandoned;
  return *this;
}

std::optional<double> Counts::service_level() const {
  const std::uint32_t all = answered + abandoned;
  if (all == 0) return std::nullopt;
  return static_cast<double>(within) / static_cast<double>(all);
}

Counts RecentCounts::total() const {
  Counts sum;
  for (const Counts& counts : minutes) sum += counts;
  return sum;
}

void roll(RecentCounts& recent, Time now) {
  const std::int64_t minute = whole(now, minute_length);
  if (minute == recent.minute) return;
  const std::int64_t gone = std::min<std::int64_t>(minute - recent.minute, recent_minutes);
  for (std::int64_t i = 0; i < gone; ++i) {
    recent.minutes[static_cast<std::size_t>(minute - i) % recent_minutes] = {};
  }
  recent.minute = minute;
}

std::optional<double> WorkerBoard::occupancy(Time now) const {
  reports::WorkerTime time = today;
  time.in(state) += now - booked;
  const std::int64_t available = time.available(false).microseconds;
  if (available <= 0) return std::nullopt;
  return static_cast<double>(time.busy(false).microseconds) / static_cast<double>(available);
}

void Changes::clear() {
  queues.clear(), workers.clear(), created.clear(), ended.clear(), counted.clear();
}

Board begin_board(const Names& names, Time start) {
  Board board;
  board.now = start;
  board.midnight = next_midnight(start);
  extend(board, start, names);
  return board;
}

void apply(Board& board, Time time, const Event& event, const Names& names, Changes* changes) {
  if (time >= board.midnight) begin_day(board, time);
  board.now = time;
  std::visit(Fold{board, time, names, changes}, event);
}

void end_turn(Board& board, std::uint64_t sequence, const Names& names, Changes* changes) {
  board.sequence = sequence;
  if (!board.leaving.empty()) Fold{board, board.now, names, changes}.end_turn();
}

void pass(Board& board, Time time) {
  if (time >= board.midnight) begin_day(board, time);
  board.now = time;
  for (WorkerBoard& worker : board.workers) book_time(worker, time);
  for (QueueBoard& queue : board.queues) roll(queue.recent, time);
}

void extend(Board& board, Time time, const Names& names, Changes* changes) {
  const std::size_t known = board.workers.size();
  board.queues.resize(names.queues.size());
  for (QueueBoard& queue : board.queues) roll(queue.recent, time);
  board.workers.resize(names.workers.size());
  Fold fold{board, time, names, changes};
  for (std::uint32_t i = 0; i < names.workers.size(); ++i) {
    WorkerBoard& worker = board.workers[i];
    if (i >= known) {
      worker.status.offline = true;  // not there before
      worker.activity = names.workers[i].activity;
      worker.since = worker.activity_since = worker.booked = time;
    }
    fold.set_presence({i}, worker.activity);
  }
}

std::vector<std::optional<Time>> oldest_waits(const Board& board) {
  std::vector<std::optional<Time>> oldest(board.queues.size());
  board.tasks.for_each([&](const OpenTask& task) {
    if (!task.in_line) return;
    std::optional<Time>& of_queue = oldest[task.queue.index()];
    of_queue = of_queue ? std::min(*of_queue, task.waits_since) : task.waits_since;
  });
  return oldest;
}

QueueBoard sum_of_queues(const Board& board, const Names& names, TenantId tenant) {
  QueueBoard sum;
  for (std::size_t i = 0; i < board.queues.size(); ++i) {
    if (!tenant.is_none() && names.queues[i].tenant != tenant) continue;
    const QueueBoard& queue = board.queues[i];
    sum.waiting += queue.waiting;
    sum.being_offered += queue.being_offered;
    sum.in_hand += queue.in_hand;
    sum.today += queue.today;
    roll(sum.recent, board.now);
    RecentCounts recent = queue.recent;
    roll(recent, board.now);
    for (std::size_t m = 0; m < recent_minutes; ++m) sum.recent.minutes[m] += recent.minutes[m];
  }
  return sum;
}

}  // namespace switchyard::viz
