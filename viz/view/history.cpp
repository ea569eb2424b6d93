// Columns grow at their ends; whoever draws finds the first change in them by halving and reads on from
// there.
#include "viz/view/history.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace switchyard::viz {
namespace {

constexpr unsigned depth_bits = 20;
constexpr std::uint32_t deepest_depth = (std::uint32_t{1} << depth_bits) - 1;
constexpr unsigned state_bits = 3;

constexpr std::uint64_t pack(std::uint64_t milliseconds, std::uint32_t value, unsigned bits) {
  return milliseconds << bits | value;
}
constexpr std::uint32_t value_of(std::uint64_t packed, unsigned bits) {
  return static_cast<std::uint32_t>(packed & ((std::uint64_t{1} << bits) - 1));
}

// The last change that is not after `milliseconds`, or the first of all.
std::size_t change_at(const std::vector<std::uint64_t>& changes, std::uint64_t milliseconds, unsigned bits) {
  const auto later = std::upper_bound(changes.begin(), changes.end(), milliseconds,
                                      [bits](std::uint64_t m, std::uint64_t c) { return m < c >> bits; });
  return later == changes.begin() ? 0 : static_cast<std::size_t>(later - changes.begin()) - 1;
}

// [from, to) in equal parts, each as milliseconds since the begin of the columns.
struct Parts {
  Time from;
  Time to;
  std::size_t count;

