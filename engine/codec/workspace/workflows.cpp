// Workflows, written in the document or in files beside it.
#include <filesystem>
#include <utility>

#include "engine/codec/schema/schema.h"
#include "engine/codec/text/utf8.h"
#include "engine/codec/workspace/draft.h"
#include "engine/codec/workspace/nulls.h"
#include "engine/codec/workspace/routing.h"

namespace switchyard::codec {
namespace {

std::string beside(const std::string& document, const std::string& file) {
  return (std::filesystem::path(document).parent_path() / file).lexically_normal().string();
}

// The configuration without the task_routing around it, which one form of it has.
const Node& inner_routing(const Document& file) {
  const Node* inner = file.root.member("task_routing");
  return inner != nullptr ? *inner : file.root;
}

// Other keys beside task_routing are nobody's.
void refuse_neighbours(Draft& draft, const Document& file) {
  if (file.root.member("task_routing") == nullptr) return;
  Reader reader(file, file.root, draft.problems);
  reader.find("task_routing");
  reader.finish();
}

std::string text_of(const Document& file, const Node& node) {
  return "\"task_routing\": " + file.text.substr(node.offset, node.end - node.offset);
}

void read_file(Draft& draft, const Node& name, Workflow& workflow) {
  auto read = draft.read_file(beside(draft.document.file, name.text));
  if (!read) {
    Problem problem = read.error().list().front();
    if (problem.environment) {
      Problem here =
          draft.document.problem(name, problem.message + ": " + shortened(problem.file, 200), problem.hint);
      here.environment = true;
      draft.problems.add(std::move(here));
    } else {
      draft.problems.add_all(read.error());
    }
    return;
  }
  draft.file_bytes += read->text.size();
  if (draft.document.text.size() + draft.file_bytes > Limits().bytes) {
    draft.problems.add(draft.document.problem(
        name, "a workspace with its files must have at most " + std::to_string(Limits().bytes) + " bytes"));
    return;
  }
  drop_nulls(read->root);
  const Document& file = draft.files.emplace_back(std::move(*read));
  const Node& routing = inner_routing(file);
  validate_part(file, routing, workspace_schema(), "task_routing", draft.problems);
  refuse_neighbours(draft, file);
  read_routing(draft, file, routing, workflow);
  draft.splices.push_back({name.key_offset, name.end, text_of(file, routing)});
}

void read_rules(Draft& draft, Reader& entry, Workflow& workflow) {
  const Node* routing = entry.object("task_routing");
  const Node* file = entry.find("file");
  if (routing != nullptr && file != nullptr) {
    entry.report(*file, "a workflow must have its rules here or in a file, not both");
  } else if (routing != nullptr) {
    read_routing(draft, draft.document, *routing, workflow);
  } else if (file != nullptr && entry.required_string("file")) {
    read_file(draft, *file, workflow);
  } else if (file == nullptr && !entry.has("task_routing")) {
    draft.problems.add(draft.document.problem(entry.node(), "\"task_routing\" is missing here",
                                              "or \"file\", which names a TaskRouter workflow"),
                       "task_routing");
  }
}

void place(Draft& draft, std::uint32_t id, Workflow workflow) {
  std::vector<Workflow>& workflows = draft.workspace.workflows;
  if (workflows.size() <= id) workflows.resize(id + 1);
  workflows[id] = std::move(workflow);
}

void read_entry(Draft& draft, const Node& node) {
  Reader entry(draft.document, node, draft.problems);
  Workflow workflow;
  read_formerly(draft.workflows, entry);
  auto id = declare_name(draft, draft.workflows, entry, "workflow");
  if (id) workflow.name = draft.workflows.names().back();
  workflow.tenant = read_tenant(draft, entry);
  workflow.reservation_timeout =
      entry.duration_or_seconds("task_reservation_timeout", seconds(1), days(1)).value_or(seconds(120));
  read_rules(draft, entry, workflow);
  entry.finish();
  if (id) place(draft, *id, std::move(workflow));
}

// An empty shell: its tasks keep the version that they came with.
Workflow removed(Workflow workflow) {
  workflow.filters.clear();
  workflow.default_filter.reset();
  workflow.removed = true;
  return workflow;
}

}  // namespace

void read_workflows(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) {
    for (const Workflow& workflow : draft.previous->workflows) {
      draft.workflows.remember(workflow.name);
      draft.workspace.workflows.push_back(removed(workflow));
    }
  }
  if (const Node* list = list_of(root, "workflows", draft.workflows)) {
    for (const Node& node : list->children) {
      if (is_hopeless(draft)) return;
      read_entry(draft, node);
    }
  }
}

}  // namespace switchyard::codec
