// Puts what was said at an arrival into one run of bytes and hashes it.
#include "reports/difference/marks.h"

#include <string_view>

#include "engine/base/match.h"
#include "engine/codec/log/format.h"

namespace switchyard::reports {
namespace {

// Each text with its length first, so that neighbours cannot be mistaken.
void append(std::string& bytes, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  bytes += text;
}

void append(std::string& bytes, Time time) {
  bytes.append(reinterpret_cast<const char*>(&time.microseconds), sizeof time.microseconds);
}

void append(std::string& bytes, const Route& route, const Workspace& workspace) {
  bytes += static_cast<char>(route.index());
  append(bytes, match(
                    route,
                    [&](const ThroughWorkflow& to) -> std::string_view {
                      return workspace.workflows[to.workflow.index()].name;
                    },
                    [&](const ToWorker& to) -> std::string_view {
                      return workspace.workers[to.worker.index()].name;
                    },
                    [&](const ToTaskQueue& to) -> std::string_view {
                      return workspace.queues[to.queue.index()].name;
                    }));
}

std::uint64_t hash_of(std::string_view bytes) {
  return codec::chained_checksum(bytes, 0);
}

}  // namespace

ArrivalMarks ArrivalMarker::of(Time time, const TaskArrives& command, const Workspace& workspace) {
  ArrivalMarks marks;
  if (!command.key.empty()) marks.key = hash_of(command.key);
  bytes_.clear();
  append(bytes_, workspace.tenants[command.tenant.index()].name);
  append(bytes_, command.thread);
  if (!command.thread.empty()) marks.thread = hash_of(bytes_);
  append(bytes_, workspace.channels[command.channel.index()].name);
  marks.task.place = hash_of(bytes_);
  append(bytes_, time);
  append(bytes_, command.route, workspace);
  append(bytes_, command.attributes.bytes());
  marks.task.arrival = hash_of(bytes_);
  return marks;
}

}  // namespace switchyard::reports
