// `switchyard workspace apply`: what a new document would have done to the last day, a question, and then it
// is at work.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

#include "adapters/journal/sqlite_journal.h"
#include "cli/commands/commands.h"
#include "cli/json_text.h"
#include "cli/live/documents.h"
#include "cli/logs/judge_rules.h"
#include "cli/serve/config.h"
#include "cli/workspace/diff.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard workspace apply new.json --config switchyard.json\n"
    "  switchyard workspace apply new.json --url https://switchyard.example.com --journal WS0123.journal\n";
constexpr const char* details =
    "Shows what changes in the document, and what the new rules would have decided otherwise in the last 24\n"
    "hours of the live journal; then asks. The host checks it, journals the change and goes on: nobody's\n"
    "run-time state changes. With --url, SWITCHYARD_OPERATOR_TOKEN says who asks.\n";

constexpr Duration judged = hours(24);
constexpr std::size_t most_examples = 20;

struct ApplyRequest {
  std::string file;
  std::string config;
  std::string url;
  std::string journal;
  bool yes = false;
  bool dry_run = false;
  bool re_evaluate = false;
  std::size_t format = 0;  // text, json
  bool json() const { return format == 1; }
};

// The document with the files of its workflows in it.
struct NewDocument {
  std::string name;
  std::string text;
};

tl::expected<NewDocument, codec::Problems> read_new(const std::string& file) {
  const auto document = codec::read_document(file);
  if (!document) return tl::unexpected(document.error());
  const auto compiled = codec::compile_workspace(*document);
  if (!compiled) return tl::unexpected(compiled.error());
  return NewDocument{compiled->workspace.name, compiled->workspace.source};
}

struct Place {
  ApiAddress host;
  std::string journal;
};

Outcome<std::string> journal_of(const std::string& folder, const std::string& workspace) {
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    if (entry.path().extension() != ".journal") continue;
    const auto journal =
        adapters::journal::SqliteJournal::open(entry.path().string(), adapters::journal::Access::read);
    if (journal && (*journal)->header().name == workspace) return entry.path().string();
  }
  return fail(ExitCode::environment, folder + ": there is no journal of \"" + workspace + '"');
}

// Where one on this machine reaches what listens there.
std::string url_of(const ServeConfig& config) {
  const bool everywhere = config.address == "0.0.0.0" || config.address == "::";
  return fmt::format("{}://{}:{}", config.tls ? "https" : "http", everywhere ? "127.0.0.1" : config.address,
                     config.port);
}

Outcome<Place> place_from_config(const ApplyRequest& request, const std::string& workspace) {
  const auto config = read_config(request.config);
  if (!config) return fail(config.error());
  Place place;
  place.host.url = request.url.empty() ? url_of(*config) : request.url;
  place.host.bearer = config->operator_token;
  place.journal = request.journal;
  if (!place.journal.empty()) return place;
  auto journal = journal_of(config->journal_folder, workspace);
  if (!journal) return tl::unexpected(journal.error());
  place.journal = *std::move(journal);
  return place;
}

Outcome<Place> place_of(const ApplyRequest& request, const std::string& workspace) {
  if (!request.config.empty()) return place_from_config(request, workspace);
  if (request.url.empty() || request.journal.empty())
    return fail(ExitCode::usage, "--config, or --url and --journal, must say which host it is for");
  Place place;
  place.host.url = request.url;
  const char* token = std::getenv("SWITCHYARD_OPERATOR_TOKEN");
  place.host.bearer = token == nullptr ? "" : token;
  place.journal = request.journal;
  return place;
}

bool is_wanted(const Console& console, const std::string& workspace) {
  console.say("put this to work in " + workspace + "? [y/N] ");
  std::string line;
  std::getline(std::cin, line);
  return line == "y" || line == "Y" || line == "yes";
}

struct Judged {
  std::vector<WorkspaceChange> changes;
  reports::DecisionReport decisions;
};

