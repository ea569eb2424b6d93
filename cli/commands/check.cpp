// `switchyard check`: whether files are good workspaces, scenarios or TaskRouter workflows, without a run.
#include <fmt/format.h>

#include <memory>

#include "cli/checking/check_file.h"
#include "cli/ci/ci_options.h"
#include "cli/commands/commands.h"
#include "cli/json_text.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard check workspace.json scenarios/*/scenario.json\n"
    "  switchyard check -o json - < workflow.json\n";

struct CheckRequest {
  std::vector<std::string> files;
  bool strict = false;
  std::size_t format = 0;  // text, json
  CiRequest ci;
};

struct Count {
  std::size_t errors = 0;
  std::size_t warnings = 0;
};

Count count_of(const codec::Problems& problems) {
  Count count;
  for (const codec::Problem& problem : problems.list()) {
    ++(problem.severity == codec::Severity::error ? count.errors : count.warnings);
  }
  count.errors += problems.left_out();
  return count;
}

// Invalid before unreadable, unreadable before good.
ExitCode worse(ExitCode a, ExitCode b) {
  if (a == ExitCode::invalid_input || b == ExitCode::invalid_input) return ExitCode::invalid_input;
  return a == ExitCode::done ? b : a;
}

ExitCode code_of(const CheckedFile& file, bool strict) {
  if (!file.problems.has_errors()) {
    return strict && !file.problems.empty() ? ExitCode::invalid_input : ExitCode::done;
  }
  return file.problems.only_environment() ? ExitCode::environment : ExitCode::invalid_input;
}

std::string verdict(const CheckedFile& file) {
  const Count count = count_of(file.problems);
  std::string text = fmt::format("{}: {}", file.file, kind_name(file.kind));
  if (count.errors == 0) text += ", good";
  if (count.errors != 0) text += fmt::format(", {} error{}", count.errors, count.errors == 1 ? "" : "s");
  if (count.warnings != 0)
    text += fmt::format(", {} warning{}", count.warnings, count.warnings == 1 ? "" : "s");
  return text + "\n";
}

nlohmann::ordered_json to_json(const CheckedFile& file) {
  nlohmann::ordered_json problems = nlohmann::ordered_json::array();
  for (const codec::Problem& problem : file.problems.list()) {
    problems.push_back(nlohmann::ordered_json::parse(codec::to_json_line(problem)));
  }
  const Count count = count_of(file.problems);
  return {{"file", file.file},      {"kind", kind_name(file.kind)}, {"good", count.errors == 0},
          {"errors", count.errors}, {"warnings", count.warnings},   {"problems", std::move(problems)}};
}

std::vector<reports::Annotation> annotations_of(const CheckedFile& file, bool strict) {
  std::vector<reports::Annotation> annotations;
  for (const codec::Problem& problem : file.problems.list()) {
    annotations.push_back(reports::annotation_of(problem, "switchyard check"));
    if (strict) annotations.back().severity = codec::Severity::error;
  }
  return annotations;
}

ExitCode check(const CheckRequest& request, const Console& console) {
  ExitCode code = ExitCode::done;
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  std::string text;
  for (const std::string& name : request.files) {
    const CheckedFile file = check_file(name);
    code = worse(code, code_of(file, request.strict));
    annotate(request.ci, console, annotations_of(file, request.strict));
    if (request.format == 1) {
      json.push_back(to_json(file));
    } else {
      console.tell(file.problems);
      text += verdict(file);
    }
  }
  if (request.format == 1) text = json_text({{"files", std::move(json)}, {"good", code == ExitCode::done}});
  const ExitCode printed = console.print(text);
  return code != ExitCode::done ? code : printed;
}

}  // namespace

void add_check(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<CheckRequest>();
  CLI::App* command =
      add_command(program, {"check", "Check files without a run; all problems of all files", examples},
                  chosen, [request](const Console& console) { return check(*request, console); });
  command
      ->add_option("FILE", request->files,
                   "Workspaces, scenarios, TaskRouter workflows, configurations; - is standard input")
      ->type_name("FILE")
      ->required();
  command->add_flag("--strict", request->strict, "Warnings are errors")
      ->envname(environment_name("--strict"));
  add_annotations(*command, request->ci);
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
