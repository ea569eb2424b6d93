// Names are compared here: the API's filters differ from list to list.
#include "cli/live/lookup.h"

#include <fmt/format.h>

#include "engine/codec/text/utf8.h"

namespace switchyard::cli {

std::string cell(const Json& row, const char* field) {
  const auto found = row.find(field);
  if (found == row.end() || found->is_null()) return "-";
  return codec::printable(found->is_string() ? found->get<std::string>() : found->dump());
}

Outcome<std::string> workspace_path(ApiClient& api, const std::string& wanted) {
  const auto all = api.list("/v1/Workspaces?PageSize=1000");
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> sids, names;
  for (const Json& workspace : *all) {
    const std::string sid = cell(workspace, "sid");
    names.push_back(cell(workspace, "friendly_name"));
    if (wanted.empty() || wanted == sid || wanted == names.back()) sids.push_back(sid);
  }
  if (sids.size() == 1) return "/v1/Workspaces/" + sids.front();
  return fail(
      ExitCode::usage,
      sids.empty() ? "there is no such workspace" : "there are several workspaces: name one with --workspace",
      names.empty() ? "" : fmt::format("there are: {}", fmt::join(names, ", ")));
}

Outcome<Json> find_row(ApiClient& api, const std::string& path, const std::string& wanted) {
  const auto rows = api.list(path + "?PageSize=1000");
  if (!rows) return tl::unexpected(rows.error());
  for (const Json& row : *rows) {
    if (cell(row, "sid") == wanted || cell(row, "friendly_name") == wanted) return row;
  }
  return fail(ExitCode::invalid_input, "there is no \"" + wanted + "\"");
}

}  // namespace switchyard::cli
