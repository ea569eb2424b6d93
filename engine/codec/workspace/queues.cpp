// Compiles the task queues of a workspace document into the table that the engine reads.
#include <utility>

#include "engine/codec/workspace/draft.h"
#include "engine/codec/workspace/expressions.h"

namespace switchyard::codec {
namespace {

void place(Draft& draft, std::uint32_t id, TaskQueue queue, const Node& node) {
  std::vector<TaskQueue>& queues = draft.workspace.queues;
  if (queues.size() <= id) {
    queues.resize(id + 1);
    draft.queue_nodes.resize(id + 1, nullptr);
  }
  queues[id] = std::move(queue);
  draft.queue_nodes[id] = &node;
}

std::uint32_t small(std::optional<std::int64_t> number, std::uint32_t otherwise) {
  return number ? static_cast<std::uint32_t>(*number) : otherwise;
}

// Without the key everybody, with an empty text nobody.
void read_target_workers(Draft& draft, Reader& entry, TaskQueue& queue) {
  Node everybody;
  everybody.kind = Node::Kind::string;
  everybody.text = "1==1";
  const Node* text = entry.find("target_workers");
  queue.nobody = text != nullptr && text->is(Node::Kind::string) && text->text.empty();
  if (queue.nobody) return;
  auto program = compile_condition(draft, draft.document, text != nullptr ? *text : everybody,
                                   expression::Dialect::worker);
  if (program) queue.target_workers = std::move(*program);
}

TaskQueue read_queue(Draft& draft, Reader& entry) {
  TaskQueue queue;
  queue.tenant = read_tenant(draft, entry);
  read_target_workers(draft, entry, queue);
  queue.max_reserved_workers = small(entry.integer("max_reserved_workers", 1, 50), 1);
  if (auto order = entry.word("task_order", {"FIFO", "LIFO"})) queue.order = static_cast<TaskOrder>(*order);
  auto limit = entry.integer("waiting_limit", 0, 1'000'000'000);
  if (limit) queue.waiting_limit = static_cast<std::uint32_t>(*limit);
  queue.idle_reserve = small(entry.integer("idle_reserve", 0, 1'000'000), 0);
  return queue;
}

void read_entry(Draft& draft, const Node& node) {
  Reader entry(draft.document, node, draft.problems);
  read_formerly(draft.queues, entry);
  auto id = declare_name(draft, draft.queues, entry, "task queue");
  TaskQueue queue = read_queue(draft, entry);
  entry.find("sid");
  entry.finish();
  if (!id) return;
  queue.name = draft.queues.names().back();
  read_foreign_sid(draft, entry, SidKind::task_queue, *id);
  place(draft, *id, std::move(queue), node);
}

}  // namespace

void read_queues(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) {
    draft.workspace.queues = draft.previous->queues;
    draft.queue_nodes.resize(draft.previous->queues.size(), nullptr);
    for (TaskQueue& queue : draft.workspace.queues) {
      draft.queues.remember(queue.name);
      queue.removed = true;
    }
  }
  if (const Node* list = list_of(root, "task_queues", draft.queues)) {
    for (const Node& node : list->children) {
      if (is_hopeless(draft)) return;
      read_entry(draft, node);
    }
  }
}

}  // namespace switchyard::codec
