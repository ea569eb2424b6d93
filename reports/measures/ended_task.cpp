// The ways of a task in words.
#include "reports/measures/ended_task.h"

namespace switchyard::reports {
namespace {

template <class List, class Name>
std::string way(const List& list, Name&& name) {
  std::string text;
  for (const auto& entry : list) {
    if (!text.empty()) text += " > ";
    text += name(entry);
  }
  return text;
}

}  // namespace

std::string queues_text(const EndedTask& task, const Names& names) {
  return way(task.queues, [&](TaskQueueId queue) { return names.queue(queue); });
}

std::string workers_text(const EndedTask& task, const Names& names) {
  return way(task.workers, [&](WorkerId worker) { return names.worker(worker); });
}

}  // namespace switchyard::reports
