// Compares two versions thing by thing; queues and workflows by their entries in the document.
#include "adapters/twilio_events/declared.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/codec/document/document.h"

namespace switchyard::adapters::twilio_events {
namespace {

using Marks = std::map<std::string_view, std::string>;

// Of the value: how it is written does not count.
std::string mark_of(const codec::Node& node) {
  return encode(codec::to_value(node));
}

// Marks of the entries under a key of the document, and of what its section for TaskRouter keeps of them.
Marks marks_of(const codec::Document& document, std::string_view key) {
  Marks marks;
  const codec::Node* entries = document.root.member(key);
  if (entries == nullptr) return marks;
  for (const codec::Node& entry : entries->children) {
    const codec::Node* name = entry.member("name");
    if (name != nullptr) marks[name->text] = mark_of(entry);
  }
  const codec::Node* section = document.root.member("taskrouter");
  const codec::Node* facts = section == nullptr ? nullptr : section->member(key);
  if (facts == nullptr) return marks;
  for (const codec::Node& fact : facts->children) marks[fact.key] += mark_of(fact);
  return marks;
}

template <class Thing>
std::vector<DeclaredThing> things_of(const std::vector<Thing>& things, const Marks& marks) {
  std::vector<DeclaredThing> declared;
  for (const Thing& thing : things) {
    const auto mark = marks.find(thing.name);
    declared.push_back({true, mark == marks.end() ? std::string() : mark->second});
    if constexpr (requires { thing.removed; }) declared.back().there = !thing.removed;
  }
  return declared;
}

// What happens to a kind; nothing where TaskRouter has no such event.
struct Types {
  EventType created;
  std::optional<EventType> updated;
  std::optional<EventType> deleted;
};

void compare(const std::vector<DeclaredThing>& before, const std::vector<DeclaredThing>& after,
             const Types& types, std::vector<Change>& changes) {
  for (std::uint32_t id = 0; id < after.size(); ++id) {
    const DeclaredThing was = id < before.size() ? before[id] : DeclaredThing{false, {}};
    const DeclaredThing& is = after[id];
    if (!was.there && is.there) changes.push_back({types.created, id});
    if (was.there && !is.there && types.deleted) changes.push_back({*types.deleted, id});
    if (was.there && is.there && was.mark != is.mark && types.updated)
      changes.push_back({*types.updated, id});
  }
}

}  // namespace

Declared declared_by(const Workspace& rules) {
  const auto document = codec::parse_document(rules.source, "workspace");
  const Marks none;
  const Marks queues = document ? marks_of(*document, "task_queues") : none;
  const Marks workflows = document ? marks_of(*document, "workflows") : none;
  return {things_of(rules.activities, none), things_of(rules.channels, none), things_of(rules.workers, none),
          things_of(rules.queues, queues), things_of(rules.workflows, workflows)};
}

std::vector<Change> changes_between(const Declared& before, const Declared& after) {
  using enum EventType;
  std::vector<Change> changes;
  compare(before.activities, after.activities, {activity_created, {}, {}}, changes);
  compare(before.channels, after.channels, {task_channel_created, {}, {}}, changes);
  compare(before.workers, after.workers, {worker_created, {}, worker_deleted}, changes);
  compare(before.queues, after.queues,
          {task_queue_created, task_queue_expression_updated, task_queue_deleted}, changes);
  compare(before.workflows, after.workflows, {workflow_created, workflow_updated, workflow_deleted}, changes);
  return changes;
}

}  // namespace switchyard::adapters::twilio_events
