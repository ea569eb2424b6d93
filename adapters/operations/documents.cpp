// The document is compiled on top of the version that is at work at that moment, on the host's thread; so
// what was checked is what is journaled.
#include "adapters/operations/documents.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "adapters/http/json_answer.h"
#include "engine/codec/workspace/compile.h"
#include "engine/state/state.h"

namespace switchyard::adapters::operations {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view root = "/v1/documents";

http::Response overloaded() {
  http::Response response = http::json_refusal(503, "the host takes no work at the moment");
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

std::string tag_of(std::uint32_t version) {
  return '"' + std::to_string(version) + '"';
}

http::Response not_valid(const codec::Problems& problems) {
  Json list = Json::array();
  for (const codec::Problem& problem : problems.list()) {
    if (problem.severity != codec::Severity::error) continue;
    list.push_back({{"line", problem.line},
                    {"column", problem.column},
                    {"pointer", problem.pointer},
                    {"message", problem.message},
                    {"hint", problem.hint}});
  }
  return http::json_answer(
      422, {{"status", 422}, {"message", codec::to_text(problems)}, {"problems", std::move(list)}});
}

tl::expected<codec::Document, codec::Problems> refuse_files(const std::string& file) {
  codec::Problem problem;
  problem.file = file;
  problem.message = "a document that comes over HTTP must not name files";
  codec::Problems problems;
  problems.add(std::move(problem));
  return tl::unexpected(std::move(problems));
}

// As it stands in the text.
std::string text_of(const codec::Document& document, const codec::Node& node) {
  return document.text.substr(node.offset, node.end - node.offset);
}

// The text with another first member of the object.
std::string with_member(const codec::Document& document, const codec::Node& object,
                        const std::string& member) {
  std::string text = document.text;
  return text.insert(object.offset + 1, member + (object.children.empty() ? "" : ","));
}

// The text with what the REST API keeps of the version at work: the section; and where the new document has
// one, whose the workspace is, so that nobody's messages are turned away by what was left out.
std::string with_section(const codec::Document& document, const std::string& source) {
  const auto current = codec::parse_document(source, "workspace");
  const codec::Node* kept = current ? current->root.member("taskrouter") : nullptr;
  if (kept == nullptr || !document.root.is(codec::Node::Kind::object)) return document.text;
  const codec::Node* section = document.root.member("taskrouter");
  if (section == nullptr)
    return with_member(document, document.root, "\"taskrouter\": " + text_of(*current, *kept));
  const codec::Node* owner = kept->member("account_sid");
  const bool says_whose = owner == nullptr || section->member("account_sid") != nullptr;
  if (says_whose || !section->is(codec::Node::Kind::object)) return document.text;
  return with_member(document, *section, "\"account_sid\": " + text_of(*current, *owner));
}

// One POST, from the question to the answer; decided and told on the host's thread.
struct Swap {
  std::string text;
  std::string if_match;
  bool dry_run = false;
  bool re_evaluate = false;
  Documents::Judge judge = {};
  std::optional<http::Response> response;  // when nothing is to be journaled

  std::vector<Command> decide(const WorkspaceView& view);
};

tl::expected<Workspace, http::Response> compiled(const Swap& swap, const WorkspaceView& view) {
  const Workspace& current = view.engine.state().workspace();
  const auto written = codec::parse_document(swap.text, "document");
  if (!written) return tl::unexpected(not_valid(written.error()));
  if (const codec::Problems wrong = swap.judge ? swap.judge(*written) : codec::Problems(); wrong.has_errors())
    return tl::unexpected(not_valid(wrong));
  const auto document = codec::parse_document(with_section(*written, current.source), "document");
  if (!document) return tl::unexpected(not_valid(document.error()));
  auto result = codec::compile_workspace(*document, &current, refuse_files);
  if (!result) return tl::unexpected(not_valid(result.error()));
  if (result->workspace.name != view.name) {
    return tl::unexpected(http::json_refusal(422, "the document is of \"" + result->workspace.name +
                                                      "\", not of \"" + std::string(view.name) + '"'));
  }
  return std::move(result->workspace);
}

std::vector<Command> Swap::decide(const WorkspaceView& view) {
  const Workspace& current = view.engine.state().workspace();
  const Json head{{"workspace", view.name}, {"version", current.version}};
  if (!if_match.empty() && if_match != "*" && if_match != tag_of(current.version)) {
    response =
        http::json_refusal(412, "another version is at work by now: " + std::to_string(current.version));
    return {};
  }
  auto rules = compiled(*this, view);
  if (!rules) {
    response = std::move(rules.error());
    return {};
  }
  const bool same = rules->source == current.source;
  Json body = head;
  body["same"] = same;
  if (dry_run) {
    body["document"] = rules->source;
  } else {
    body["sequence"] = view.engine.sequence();
  }
  if (dry_run || same) {
    response = http::json_answer(200, body);
    return {};
  }
  WorkspaceChanges changes;
  changes.workspace.push_back(*std::move(rules));
  changes.re_evaluate = re_evaluate;
  return {std::move(changes)};
}

http::Response told(const Swap& swap, const WorkspaceView* view, const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::unknown_workspace)
    return http::json_refusal(404, "there is no such workspace");
  if (outcome.kind == Outcome::Kind::journal_failed) return overloaded();
  if (swap.response) return *swap.response;
  const AppliedTurn& turn = outcome.turns.front();
  for (const Event& event : turn.output.events) {
    if (std::holds_alternative<CommandRefused>(event))
      return http::json_refusal(409, "the engine refuses it: it does not continue the version at work");
  }
  return http::json_answer(200, {{"workspace", view->name},
                                 {"version", view->engine.state().workspace().version},
                                 {"same", false},
                                 {"sequence", turn.sequence}});
}

// A misspelt ?dry_run must not become a swap, so whatever is not understood is told. Empty: all was.
std::string read_wishes(const http::Fields& query, Swap& swap) {
  for (const auto& [name, value] : query) {
    bool* const wish = name == "dry_run"       ? &swap.dry_run
                       : name == "re_evaluate" ? &swap.re_evaluate
                                               : nullptr;
    if (wish == nullptr) return '"' + name + "\" is no parameter here: there are dry_run and re_evaluate";
    if (value != "true" && value != "false") return name + " must be true or false";
    *wish = value == "true";
  }
  return {};
}

}  // namespace

