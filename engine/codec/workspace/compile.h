// From the workspace document to the tables that the engine runs.
#pragma once

#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "engine/codec/document/document.h"
#include "engine/workspace/workspace.h"

namespace switchyard::codec {

struct Compiled {
  Workspace workspace;
  Problems warnings;  // what is allowed, and surely not meant
};

// How a workflow's `file` is read. Whoever takes documents from strangers gives one that refuses.
using FileReader = std::function<tl::expected<Document, Problems>(const std::string& file)>;

// Checks the document's form (workspace.schema.json) and meaning, and compiles it. Docs/formats.md has the
// form.
//
// What `previous` declares keeps its ids, by name: workers, queues and workflows that the document does not
// have stay with removed = true, tenants, activities and channels just stay; slots are only added. The
// version is the next. Targets are laid out anew: their ids belong to one version. The name of the workspace
// and whether an activity is available cannot change.
//
// Workspace::source is the document's text with each workflow's file put in its place, so that compiling it
// gives the same workspace again without the files.
//
// O(document), and O(queues · workers) with a fixed limit for the warning about queues that nobody matches.
tl::expected<Compiled, Problems> compile_workspace(const Document& document,
                                                   const Workspace* previous = nullptr);
tl::expected<Compiled, Problems> compile_workspace(const Document& document, const Workspace* previous,
                                                   const FileReader& read_file);

// Checks a TaskRouter workflow configuration that stands alone, with or without the task_routing around it:
// form and expressions, not the names, which nothing declares here. Keys of our own (ring, worker_order,
// timeout_attribute, leave_after_misses, leave_after_rejects) are errors: TaskRouter would not know them.
Problems check_taskrouter_workflow(const Document& document);

// Whether the document is such a configuration, to tell it from a workspace or scenario.
bool is_taskrouter_workflow(const Document& document);

}  // namespace switchyard::codec
