// Form, then meaning, then the tables.
#include "engine/codec/workspace/compile.h"

#include <utility>

#include "engine/codec/schema/schema.h"
#include "engine/codec/workspace/draft.h"
#include "engine/codec/workspace/nulls.h"
#include "engine/codec/workspace/routing.h"

namespace switchyard::codec {
namespace {

void remember_former_names(const Workspace& previous, Workspace& workspace) {
  set_former_names(previous.activities, workspace.activities);
  set_former_names(previous.channels, workspace.channels);
  set_former_names(previous.workers, workspace.workers);
  set_former_names(previous.queues, workspace.queues);
  set_former_names(previous.workflows, workspace.workflows);
}

// The document with the files in the place of their names.
std::string source_of(const Draft& draft) {
  std::string source;
  std::size_t at = 0;
  for (const Splice& splice : draft.splices) {
    source += draft.document.text.substr(at, splice.begin - at) + splice.text;
    at = splice.end;
  }
  return source + draft.document.text.substr(at);
}

void read_all(Draft& draft) {
  Reader root(draft.document, draft.document.root, draft.problems);
  if (draft.previous != nullptr) draft.workspace.slots = draft.previous->slots;
  read_settings(draft, root);
  read_tenants(draft, root);
  read_activities(draft, root);
  read_calendars(draft, root);
  read_channels(draft, root);
  read_channel_groups(draft, root);
  read_workers(draft, root);
  read_queues(draft, root);
  read_workflows(draft, root);
  read_numbers(draft, root);
  root.object("taskrouter");  // what the REST API keeps: nothing here follows from it
  root.finish();
}

}  // namespace

tl::expected<Compiled, Problems> compile_workspace(const Document& document, const Workspace* previous,
                                                   const FileReader& read_file) {
  const std::optional<Document> cleaned = without_nulls(document);
  Draft draft(cleaned ? *cleaned : document, read_file, previous);
  validate(draft.document, workspace_schema(), draft.problems);
  const bool is_readable = document.root.is(Node::Kind::object) && draft.problems.left_out() == 0;
  if (is_readable) read_all(draft);
  if (!draft.problems.has_errors()) add_warnings(draft);
  Problems problems = std::move(draft.problems);
  problems.sort(document.file);
  if (problems.has_errors()) return tl::unexpected(std::move(problems));
  if (previous != nullptr) remember_former_names(*previous, draft.workspace);
  draft.workspace.source = source_of(draft);
  return Compiled{std::move(draft.workspace), std::move(problems)};
}

tl::expected<Compiled, Problems> compile_workspace(const Document& document, const Workspace* previous) {
  return compile_workspace(document, previous, [](const std::string& file) { return read_document(file); });
}

bool is_taskrouter_workflow(const Document& document) {
  const Node& root = document.root;
  return root.member("task_routing") != nullptr || root.member("filters") != nullptr ||
         root.member("default_filter") != nullptr;
}

Problems check_taskrouter_workflow(const Document& written) {
  const FileReader no_files;
  Document document = written;
  drop_nulls(document.root);
  Draft draft(document, no_files, nullptr);
  draft.is_bare = true;
  draft.workspace.tenants.emplace_back().name = "default";
  const Node* inner = document.root.member("task_routing");
  if (inner != nullptr) {
    Reader reader(document, document.root, draft.problems);
    reader.find("task_routing");
    reader.finish();
  }
  Workflow workflow;
  read_routing(draft, document, inner != nullptr ? *inner : document.root, workflow);
  draft.problems.sort(document.file);
  return std::move(draft.problems);
}

}  // namespace switchyard::codec
