// One target of a filter.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/expressions.h"
#include "engine/codec/workspace/routing.h"
#include "engine/state/tenancy.h"

namespace switchyard::codec {
namespace {

constexpr std::int64_t highest_number = 2'147'483'647;
constexpr std::array<std::string_view, 9> our_keys{"ring",
                                                   "worker_order",
                                                   "timeout_attribute",
                                                   "leave_after_misses",
                                                   "leave_after_rejects",
                                                   "during",
                                                   "outside",
                                                   "skip_when_nobody_on_shift",
                                                   "end"};

// A whole number, or the same in a string, as TaskRouter accepts it.
std::optional<std::int64_t> read_numeric(Reader& reader, std::string_view key, std::int64_t least) {
  const Node* node = reader.find(key);
  if (node == nullptr) return std::nullopt;
  if (!node->is(Node::Kind::string)) {
    return read_integer(reader.document(), *node, reader.problems(), least, highest_number);
  }
  std::int64_t number = 0;
  const char* end = node->text.data() + node->text.size();
  auto [stop, error] = std::from_chars(node->text.data(), end, number);
  if (error == std::errc{} && stop == end && number >= least && number <= highest_number) return number;
  expect(reader.document(), *node, reader.problems(),
         "must be a whole number from " + std::to_string(least) + " to " + std::to_string(highest_number),
         key == "timeout" ? "it is in seconds: 20 or \"20\"" : "");
  return std::nullopt;
}

std::optional<TaskQueueId> queue_by_sid(const Draft& draft, std::string_view text) {
  auto sid = find_sid(draft, text);
  if (!sid || sid->kind != SidKind::task_queue || sid->serial > draft.workspace.queues.size())
    return std::nullopt;
  const TaskQueue& queue = draft.workspace.queues[sid->serial - 1];
  if (queue.removed) return std::nullopt;
  return TaskQueueId{static_cast<std::uint32_t>(sid->serial - 1)};
}

TaskQueueId find_queue(Draft& draft, Reader& reader, const Node& name, TenantId tenant) {
  if (draft.is_bare || !name.is(Node::Kind::string)) return TaskQueueId{0};
  auto queue = queue_by_sid(draft, name.text);
  if (!queue && looks_like_sid(name.text) && !draft.queues.find(name.text)) {
    reader.report(name, "there is no task queue with the SID " + name.text,
                  "give the queue it means this \"sid\", or write its name here");
    return TaskQueueId{0};
  }
  if (!queue) {
    auto id = look_up(draft, draft.queues, reader.document(), name, "task queue");
    if (!id) return TaskQueueId{0};
    queue = TaskQueueId{*id};
  }
  const TenantId owner = draft.workspace.queues[queue->index()].tenant;
  if (!may_serve(draft.workspace, owner, tenant)) {
    reader.report(name, "the queue must be of the workflow's tenant or of a team that it shares (found " +
                            shortened(quoted(draft.workspace.tenants[owner.index()].name), 60) + ")");
  }
  return *queue;
}

TaskQueueId read_queue(Draft& draft, Reader& reader, TenantId tenant, TaskQueueId inherited) {
  const Node* name = reader.find("queue");
  if (reader.has("end") && !draft.is_bare) return {};
  if (name != nullptr) return find_queue(draft, reader, *name, tenant);
  if (!inherited.is_none()) return inherited;
  reader.require("queue");
  return TaskQueueId{0};
}

void read_known_worker(Draft& draft, Reader& reader, Target& target) {
  const Node* by_sid = reader.find("known_worker_sid");
  const Node* by_name = reader.find("known_worker_friendly_name");
  const Node* path = by_sid != nullptr ? by_sid : by_name;
  if (by_sid != nullptr && by_name != nullptr) {
    reader.report(*by_name, "a target must name its known worker once", "keep the SID or the name");
  }
  if (path == nullptr) return;
  auto slot = compile_task_path(draft, reader.document(), *path);
  if (!slot) return;
  target.known_worker.by = by_sid != nullptr ? KnownWorker::By::sid : KnownWorker::By::friendly_name;
  target.known_worker.task_slot = *slot;
}

void read_expressions(Draft& draft, Reader& reader, Target& target) {
  const Document& document = reader.document();
  if (const Node* text = reader.find("expression")) {
    target.expression = compile_condition(draft, document, *text, expression::Dialect::target);
  }
  if (const Node* text = reader.find("skip_if")) {
    target.skip_if = compile_condition(draft, document, *text, expression::Dialect::skip_if);
  }
  if (const Node* text = reader.find("order_by")) target.order_by = compile_order_by(draft, document, *text);
}

Ring read_ring_step(Draft& draft, const Document& document, const Node& node) {
  Reader reader(document, node, draft.problems);
  auto best = reader.integer("best", 1, 1'000'000);
  auto more = reader.integer("more", 1, 1'000'000);
  auto every = reader.duration("every", milliseconds(100));
  bool is_best = reader.has("best");
  bool is_step = reader.has("more") || reader.has("every");
  if (is_best == is_step) {
    reader.report(node, "ring must be \"all\", {\"best\": N} or {\"more\": N, \"every\": \"5s\"}");
  } else if (is_step) {
    reader.require("more");
    reader.require("every");
  }
  reader.finish();
  if (best) return Ring{Ring::Kind::best, static_cast<std::uint32_t>(*best), {}};
  return Ring{Ring::Kind::step, static_cast<std::uint32_t>(more.value_or(1)), every.value_or(seconds(1))};
}

void read_ring(Draft& draft, Reader& reader, Target& target) {
  const Node* node = reader.find("ring");
  if (node == nullptr) return;
  if (node->is(Node::Kind::object)) {
    target.ring = read_ring_step(draft, reader.document(), *node);
  } else if (reader.word("ring", {"all"})) {
    target.ring.kind = Ring::Kind::all;
  }
}

void read_our_keys(Draft& draft, Reader& reader, Target& target) {
  read_ring(draft, reader, target);
  target.hours = read_during(draft, reader);
  target.skip_when_nobody_on_shift = reader.boolean("skip_when_nobody_on_shift").value_or(false);
  if (reader.word("end", {"voicemail"})) target.end = TargetEnd::voicemail;
  target.worker_order = read_worker_order(reader);
  if (const Node* path = reader.find("timeout_attribute")) {
    target.timeout_task_slot = compile_task_path(draft, reader.document(), *path);
  }
  auto misses = reader.integer("leave_after_misses", 0, 1'000'000);
  auto rejects = reader.integer("leave_after_rejects", 0, 1'000'000);
  target.leave_after_misses = static_cast<std::uint32_t>(misses.value_or(0));
  target.leave_after_rejects = static_cast<std::uint32_t>(rejects.value_or(0));
}

// What ends here waits for nobody: only whether it counts now can be said.
void refuse_keys_beside_end(Reader& reader) {
  constexpr std::array<std::string_view, 3> allowed{"end", "during", "outside"};
  for (const Node& member : reader.node().children) {
    if (std::find(allowed.begin(), allowed.end(), member.key) != allowed.end()) continue;
    reader.problems().add(reader.document().key_problem(
        member, quoted(member.key) + " must not stand beside end: the task waits for nobody here"));
  }
}

}  // namespace

Hours read_during(Draft& draft, Reader& reader) {
  return Hours{read_calendar(draft, reader, "during"), read_calendar(draft, reader, "outside")};
}

void refuse_our_keys(Reader& reader, std::span<const std::string_view> keys) {
  for (std::string_view key : keys) {
    const Node* node = reader.find(key);
    if (node == nullptr) continue;
    reader.problems().add(reader.document().key_problem(
        *node, quoted(key) + " is a key of ours, which TaskRouter does not know",
        "it may stand in a workflow of a workspace document"));
  }
}

Target read_target(Draft& draft, const Document& document, const Node& node, TenantId tenant,
                   TaskQueueId inherited) {
  Reader reader(document, node, draft.problems);
  Target target;
  target.queue = read_queue(draft, reader, tenant, inherited);
  if (auto priority = read_numeric(reader, "priority", 0))
    target.priority = static_cast<std::int32_t>(*priority);
  if (auto timeout = read_numeric(reader, "timeout", 1)) target.timeout = seconds(*timeout);
  read_expressions(draft, reader, target);
  read_known_worker(draft, reader, target);
  if (draft.is_bare) {
    refuse_our_keys(reader, our_keys);
  } else {
    read_our_keys(draft, reader, target);
  }
  if (target.end != TargetEnd::nothing) refuse_keys_beside_end(reader);
  reader.finish();
  return target;
}

}  // namespace switchyard::codec
