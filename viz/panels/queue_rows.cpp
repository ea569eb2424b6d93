// Which queues the table shows, in which order.
#include <algorithm>
#include <tuple>

#include "viz/panels/queues.h"

namespace switchyard::viz {
namespace {

// A key by which the worst comes first; who has none comes last.
double key_of(const View& view, const QueueRow& row, QueueSort sort) {
  constexpr double last = 1e18;
  switch (sort) {
    case QueueSort::waiting:
      return -static_cast<double>(view.board.queues[row.queue.index()].waiting);
    case QueueSort::oldest:
      return row.oldest ? -static_cast<double>(row.oldest->microseconds) : last;
    case QueueSort::recent:
      return row.recent.value_or(last);
    case QueueSort::today:
      return row.today.value_or(last);
    case QueueSort::name:
      break;
  }
  return 0;
}

bool is_shown(const View& view, TaskQueueId queue, const QueuesState& state) {
  if (queue.index() >= view.names.queues.size()) return false;
  const NamedQueue& named = view.names.queues[queue.index()];
  return !named.removed && (state.tenant.is_none() || named.tenant == state.tenant);
}

}  // namespace

std::vector<QueueRow> queue_rows(const View& view, const QueuesState& state) {
  const auto oldest = oldest_waits(view.board);
  std::vector<QueueRow> rows;
  for (std::uint32_t i = 0; i < view.board.queues.size(); ++i) {
    const TaskQueueId queue{i};
    if (!is_shown(view, queue, state)) continue;
    const QueueBoard& board = view.board.queues[i];
    QueueRow row{queue, {}, board.recent.total().service_level(), board.today.service_level()};
    if (i < oldest.size() && oldest[i]) row.oldest = view.transport.now - *oldest[i];
    rows.push_back(row);
  }
  if (state.sort != QueueSort::name) {
    std::stable_sort(rows.begin(), rows.end(), [&](const QueueRow& a, const QueueRow& b) {
      return key_of(view, a, state.sort) < key_of(view, b, state.sort);
    });
  }
  return rows;
}

}  // namespace switchyard::viz