void Documents::handle(const http::Request& request, http::Respond respond) {
  if (!may_use_(request)) return respond(http::json_refusal(401, "documents are for operators"));
  if (request.path == root) {
    if (request.method != "GET") return respond(http::json_refusal(405, "only GET"));
    return list(std::move(respond));
  }
  const std::string name = request.path.substr(root.size() + 1);
  if (request.method == "GET") return show(name, std::move(respond));
  if (request.method == "POST") return change(name, request, std::move(respond));
  respond(http::json_refusal(405, "only GET and POST"));
}

void Documents::list(http::Respond respond) {
  const bool asked = port_.look_at_all([respond](const std::vector<WorkspaceView>& views) {
    Json list = Json::array();
    for (const WorkspaceView& view : views) {
      list.push_back({{"workspace", view.name},
                      {"version", view.engine.state().workspace().version},
                      {"sequence", view.engine.sequence()}});
    }
    respond(http::json_answer(200, list));
  });
  if (!asked) respond(overloaded());
}

void Documents::show(const std::string& name, http::Respond respond) {
  Work work;
  work.workspace = name;
  work.finish = [respond](const WorkspaceView* view, const Outcome&) {
    if (view == nullptr) return respond(http::json_refusal(404, "there is no such workspace"));
    const Workspace& rules = view->engine.state().workspace();
    respond({200, {{"Content-Type", "application/json"}, {"ETag", tag_of(rules.version)}}, rules.source});
  };
  if (!port_.submit(std::move(work))) respond(overloaded());
}

void Documents::change(const std::string& name, const http::Request& request, http::Respond respond) {
  const auto swap = std::make_shared<Swap>();
  swap->text = request.body;
  swap->judge = judge_;
  swap->if_match = http::find_header(request.headers, "If-Match").value_or("");
  if (std::string fault = read_wishes(request.query, *swap); !fault.empty())
    return respond(http::json_refusal(400, std::move(fault)));
  Work work;
  work.workspace = name;
  work.decide = [swap](const WorkspaceView& view) { return swap->decide(view); };
  work.finish = [swap, respond](const WorkspaceView* view, const Outcome& outcome) {
    respond(told(*swap, view, outcome));
  };
  if (!port_.submit(std::move(work))) respond(overloaded());
}

}  // namespace switchyard::adapters::operations
