// What one workspace says otherwise than another, thing by thing.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/codec/document/document.h"

namespace switchyard::cli {

struct WorkspaceChange {
  enum class What { added, removed, changed };

  std::string kind;  // "worker", "task queue" …; "workspace" for its own settings
  std::string name;  // of the thing; empty for the workspace
  What what = What::changed;
  std::string field;              // of what changed: a pointer within the thing, such as "attributes/level"
  nlohmann::ordered_json before;  // of what changed; null: it was not said
  nlohmann::ordered_json after;
};

// Both are good workspaces whose workflows stand in the document. Things are matched by name; their order
// does not count. In the order of the second document, what only the first has comes last. O(size · log
// names).
std::vector<WorkspaceChange> changes_between(const codec::Document& before, const codec::Document& after);

// One line a change, with a line feed each.
std::string to_text(const std::vector<WorkspaceChange>& changes);
nlohmann::ordered_json to_json(const std::vector<WorkspaceChange>& changes);

}  // namespace switchyard::cli
