// Statuses become exit codes here: what was asked for is the user's fault, all else the world's.
#include "cli/live/diverts.h"

#include "cli/json_text.h"

namespace switchyard::cli {
namespace {

std::string path_of(const std::string& workspace) {
  return "/v1/diverts/" + adapters::http::percent_encode(workspace);
}

tl::unexpected<Failure> refusal(const ApiAnswer& answer) {
  const std::string text = words_of(answer);
  if (answer.status == 401)
    return fail(ExitCode::environment, text, "SWITCHYARD_OPERATOR_TOKEN says who asks");
  if (answer.status == 403)
    return fail(ExitCode::invalid_input, text, "SWITCHYARD_DIVERT_CODE is the tenant's divert_code");
  return fail(answer.status >= 500 ? ExitCode::environment : ExitCode::invalid_input, text);
}

Outcome<Json> ask(ApiClient& api, const std::string& method, const std::string& path,
                  const std::string& body) {
  const auto answer = api.exchange(method, path, {{"Content-Type", "application/json"}}, body);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return refusal(*answer);
  return Json::parse(answer->body, nullptr, false);
}

}  // namespace

Outcome<std::string> name_of_workspace(ApiClient& api, const std::string& wanted) {
  if (!wanted.empty()) return wanted;
  const auto all = ask(api, "GET", "/v1/documents", "");
  if (!all) return tl::unexpected(all.error());
  if (!all->is_array() || all->size() != 1)
    return fail(ExitCode::usage, "there is not one workspace: name one with --workspace");
  return all->front().value("workspace", std::string());
}

Outcome<std::vector<Json>> list_diverts(ApiClient& api, const std::string& workspace) {
  const auto answer = ask(api, "GET", path_of(workspace), "");
  if (!answer) return tl::unexpected(answer.error());
  if (!answer->is_object() || !answer->contains("diverts"))
    return fail(ExitCode::environment, "the server's answer is not that of diverts");
  std::vector<Json> rows;
  for (Json row : (*answer)["diverts"]) {
    row["workspace"] = workspace;
    rows.push_back(std::move(row));
  }
  return rows;
}

Outcome<void> change_divert(ApiClient& api, const std::string& workspace, const Json& wish) {
  if (const auto done = ask(api, "POST", path_of(workspace), json_text(wish)); !done)
    return tl::unexpected(done.error());
  return {};
}

}  // namespace switchyard::cli
