// A part is a list of entries: its kind, its index, and the numbers that are not zero.
#include "reports/measures/interval_books.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "reports/measures/packed.h"
namespace switchyard::reports {
namespace {

template <class Entry>
void clear(std::vector<Entry>& entries, std::size_t size) {
  entries.assign(size, Entry{});
}

void add_entry(OneInterval& interval, std::string_view& bytes) {
  const auto kind = static_cast<BookKind>(take_number(bytes));
  const auto index = static_cast<std::size_t>(take_number(bytes));
  switch (kind) {
    case BookKind::total:
      return interval.total.add(take_value<IntervalMeasures>(bytes));
    case BookKind::queue:
      return interval.queues[index].add(take_value<IntervalMeasures>(bytes));
    case BookKind::channel:
      return interval.channels[index].add(take_value<IntervalMeasures>(bytes));
    case BookKind::tenant:
      return interval.tenants[index].add(take_value<IntervalMeasures>(bytes));
    case BookKind::worker:
      return interval.workers[index].add(take_value<WorkerInterval>(bytes));
  }
}

}  // namespace

std::string& IntervalBooks::begin(std::uint32_t interval, BookKind kind, std::size_t index) {
  const auto end = parts_.begin() + static_cast<std::ptrdiff_t>(used_);
  auto part = std::lower_bound(parts_.begin(), end, interval,
                               [](const Part& a, std::uint32_t wanted) { return a.interval < wanted; });
  if (part == end || part->interval != interval) part = insert(part - parts_.begin(), interval);
  std::string& bytes = part->bytes;
  put_number(bytes, static_cast<std::uint64_t>(kind));
  put_number(bytes, index);
  return bytes;
}

// Where it stands in the order of intervals; with the room of a part that was put aside.
std::vector<IntervalBooks::Part>::iterator IntervalBooks::insert(std::ptrdiff_t at, std::uint32_t interval) {
  if (used_ == parts_.size()) parts_.emplace_back();
  const auto fresh = parts_.begin() + static_cast<std::ptrdiff_t>(used_++);
  fresh->interval = interval;
  std::rotate(parts_.begin() + at, fresh, fresh + 1);
  return parts_.begin() + at;
}

void IntervalBooks::close() {
  for (; used_ > 0; --used_) {
    Part& part = parts_[used_ - 1];
    closed_.put(part.interval, part.bytes);
    part.bytes.clear();
  }
}

void IntervalBooks::read(std::uint32_t interval, OneInterval& interval_is) const {
  interval_is.total = {};
  interval_is.all_workers = {};
  clear(interval_is.queues, sizes_.queues);
  clear(interval_is.channels, sizes_.channels);
  clear(interval_is.tenants, sizes_.tenants);
  clear(interval_is.groups, sizes_.groups);
  clear(interval_is.workers, sizes_.groups_of.size());
  closed_.read(interval, [&](std::string_view bytes) {
    while (!bytes.empty()) add_entry(interval_is, bytes);
  });
  for (std::size_t i = 0; i < interval_is.workers.size(); ++i) {
    interval_is.all_workers.add(interval_is.workers[i].time);
    for (const std::uint32_t group : sizes_.groups_of[i])
      interval_is.groups[group].add(interval_is.workers[i]);
  }
}

}  // namespace switchyard::reports
