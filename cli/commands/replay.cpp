// `switchyard replay`: the commands of a log through this engine, and whether it answers as then.
#include <fmt/format.h>

#include <memory>

#include "cli/commands/commands.h"
#include "cli/json_text.h"
#include "cli/logs/find_log.h"
#include "engine/codec/replay/replay.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard replay results/run.log\n"
    "  switchyard replay results/run.log -o json\n";

struct ReplayRequest {
  std::string log;
  std::size_t format = 0;  // text, json
  bool json() const { return format == 1; }
};

codec::FileReader no_files() {
  return [](const std::string& file) -> tl::expected<codec::Document, codec::Problems> {
    codec::Problem problem;
    problem.file = file;
    problem.message = "a workspace in a log cannot name a file";
    codec::Problems problems;
    problems.add(std::move(problem));
    return tl::unexpected(std::move(problems));
  };
}

std::string first_line(const codec::Problems& problems) {
  return problems.empty() ? "" : problems.list().front().message;
}

tl::expected<Workspace, std::string> compile(std::string_view source, const Workspace* current) {
  const auto document = codec::parse_document(std::string(source), "workspace");
  if (!document) return tl::unexpected(first_line(document.error()));
  auto compiled = codec::compile_workspace(*document, current, no_files());
  if (!compiled) return tl::unexpected(first_line(compiled.error()));
  return std::move(compiled->workspace);
}

nlohmann::ordered_json head_of(const codec::LogHeader& header) {
  return {{"scenario", header.name}, {"seed", header.seed}, {"writtenBy", header.engine_version}};
}

ExitCode tell_problem(const ReplayRequest& request, const Console& console,
                      const codec::ReplayProblem& problem, const codec::LogHeader& header) {
  const bool diverged = problem.kind == codec::ReplayProblem::Kind::diverged;
  if (request.json() && diverged) {
    nlohmann::ordered_json json = head_of(header);
    json["same"] = false;
    json["problem"] = problem.text;
    console.print(json_text(json));
  }
  console.error(problem.text,
                diverged ? fmt::format("the log was written by version {}", header.engine_version) : "");
  return failure_of(problem).code;
}

ExitCode tell_same(const ReplayRequest& request, const Console& console, const codec::ReplayResult& result,
                   const codec::LogHeader& header) {
  if (!request.json()) {
    return console.print(fmt::format("{}: {} turns, seed {}, log hash {}: the same\n", header.name,
                                     result.turns, header.seed, result.hash));
  }
  nlohmann::ordered_json json = head_of(header);
  json["turns"] = result.turns;
  json["logHash"] = result.hash;
  json["same"] = true;
  return console.print(json_text(json));
}

ExitCode replay(const ReplayRequest& request, const Console& console) {
  auto log = open_log(request.log);
  if (!log) return console.tell(log.error());
  const codec::LogHeader header = log->header();
  const auto result = codec::replay(*log, compile);
  return result ? tell_same(request, console, *result, header)
                : tell_problem(request, console, result.error(), header);
}

}  // namespace

void add_replay(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<ReplayRequest>();
  CLI::App* command = add_command(
      program, {"replay", "Give a log's commands to the engine again and compare the log hash", examples},
      chosen, [request](const Console& console) { return replay(*request, console); });
  command->add_option("LOG", request->log, log_argument)->type_name("FILE")->required();
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
