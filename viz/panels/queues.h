// The panel Queues: how deep each queue is and was, how long the oldest has waited, how good service is.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/panels/desk.h"

namespace switchyard::viz {

enum class QueueSort : std::uint8_t { name, waiting, oldest, recent, today };
inline constexpr int queue_sorts = 5;

struct QueuesState {
  int curves = 0;  // 0: a curve a tenant, 1: a curve a queue, 2: of the selected queue
  QueueSort sort = QueueSort::name;
  TenantId tenant;  // only its queues; none: all
};

// What a row of the table shows.
struct QueueRow {
  TaskQueueId queue;
  std::optional<Duration> oldest;  // how long the one waits who has waited longest
  std::optional<double> recent;    // service level of the last 15 minutes
  std::optional<double> today;
};
// The rows in their order; ties by the queue's place in the workspace. O(queues log queues + open tasks).
std::vector<QueueRow> queue_rows(const View& view, const QueuesState& state);

// `window` is how much time plots show; it can be chosen here.
void draw_queues(const Desk& desk, const Rect& place, QueuesState& state, Duration& window);

// One curve of the depth plot.
struct DepthSeries {
  Series series;
  std::string name;
};
// What the plot shows: at most seven, the deepest of the recording first.
std::vector<DepthSeries> depth_series(const View& view, const QueuesState& state);
void draw_depths(const Desk& desk, const QueuesState& state, ImVec2 size);

// Depth by pixel column of `plot` up to now; NaN after it.
Columns depth_columns(const View& view, Series series, const Plot& plot);
// Surges as shaded stretches, other marks as lines.
void draw_marks(const View& view, const Plot& plot);

}  // namespace switchyard::viz