Outcome<Judged> judge(const Place& place, const Console& console, const DocumentAtWork& current,
                      const ProposedDocument& proposed) {
  const auto before = codec::parse_document(current.text, "at work");
  const auto after = codec::parse_document(proposed.text, "new");
  if (!before || !after) return fail(ExitCode::environment, "the server's documents cannot be read");
  auto decisions = judge_rules(place.journal, *after, console, most_examples, judged);
  if (!decisions) return tl::unexpected(decisions.error());
  return Judged{changes_between(*before, *after), *std::move(decisions)};
}

std::string text_of(const Judged& change) {
  return to_text(change.changes) + "the last 24 h under these rules: " + to_text(change.decisions);
}

Outcome<ExitCode> tell_same(const ApplyRequest& request, const Console& console, const std::string& name) {
  if (request.json())
    return console.print(json_text({{"workspace", name}, {"same", true}, {"applied", false}}));
  return console.print(name + ": this document is at work already\n");
}

Outcome<ExitCode> apply(const ApplyRequest& request, const Console& console, const NewDocument& document) {
  const auto place = place_of(request, document.name);
  if (!place) return tl::unexpected(place.error());
  auto api = ApiClient::open(place->host);
  if (!api) return tl::unexpected(api.error());
  const auto current = fetch_document(*api, document.name);
  if (!current) return tl::unexpected(current.error());
  const auto proposed = propose_document(*api, document.name, document.text, current->tag);
  if (!proposed) return tl::unexpected(proposed.error());
  if (proposed->same) return tell_same(request, console, document.name);
  const auto change = judge(*place, console, *current, *proposed);
  if (!change) return tl::unexpected(change.error());
  if (!request.json()) {
    if (const ExitCode printed = console.print(text_of(*change)); printed != ExitCode::done) return printed;
  }
  AppliedDocument applied;
  const bool wanted = !request.dry_run && (request.yes || is_wanted(console, document.name));
  if (wanted) {
    const auto done = apply_document(*api, document.name, document.text, current->tag, request.re_evaluate);
    if (!done) return tl::unexpected(done.error());
    applied = *done;
  }
  if (request.json()) {
    nlohmann::ordered_json json{{"workspace", document.name},
                                {"same", false},
                                {"changes", to_json(change->changes)},
                                {"decisions", json_of(change->decisions)},
                                {"applied", wanted}};
    if (wanted) json["version"] = applied.version, json["sequence"] = applied.sequence;
    return console.print(json_text(json));
  }
  if (!wanted) return console.print("nothing was changed\n");
  return console.print(fmt::format("{}: version {} is at work since turn {}\n", document.name,
                                   applied.version, applied.sequence));
}

ExitCode apply(const ApplyRequest& request, const Console& console) {
  if (!request.yes && !request.dry_run && isatty(STDIN_FILENO) == 0) {
    return console.tell(
        Failure{ExitCode::usage, "standard input is no terminal, so nobody can be asked",
                "--yes applies it without a question, --dry-run only shows what would differ"});
  }
  const auto document = read_new(request.file);
  if (!document) return console.tell(document.error());
  const auto code = apply(request, console, *document);
  return code ? *code : console.tell(code.error());
}

}  // namespace

void add_workspace_apply(CLI::App& group, Chosen& chosen) {
  const auto request = std::make_shared<ApplyRequest>();
  CLI::App* command = add_command(
      group,
      {"apply", "Put a workspace to work in a running host, after a look at what differs", examples, details},
      chosen, [request](const Console& console) { return apply(*request, console); });
  command->add_option("FILE", request->file, "The new workspace")->type_name("FILE")->required();
  command->add_option("--config", request->config, "The host's configuration, on the host's machine")
      ->type_name("FILE");
  command->add_option("--url", request->url, "Where the host listens [as the configuration says]")
      ->type_name("URL");
  command
      ->add_option("--journal", request->journal,
                   "The journal, or a copy of it [that of the configuration's folder]")
      ->type_name("FILE");
  CLI::Option* const yes = command->add_flag("--yes", request->yes, "Ask nobody");
  command->add_flag("--dry-run", request->dry_run, "Show what would differ, and change nothing")
      ->excludes(yes);
  command->add_flag("--re-evaluate", request->re_evaluate, "Run waiting tasks through the new rules");
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
