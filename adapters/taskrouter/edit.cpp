// Edits documents, and keeps the names in them in step.
#include "adapters/taskrouter/edit.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::adapters::taskrouter {
namespace {

tl::expected<codec::Document, codec::Problems> refuse_files(const std::string& file) {
  codec::Problems problems;
  codec::Problem problem;
  problem.message = "a document that comes over HTTP must not name files";
  problem.file = file;
  problems.add(std::move(problem));
  return tl::unexpected(std::move(problems));
}

ApiError first_of(const codec::Problems& problems) {
  for (const codec::Problem& problem : problems.list()) {
    if (problem.severity == codec::Severity::error)
      return bad_request(problem.message + (problem.hint.empty() ? "" : "; " + problem.hint));
  }
  return bad_request("The configuration is not valid");
}

// What the compiler found may be another tenant's.
ApiError for_caller(const Scope& scope, ApiError error) {
  const std::size_t found = error.message.find(" (found ");
  if (scope.own_tenant() && found != std::string::npos) error.message.resize(found);
  return error;
}

// At most 40 bytes of the name, in whole characters, with a mark that no version used before.
std::string retired_name(SidKind kind, const std::string& name, std::uint32_t version) {
  const bool is_word = kind == SidKind::task_channel;
  std::size_t end = std::min<std::size_t>(name.size(), 40);
  while (end > 0 && end < name.size() && (name[end] & '\xC0') == '\x80') --end;
  const std::string number = std::to_string(version);
  return name.substr(0, end) + (is_word ? "_deleted_" + number : " (deleted " + number + ")");
}

void replace_text(Json& object, std::string_view key, const std::string& from, const std::string& to) {
  if (text_of(object, key) == from) object[std::string(key)] = to;
}

void rename_activity(Json& document, const std::string& from, const std::string& to) {
  replace_text(document, "default_activity", from, to);
  replace_text(document, "timeout_activity", from, to);
  for (Json& worker : document["workers"]) replace_text(worker, "activity", from, to);
  for (Json& channel : document["task_channels"]) {
    if (channel.contains("on_miss")) replace_text(channel["on_miss"], "activity", from, to);
  }
}

void rename_channel(Json& document, const std::string& from, const std::string& to) {
  for (Json& worker : document["workers"]) {
    if (!worker.contains("channels") || !worker["channels"].contains(from)) continue;
    worker["channels"][to] = worker["channels"][from];
    worker["channels"].erase(from);
  }
}

void forget_channel(Json& document, const std::string& name) {
  for (Json& worker : document["workers"]) {
    if (worker.contains("channels") && worker["channels"].contains(name)) worker["channels"].erase(name);
  }
}

void rename_queue_in(Json& targets, const std::string& from, const std::string& to) {
  for (Json& target : targets) replace_text(target, "queue", from, to);
}

void rename_queue(Json& document, const std::string& from, const std::string& to) {
  for (Json& workflow : document["workflows"]) {
    if (!workflow.contains("task_routing")) continue;
    Json& routing = workflow["task_routing"];
    if (routing.contains("default_filter")) replace_text(routing["default_filter"], "queue", from, to);
    if (!routing.contains("filters")) continue;
    for (Json& filter : routing["filters"]) rename_queue_in(filter["targets"], from, to);
  }
  if (!document.contains("tenants")) return;
  for (Json& tenant : document["tenants"]) {
    if (tenant.contains("callbacks")) replace_text(tenant["callbacks"], "queue", from, to);
  }
}

void rename_workflow(Json& document, const std::string& from, const std::string& to) {
  if (!document.contains("numbers")) return;
  for (Json& number : document["numbers"]) replace_text(number, "workflow", from, to);
}

}  // namespace

Result<Workspace> compile(const Json& document, const Workspace* previous) {
  auto parsed =
      codec::parse_document(document.dump(-1, ' ', false, Json::error_handler_t::replace), "workspace");
  if (!parsed) return tl::unexpected(first_of(parsed.error()));
  auto compiled = codec::compile_workspace(*parsed, previous, refuse_files);
  if (!compiled) return tl::unexpected(first_of(compiled.error()));
  return std::move(compiled->workspace);
}

Edit::Edit(const Scope& scope)
    : scope_(scope), now_(date_text(scope.now())), document_(scope.configuration().document()) {}

Json& Edit::section() {
  Json& section = document_["taskrouter"];
  section["date_updated"] = now_;
  return section;
}

Json& Edit::facts(SidKind kind, const std::string& name) {
  Json& facts = document_["taskrouter"][std::string(document_key(kind))][name];
  facts["date_updated"] = now_;
  return facts;
}

Json& Edit::entry(SidKind kind, std::string_view name) {
  Json& list = document_[std::string(document_key(kind))];
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Json& entry) { return text_of(entry, "name") == name; });
  SY_CHECK(found != list.end());
  return *found;
}

void Edit::add(SidKind kind, Json entry) {
  const std::string name = text_of(entry, "name");
  document_[std::string(document_key(kind))].push_back(std::move(entry));
  facts(kind, name)["date_created"] = now_;
}

void Edit::rename(SidKind kind, const std::string& from, const std::string& to) {
  if (from == to) return;
  Json& renamed = entry(kind, from);
  renamed["name"] = to;
  renamed["formerly"] = from;
  Json kept = facts(kind, from);
  document_["taskrouter"][std::string(document_key(kind))].erase(from);
  facts(kind, to) = std::move(kept);
  if (kind == SidKind::activity) rename_activity(document_, from, to);
  if (kind == SidKind::task_channel) rename_channel(document_, from, to);
  if (kind == SidKind::task_queue) rename_queue(document_, from, to);
  if (kind == SidKind::workflow) rename_workflow(document_, from, to);
}

Result<void> Edit::step(WorkflowId re_evaluate) {
  const Workspace* previous = &scope_.rules();
  if (!commands_.empty()) previous = &std::get<WorkspaceChanges>(commands_.back()).workspace.front();
  auto compiled = compile(document_, previous);
  if (!compiled) return tl::unexpected(for_caller(scope_, std::move(compiled.error())));
  WorkspaceChanges changes;
  changes.workspace.push_back(*std::move(compiled));
  changes.re_evaluate = !re_evaluate.is_none();
  changes.workflow = re_evaluate;
  commands_.emplace_back(std::move(changes));
  return {};
}

Result<void> Edit::remove(SidKind kind, const std::string& name) {
  const std::string retired = retired_name(kind, name, scope_.rules().version);
  rename(kind, name, retired);
  if (auto renamed = step(); !renamed) return renamed;
  const std::string key(document_key(kind));
  Json& list = document_[key];
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Json& entry) { return text_of(entry, "name") == retired; });
  list.erase(found);
  document_["taskrouter"][key].erase(retired);
  if (kind == SidKind::task_channel) forget_channel(document_, retired);
  return step();
}

Change Edit::change(Reply reply) && {
  return {std::move(commands_), std::move(reply)};
}

}  // namespace switchyard::adapters::taskrouter
