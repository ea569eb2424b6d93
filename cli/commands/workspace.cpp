// `switchyard workspace`: makes workspaces from a template and a table, says what would change, and applies
// it.
#include <fmt/format.h>

#include <memory>

#include "cli/commands/commands.h"
#include "cli/json_text.h"
#include "cli/run/file_writer.h"
#include "cli/workspace/diff.h"
#include "cli/workspace/generate.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard workspace generate dealer.template.json --table dealers.csv -o workspace.json\n"
    "  switchyard workspace diff workspace.json new.json\n";
constexpr const char* generate_examples =
    "  switchyard workspace generate dealer.template.json --table dealers.csv -o workspace.json\n"
    "  switchyard workspace generate dealer.template.json --table - < dealers.csv\n";
constexpr const char* diff_examples =
    "  switchyard workspace diff workspace.json new.json\n"
    "  switchyard workspace diff --exit-code -o json workspace.json new.json\n";

struct GenerateRequest {
  std::string template_file;
  std::string table;
  std::string output = "-";
};

ExitCode tell_read_once(const Console& console, const char* both) {
  return console.tell(Failure{ExitCode::usage, std::string("standard input cannot be ") + both,
                              "name a file for one of them"});
}

ExitCode generate(const GenerateRequest& request, const Console& console) {
  if (request.template_file == "-" && request.table == "-") {
    return tell_read_once(console, "the template and the table");
  }
  const GeneratedWorkspace made = generate_workspace(request.template_file, request.table);
  const ExitCode told = console.tell(made.problems);
  if (made.problems.has_errors()) return told;
  if (request.output == "-") return console.print(made.text);
  if (const auto written = write_file(request.output, made.text); !written)
    return console.tell(written.error());
  console.note(fmt::format("{}: a workspace from {} rows", request.output, made.rows));
  return ExitCode::done;
}

struct DiffRequest {
  std::string before;
  std::string after;
  bool exit_code = false;
  std::size_t format = 0;  // text, json
};

struct ReadWorkspace {
  codec::Document document;  // without files
  Workspace workspace;
};

tl::expected<ReadWorkspace, codec::Problems> read(const std::string& file) {
  auto document = codec::read_document(file);
  if (!document) return tl::unexpected(std::move(document.error()));
  auto compiled = codec::compile_workspace(*document);
  if (!compiled) return tl::unexpected(std::move(compiled.error()));
  auto whole = codec::parse_document(compiled->workspace.source, file);
  if (!whole) return tl::unexpected(std::move(whole.error()));
  return ReadWorkspace{std::move(*whole), std::move(compiled->workspace)};
}

// What a running engine would refuse, as WorkspaceChanges does.
std::vector<std::string> refused(const ReadWorkspace& before, const ReadWorkspace& after) {
  std::vector<std::string> reasons;
  const auto compiled = codec::compile_workspace(after.document, &before.workspace);
  if (compiled) return reasons;
  for (const codec::Problem& problem : compiled.error().list()) {
    if (problem.severity == codec::Severity::error)
      reasons.push_back(problem.pointer + ": " + problem.message);
  }
  return reasons;
}

std::string diff_text(const std::vector<WorkspaceChange>& changes, const std::vector<std::string>& reasons) {
  if (changes.empty()) return "no difference\n";
  std::string text = to_text(changes);
  for (const std::string& reason : reasons) text += "refused while it runs: " + reason + "\n";
  if (!reasons.empty()) return text;
  return text +
         "Nobody's run-time state changes: workers keep their activity and their work, waiting tasks the "
         "rules "
         "they came with.\n";
}

ExitCode diff(const DiffRequest& request, const Console& console) {
  if (request.before == "-" && request.after == "-") {
    return tell_read_once(console, "both workspaces");
  }
  const auto before = read(request.before);
  if (!before) return console.tell(before.error());
  const auto after = read(request.after);
  if (!after) return console.tell(after.error());
  const std::vector<WorkspaceChange> changes = changes_between(before->document, after->document);
  const std::vector<std::string> reasons = refused(*before, *after);
  const bool json = request.format == 1;
  const ExitCode printed = console.print(
      json ? json_text({{"same", changes.empty()}, {"changes", to_json(changes)}, {"refused", reasons}})
           : diff_text(changes, reasons));
  if (printed != ExitCode::done) return printed;
  return request.exit_code && !changes.empty() ? ExitCode::differences : ExitCode::done;
}

void add_generate(CLI::App& group, Chosen& chosen) {
  const auto request = std::make_shared<GenerateRequest>();
  CLI::App* command =
      add_command(group, {"generate", "Make a workspace from a template and a table", generate_examples},
                  chosen, [request](const Console& console) { return generate(*request, console); });
  command
      ->add_option("TEMPLATE", request->template_file, "A workspace with {\"for_each_row\": …} in its lists")
      ->type_name("FILE")
      ->required();
  command->add_option("--table", request->table, "CSV with a header line; - is standard input")
      ->type_name("FILE")
      ->required()
      ->envname(environment_name("--table"));
  // Not from the environment: there SWITCHYARD_OUTPUT is the form of the other commands' data.
  command->add_option("-o,--output", request->output, "Where the workspace goes; - is standard output [-]")
      ->type_name("FILE");
}

void add_workspace_diff(CLI::App& group, Chosen& chosen) {
  const auto request = std::make_shared<DiffRequest>();
  CLI::App* command =
      add_command(group, {"diff", "Say what would change from one workspace to another", diff_examples},
                  chosen, [request](const Console& console) { return diff(*request, console); });
  command->add_option("BEFORE", request->before, "A workspace; - is standard input")
      ->type_name("FILE")
      ->required();
  command->add_option("AFTER", request->after, "Another workspace; - is standard input")
      ->type_name("FILE")
      ->required();
  command->add_flag("--exit-code", request->exit_code, "Exit code 6 when something differs")
      ->envname(environment_name("--exit-code"));
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace

void add_workspace(CLI::App& program, Chosen& chosen) {
  CLI::App* command = add_command(
      program, {"workspace", "Make workspaces, compare them, and put them to work", examples}, chosen, {});
  add_generate(*command, chosen);
  add_workspace_diff(*command, chosen);
  add_workspace_apply(*command, chosen);
}

}  // namespace switchyard::cli
