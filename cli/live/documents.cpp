// Statuses become exit codes here: what the document says wrong is the user's, all else the world's.
#include "cli/live/documents.h"

namespace switchyard::cli {
namespace {

std::string path_of(const std::string& workspace) {
  return "/v1/documents/" + adapters::http::percent_encode(workspace);
}

tl::unexpected<Failure> refusal(const ApiAnswer& answer) {
  const std::string text = words_of(answer);
  switch (answer.status) {
    case 401:
      return fail(ExitCode::environment, text,
                  "SWITCHYARD_OPERATOR_TOKEN, or the configuration, says who asks");
    case 404:
    case 422:
      return fail(ExitCode::invalid_input, text);
    case 413:
      return fail(ExitCode::environment, text,
                  "the server takes documents of up to 64 MiB; a proxy before it may take less");
    case 412:
      return fail(ExitCode::environment, text, "somebody changed it meanwhile: look again");
    default:
      return fail(ExitCode::environment, text);
  }
}

Outcome<Json> post(ApiClient& api, const std::string& path, const std::string& text, const std::string& tag) {
  const auto answer =
      api.exchange("POST", path, {{"Content-Type", "application/json"}, {"If-Match", tag}}, text);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return refusal(*answer);
  Json json = Json::parse(answer->body, nullptr, false);
  if (!json.is_object() || !json.contains("version"))
    return fail(ExitCode::environment, "the server's answer is not that of a document");
  return json;
}

}  // namespace

Outcome<DocumentAtWork> fetch_document(ApiClient& api, const std::string& workspace) {
  const auto answer = api.exchange("GET", path_of(workspace), {}, "");
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != 200) return refusal(*answer);
  const auto tag = adapters::http::find_header(answer->headers, "ETag");
  return DocumentAtWork{answer->body, std::string(tag.value_or("*"))};
}

Outcome<ProposedDocument> propose_document(ApiClient& api, const std::string& workspace,
                                           const std::string& text, const std::string& tag) {
  const auto json = post(api, path_of(workspace) + "?dry_run=true", text, tag);
  if (!json) return tl::unexpected(json.error());
  return ProposedDocument{json->value("same", false), json->value("document", std::string())};
}

Outcome<AppliedDocument> apply_document(ApiClient& api, const std::string& workspace, const std::string& text,
                                        const std::string& tag, bool re_evaluate) {
  const auto json = post(api, path_of(workspace) + (re_evaluate ? "?re_evaluate=true" : ""), text, tag);
  if (!json) return tl::unexpected(json.error());
  return AppliedDocument{json->value("version", 0U), json->value("sequence", std::uint64_t{0})};
}

}  // namespace switchyard::cli
