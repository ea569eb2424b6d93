// Workspaces: what stands above their own things.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/taskrouter/endpoint.h"

namespace switchyard::adapters::taskrouter {

// Whether the caller sees anything of the workspace: it is the account's, and has the caller's tenant.
bool may_see(const Caller& caller, const Scope& scope);

// A workspace as the list shows it.
struct WorkspaceRow {
  std::shared_ptr<const Configuration> configuration;
  const Workspace* rules = nullptr;
};
// The answer to GET /v1/Workspaces, of those that the caller may see.
Result<http::Response> workspace_list(const Call& call, std::vector<WorkspaceRow> rows);

// What POST /v1/Workspaces makes: the document, and the answer when it has been opened.
struct NewWorkspace {
  std::string document;
  Json body;
};
Result<NewWorkspace> new_workspace(const Call& call);

}  // namespace switchyard::adapters::taskrouter
