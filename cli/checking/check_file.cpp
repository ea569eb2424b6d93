// Telling documents apart, and handing each to its own reader.
#include "cli/checking/check_file.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/checking/check_config.h"
#include "engine/codec/document/document.h"
#include "engine/codec/workspace/compile.h"
#include "sim/scenario/read_scenario.h"

namespace switchyard::cli {
namespace {

template <std::size_t count>
bool has_any(const codec::Node& root, const std::array<std::string_view, count>& keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return root.member(key) != nullptr; });
}

bool names_schema(const codec::Node& root, std::string_view file) {
  const codec::Node* schema = root.member("$schema");
  return schema != nullptr && schema->text.find(file) != std::string::npos;
}

DocumentKind kind_of(const codec::Document& document) {
  static constexpr std::array<std::string_view, 7> of_scenario = {
      "workspace", "traffic", "people", "extends", "start", "length", "recorded"};
  static constexpr std::array<std::string_view, 6> of_workspace = {
      "task_queues", "workers", "workflows", "activities", "task_channels", "tenants"};
  static constexpr std::array<std::string_view, 5> of_config = {"listen", "journal", "accounts", "workspaces",
                                                                "operators"};
  const codec::Node& root = document.root;
  if (codec::is_taskrouter_workflow(document)) return DocumentKind::taskrouter_workflow;
  if (names_schema(root, "scenario.schema.json")) return DocumentKind::scenario;
  if (names_schema(root, "workspace.schema.json")) return DocumentKind::workspace;
  if (names_schema(root, "config.schema.json")) return DocumentKind::configuration;
  if (has_any(root, of_scenario)) return DocumentKind::scenario;
  if (has_any(root, of_config)) return DocumentKind::configuration;
  return has_any(root, of_workspace) ? DocumentKind::workspace : DocumentKind::unknown;
}

codec::Problems problems_of(codec::Document document, DocumentKind kind) {
  if (kind == DocumentKind::taskrouter_workflow) return codec::check_taskrouter_workflow(document);
  if (kind == DocumentKind::scenario) {
    auto read = sim::read_scenario(std::move(document));
    return read ? std::move(read->warnings) : std::move(read.error());
  }
  if (kind == DocumentKind::workspace) {
    auto compiled = codec::compile_workspace(document);
    return compiled ? std::move(compiled->warnings) : std::move(compiled.error());
  }
  if (kind == DocumentKind::configuration) return check_config(document);
  codec::Problems problems;
  problems.add(document.problem(document.root,
                                "must be a workspace, a scenario, a TaskRouter workflow or a configuration",
                                "\"$schema\" says which one is meant; switchyard schema prints the forms"));
  return problems;
}

}  // namespace

std::string_view kind_name(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::workspace:
      return "workspace";
    case DocumentKind::scenario:
      return "scenario";
    case DocumentKind::taskrouter_workflow:
      return "TaskRouter workflow";
    case DocumentKind::configuration:
      return "configuration";
    case DocumentKind::unknown:
      break;
  }
  return "unknown";
}

CheckedFile check_file(const std::string& file) {
  CheckedFile checked;
  checked.file = file;
  auto document = codec::read_document(file);
  if (!document) {
    checked.problems = std::move(document.error());
    return checked;
  }
  checked.kind = kind_of(*document);
  checked.problems = problems_of(std::move(*document), checked.kind);
  return checked;
}

}  // namespace switchyard::cli