  Time begin_of(std::size_t part) const {
    const double share = static_cast<double>(part) / static_cast<double>(count);
    const double length = static_cast<double>((to - from).microseconds);
    return part == count ? to : Time{from.microseconds + static_cast<std::int64_t>(share * length)};
  }
};

std::uint32_t milliseconds_of(Duration duration) {
  const std::int64_t whole = duration.microseconds / 1000;
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(whole, 0, 0xFFFF'FFFF));
}

Time bucket_begin(Time time) {
  const std::int64_t rest = time.microseconds % service_bucket.microseconds;
  return Time{time.microseconds - rest - (rest < 0 ? service_bucket.microseconds : 0)};
}

const std::vector<Counts> no_counts;

}  // namespace

History::History(const Names& names, const Board& board) : begin_(board.now), end_(board.now) {
  extend(names);
  for (std::uint32_t i = 0; i < board.queues.size(); ++i) note_queue({i}, board.queues[i].waiting);
  for (std::uint32_t i = 0; i < board.workers.size(); ++i) note_state({i}, board.workers[i].state);
  board.tasks.for_each([this, &board](const OpenTask& task) {
    PastTask& row = row_of(task.id);
    row.arrived = task.arrived;
    row.sequence = board.sequence;
  });
}

void History::extend(const Names& names) {
  queues_.resize(names.queues.size());
  queue_service_.resize(names.queues.size());
  tenants_.resize(names.tenants.size());
  tenant_service_.resize(names.tenants.size());
  workers_.resize(names.workers.size());
  tenant_of_.clear();
  for (const NamedQueue& queue : names.queues) tenant_of_.push_back(queue.tenant);
}

std::uint64_t History::milliseconds_at(Time time) const {
  return time <= begin_ ? 0 : static_cast<std::uint64_t>((time - begin_).microseconds / 1000);
}

Time History::time_at(std::uint64_t milliseconds) const {
  return begin_ + switchyard::milliseconds(static_cast<std::int64_t>(milliseconds));
}

Time History::service_begin() const {
  return bucket_begin(begin_);
}

void History::record(const Board& board, const Changes& changes) {
  end_ = std::max(end_, board.now);
  for (const TaskQueueId queue : changes.queues) note_queue(queue, board.queues[queue.index()].waiting);
  for (const WorkerId worker : changes.workers) note_state(worker, board.workers[worker.index()].state);
  for (const Changes::Counted& counted : changes.counted) count(counted);
  for (const TaskId task : changes.created) {
    PastTask& row = row_of(task);
    const OpenTask* open = board.tasks.find(task);  // it may have ended in the same turn
    row.arrived = open != nullptr ? open->arrived : board.now;
    row.sequence = board.sequence;
  }
  for (const EndedTask& task : changes.ended) note_end(task);
}

void History::note_queue(TaskQueueId queue, std::uint32_t depth) {
  DepthColumn& column = queues_[queue.index()];
  const std::uint32_t change = depth - column.last;  // wraps where it falls, and back again below
  if (change == 0) return;
  DepthColumn& tenant = tenants_[tenant_of_[queue.index()].index()];
  note_depth(column, depth);
  note_depth(tenant, tenant.last + change);
  note_depth(all_, all_.last + change);
}

void History::note_depth(DepthColumn& column, std::uint32_t depth) {
  column.last = depth;
  column.highest = std::max(column.highest, depth);
  column.changes.push_back(pack(milliseconds_at(end_), std::min(depth, deepest_depth), depth_bits));
}

void History::note_state(WorkerId worker, reports::WorkerState state) {
  std::vector<Packed>& changes = workers_[worker.index()];
  const auto value = static_cast<std::uint32_t>(state);
  if (!changes.empty() && value_of(changes.back(), state_bits) == value) return;
  changes.push_back(pack(milliseconds_at(end_), value, state_bits));
}

PastTask& History::row_of(TaskId task) {
  if (tasks_.size() < task.value) tasks_.resize(task.value);
  return tasks_[task.value - 1];
}

void History::note_end(const EndedTask& task) {
  PastTask& row = row_of(task.task);
  row.arrived = task.arrived;
  row.wait_ms = milliseconds_of(task.wait);
  row.lasted_ms = milliseconds_of(end_ - task.arrived);
  row.queue = task.queue;
  row.worker = task.worker;
  row.outcome = task.outcome;
  row.ended = true;
}

void History::count(const Changes::Counted& counted) {
  const auto bucket =
      static_cast<std::size_t>((end_ - service_begin()).microseconds / service_bucket.microseconds);
  add(queue_service_[counted.queue.index()], bucket, counted.by);
  add(tenant_service_[tenant_of_[counted.queue.index()].index()], bucket, counted.by);
  add(all_service_, bucket, counted.by);
}

void History::add(Buckets& buckets, std::size_t bucket, const Counts& by) {
  if (buckets.size() <= bucket) buckets.resize(bucket + 1);
  buckets[bucket] += by;
}

void History::add_mark(Mark mark) {
  const auto later = std::upper_bound(marks_.begin(), marks_.end(), mark.time,
                                      [](Time time, const Mark& other) { return time < other.time; });
  marks_.insert(later, std::move(mark));
}

void History::reach(Time time) {
  end_ = std::max(end_, time);
}

const History::DepthColumn* History::column_of(Series series) const {
  if (series.kind == Series::Kind::all) return &all_;
  const std::vector<DepthColumn>& columns = series.kind == Series::Kind::queue ? queues_ : tenants_;
  return series.index < columns.size() ? &columns[series.index] : nullptr;
}

std::uint32_t History::deepest(Series series) const {
  const DepthColumn* column = column_of(series);
  return column == nullptr ? 0 : column->highest;
}

void History::deepest(Series series, Time from, Time to, std::span<std::uint32_t> out) const {
  std::fill(out.begin(), out.end(), 0);
  const DepthColumn* column = column_of(series);
  if (column == nullptr || column->changes.empty() || to <= from) return;
  const std::vector<Packed>& changes = column->changes;
  const Parts parts{from, to, out.size()};
  const std::uint64_t first = milliseconds_at(from);
  std::size_t at = change_at(changes, first, depth_bits);
  std::uint32_t depth = changes[at] >> depth_bits <= first ? value_of(changes[at++], depth_bits) : 0;
  for (std::size_t part = 0; part < out.size(); ++part) {
    if (parts.begin_of(part) > end_) return;
    const std::uint64_t until = milliseconds_at(parts.begin_of(part + 1));
    if (parts.begin_of(part + 1) > begin_) out[part] = depth;
    for (; at < changes.size() && changes[at] >> depth_bits < until; ++at) {
      depth = value_of(changes[at], depth_bits);
      out[part] = std::max(out[part], depth);
    }
  }
}

std::vector<History::StateSpan> History::state_spans(WorkerId worker, Time from, Time to) const {
  std::vector<StateSpan> spans;
  if (worker.index() >= workers_.size()) return spans;
  const std::vector<Packed>& changes = workers_[worker.index()];
  from = std::max(from, begin_);
  to = std::min(to, end_);
  if (to <= from) return spans;
  std::size_t at = changes.empty() ? 0 : change_at(changes, milliseconds_at(from), state_bits);
  spans.push_back({from, to, reports::WorkerState::offline});
  for (; at < changes.size() && time_at(changes[at] >> state_bits) < to; ++at) {
    const Time begin = std::max(from, time_at(changes[at] >> state_bits));
    if (begin == spans.back().from) spans.pop_back();
    if (!spans.empty()) spans.back().to = begin;
    spans.push_back({begin, to, static_cast<reports::WorkerState>(value_of(changes[at], state_bits))});
  }
  return spans;
}

void History::states(WorkerId worker, Time from, Time to, std::span<reports::WorkerState> out) const {
  std::fill(out.begin(), out.end(), reports::WorkerState::offline);
  if (to <= from) return;
  const std::vector<StateSpan> spans = state_spans(worker, from, to);
  const Parts parts{from, to, out.size()};
  std::size_t span = 0;
  for (std::size_t part = 0; part < out.size(); ++part) {
    const Time begin = parts.begin_of(part);
    const Time end = parts.begin_of(part + 1);
    while (span < spans.size() && spans[span].to <= begin) ++span;
    std::array<std::int64_t, reports::worker_states> time{};
    for (std::size_t i = span; i < spans.size() && spans[i].from < end; ++i) {
      const Duration overlap = std::min(spans[i].to, end) - std::max(spans[i].from, begin);
      time[static_cast<std::size_t>(spans[i].state)] += overlap.microseconds;
    }
    const auto most = std::max_element(time.begin(), time.end());
    if (*most > 0) out[part] = static_cast<reports::WorkerState>(most - time.begin());
  }
}

const std::vector<Counts>& History::service(Series series) const {
  if (series.kind == Series::Kind::all) return all_service_;
  const std::vector<Buckets>& all = series.kind == Series::Kind::queue ? queue_service_ : tenant_service_;
  return series.index < all.size() ? all[series.index] : no_counts;
}

const PastTask* History::find(TaskId task) const {
  if (task.is_none() || task.value > tasks_.size()) return nullptr;
  const PastTask& row = tasks_[task.value - 1];
  return row.sequence == 0 && !row.ended ? nullptr : &row;
}

std::size_t History::bytes() const {
  std::size_t packed = all_.changes.capacity();
  for (const DepthColumn& column : queues_) packed += column.changes.capacity();
  for (const DepthColumn& column : tenants_) packed += column.changes.capacity();
  for (const std::vector<Packed>& changes : workers_) packed += changes.capacity();
  std::size_t counts = all_service_.capacity();
  for (const Buckets& buckets : queue_service_) counts += buckets.capacity();
  for (const Buckets& buckets : tenant_service_) counts += buckets.capacity();
  return packed * sizeof(Packed) + counts * sizeof(Counts) + tasks_.capacity() * sizeof(PastTask);
}

}  // namespace switchyard::viz
