// All that a board says, as text, so that two boards can be compared and a difference be read.
#pragma once

#include <map>
#include <string>

#include "viz/view/board.h"

namespace switchyard::viz {

inline std::string counts_text(const Counts& counts) {
  return std::to_string(counts.offered) + "," + std::to_string(counts.answered) + "," +
         std::to_string(counts.within) + "," + std::to_string(counts.abandoned);
}

inline std::string board_text(const Board& board) {
  std::string out = "turn " + std::to_string(board.sequence) + "\n";
  for (const QueueBoard& queue : board.queues) {
    out += "queue " + std::to_string(queue.waiting) + " " + std::to_string(queue.being_offered) + " " +
           std::to_string(queue.in_hand) + " " + counts_text(queue.today) + " " +
           counts_text(queue.recent.total()) + "\n";
  }
  for (const WorkerBoard& worker : board.workers) {
    out += "worker " + std::to_string(worker.activity.value) + " " +
           std::string(reports::state_name(worker.state)) + " " + std::to_string(worker.since.microseconds) +
           " " + std::to_string(worker.today.busy(true).microseconds) + "\n";
  }
  std::map<std::uint64_t, std::string> tasks;
  board.tasks.for_each([&](const OpenTask& task) {
    tasks[task.id.value] = std::string(codec::enum_text(task.status)) + " " +
                           std::to_string(task.queue.value) + " " +
                           std::to_string(task.arrived.microseconds) + " " +
                           std::to_string(task.worker.value) + " " + std::to_string(task.offers);
  });
  for (const auto& [id, text] : tasks) out += "task " + std::to_string(id) + " " + text + "\n";
  return out;
}

}  // namespace switchyard::viz
