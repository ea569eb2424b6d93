// `switchyard replay`: the commands of a log through this engine, and whether it answers as then.
#include <fmt/format.h>

#include <filesystem>
#include <limits>
#include <memory>
#include <system_error>

#include "cli/commands/commands.h"
#include "cli/json_text.h"
#include "cli/logs/find_log.h"
#include "cli/logs/judge_rules.h"
#include "cli/logs/log_copy.h"
#include "cli/logs/replay_journal.h"
#include "cli/logs/resimulate.h"
#include "cli/run/file_writer.h"
#include "engine/codec/json/lines.h"
#include "engine/codec/replay/replay.h"
#include "engine/codec/text/duration.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard replay results/run.log\n"
    "  switchyard replay journals/WS0123.journal --workspace new.json --resimulate\n";
constexpr const char* details =
    "With new rules nothing is compared: --decide takes each recorded decision again, in the recorded "
    "state;\n"
    "--resimulate lets the same people come again at the same moments, under the old rules and under the "
    "new,\n"
    "and draws what the log leaves open: how long those would have waited who were answered, how long those\n"
    "would have talked who were not.\n";

struct ReplayRequest {
  std::string log;
  std::string events;     // file; empty: none
  std::string copy;       // file for a log of the same turns; empty: none
  std::string workspace;  // file of new rules; empty: none
  bool decide = false;    // what they would have decided; the default with new rules
  bool resimulate = false;
  std::optional<Duration> within;
  ResimulateRequest day;
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

// Each turn as lines of events.jsonl; those of a journal begin with the turn's number, as /v1/events tells
// it.
void append_turn(FileWriter& file, const codec::ReplayedTurn& turn, bool numbered) {
  const std::string number = numbered ? fmt::format("\"sequence\":{},", turn.sequence) : "";
  const auto append = [&](const auto& message) {
    const std::size_t begin = file.buffer().size();
    codec::append_json_line(file.buffer(), turn.time, message, turn.workspace);
    file.buffer().insert(begin + 1, number);
  };
  append(turn.command);
  for (const Event& event : turn.output.events) append(event);
  for (const Effect& effect : turn.output.effects) append(effect);
  file.flush_when_full();
}

// Of a journal: `damaged` are its snapshots that cannot be used, which the same turns can do without.
ExitCode tell_journal(const ReplayRequest& request, const Console& console, const JournalReplay& replayed,
                      const std::vector<std::string>& damaged) {
  if (!request.json()) {
    return console.print(
        fmt::format("{}: {} turns{}, turn hash {}: the same\n", replayed.header.name, replayed.turns,
                    replayed.from == 0 ? "" : fmt::format(" after {}", replayed.from), replayed.turn_hash));
  }
  return console.print(json_text({{"workspace", replayed.header.name},
                                  {"writtenBy", replayed.header.engine_version},
                                  {"after", replayed.from},
                                  {"turns", replayed.turns},
                                  {"sequence", replayed.last},
                                  {"turnHash", replayed.turn_hash},
                                  {"same", true},
                                  {"damagedSnapshots", damaged}}));
}

// What became of a log: written as far as it goes, or to its end, and the exit code for it.
struct Replayed {
  ExitCode code = ExitCode::done;
  bool whole = true;
};

Replayed replay_a_journal(const ReplayRequest& request, const Console& console,
                          const codec::ReplayObserver& observe) {
  const auto replayed = replay_journal(request.log, observe);
  if (!replayed) return {console.tell(replayed.error()), false};
  const std::vector<std::string> damaged = faults_of_snapshots(request.log);
  const ExitCode told = tell_journal(request, console, *replayed, damaged);
  for (const std::string& fault : damaged)
    console.error(fault,
                  "the turns are whole without it; a host begins at another snapshot, or at the beginning");
  return {told == ExitCode::done && !damaged.empty() ? ExitCode::invalid_input : told, true};
}

Replayed replay_a_log(const ReplayRequest& request, const Console& console,
                      const codec::ReplayObserver& observe) {
  auto log = open_log(request.log);
  if (!log) return {console.tell(log.error()), false};
  const codec::LogHeader header = log->header();
  const auto result = codec::replay(*log, compile, observe);
  if (!result) return {tell_problem(request, console, result.error(), header), false};
  return {tell_same(request, console, *result, header), true};
}

ExitCode judge(const ReplayRequest& request, const Console& console) {
  constexpr std::size_t most_examples = 20;
  const auto document = codec::read_document(request.workspace);
  if (!document) return console.tell(document.error());
  const auto report = judge_rules(request.log, *document, console, most_examples);
  if (!report) return console.tell(report.error());
  return console.print(request.json() ? json_text(json_of(*report)) : to_text(*report));
}

ExitCode run_again(const ReplayRequest& request, const Console& console) {
  ResimulateRequest day = request.day;
  day.log = is_journal(request.log) ? request.log : log_of(request.log);
  day.workspace = request.workspace;
  day.within = request.within ? *request.within : service_level_beside(day.log).value_or(day.within);
  const auto result = resimulate(day, console);
  if (!result) return console.tell(result.error());
  return console.print(request.json() ? to_json(*result, day) : to_text(*result, day, console.color()));
}

// What new rules would have done.
ExitCode try_rules(const ReplayRequest& request, const Console& console) {
  if (request.log == "-") {
    return console.tell(
        Failure{ExitCode::usage, "a log is read twice here, so it cannot come from standard input", {}});
  }
  return request.resimulate ? run_again(request, console) : judge(request, console);
}

namespace fs = std::filesystem;

// Writing begins before reading ends.
bool is_its_log(const ReplayRequest& request, const std::string& file) {
  if (file.empty() || request.log == "-") return false;
  std::error_code none;
  return fs::equivalent(file, log_of(request.log), none);
}

// Also of a file that is not there yet.
fs::path place_of(const std::string& file) {
  std::error_code none;
  return fs::weakly_canonical(fs::absolute(file, none), none);
}

// "X.journal-wal", "X.journal.301.snapshot": a journal's own files have names that begin with its name.
bool belongs_to_journal(const ReplayRequest& request, const std::string& file) {
  if (file.empty() || !is_journal(request.log)) return false;
  const fs::path journal = place_of(request.log);
  const fs::path other = place_of(file);
  return other.parent_path() == journal.parent_path() &&
         other.filename().string().starts_with(journal.filename().string());
}

bool are_one_file(const std::string& one, const std::string& other) {
  std::error_code none;
  return !one.empty() && !other.empty() &&
         (place_of(one) == place_of(other) || fs::equivalent(one, other, none));
}

Outcome<void> check_files(const ReplayRequest& request) {
  for (const std::string& file : {request.events, request.copy}) {
    if (is_its_log(request, file))
      return fail(ExitCode::usage, file + ": is the log that is read", "name another file");
    if (belongs_to_journal(request, file))
      return fail(ExitCode::usage, file + ": has the name of one of the journal's own files",
                  "name another file");
  }
  if (are_one_file(request.events, request.copy))
    return fail(ExitCode::usage, "--events and --log must not name the same file");
  if (request.copy.empty() || request.log != "-") return {};
  return fail(ExitCode::usage, "a log is read twice here, so it cannot come from standard input");
}

// What is written while a log is replayed.
struct Writers {
  std::optional<FileWriter> events;
  bool numbered = false;  // of a journal
  std::optional<LogCopy> copy;

  static Outcome<Writers> open(const ReplayRequest& request);
  void observe(const codec::ReplayedTurn& turn) {
    if (events) append_turn(*events, turn, numbered);
    if (copy) copy->observe(turn);
  }
  // `whole`: the replay came to its end.
  Outcome<void> finish(bool whole);
};

Outcome<Writers> Writers::open(const ReplayRequest& request) {
  Writers writers;
  if (!request.copy.empty()) {
    if (auto all = need_all_turns(request.log); !all) return tl::unexpected(std::move(all.error()));
    const auto header = header_of(request.log);
    if (!header) return tl::unexpected(header.error());
    auto copy = LogCopy::create(request.copy, *header);
    if (!copy) return tl::unexpected(std::move(copy.error()));
    writers.copy = std::move(*copy);
  }
  if (request.events.empty()) return writers;
  auto file = FileWriter::create(request.events, request.events);
  if (!file) return tl::unexpected(std::move(file.error()));
  writers.events = std::move(*file);
  writers.numbered = is_journal(request.log);
  return writers;
}

Outcome<void> Writers::finish(bool whole) {
  const auto copied = copy && whole ? copy->finish() : Outcome<void>{};
  const auto closed = events ? events->close() : Outcome<void>{};
  return copied ? closed : copied;
}

ExitCode replay(const ReplayRequest& request, const Console& console) {
  if (!request.workspace.empty()) return try_rules(request, console);
  if (const auto checked = check_files(request); !checked) return console.tell(checked.error());
  auto writers = Writers::open(request);
  if (!writers) return console.tell(writers.error());
  const auto observe = [&](const codec::ReplayedTurn& turn) { writers->observe(turn); };
  const Replayed replayed = is_journal(request.log) ? replay_a_journal(request, console, observe)
                                                    : replay_a_log(request, console, observe);
  const auto finished = writers->finish(replayed.whole);
  return finished ? replayed.code : console.tell(finished.error());
}

// The flag that asks for it.
CLI::Option* add_resimulation(CLI::App& command, ReplayRequest& request) {
  CLI::Option* const flag = command.add_flag("--resimulate", request.resimulate,
                                             "Simulate the recorded day under the old and the new rules");
  const auto count = [](std::string_view text) { return parse_number<std::uint32_t>(text, 1, 100'000); };
  const auto whole = [](std::string_view text) {
    return parse_number<std::uint64_t>(text, 0, std::numeric_limits<std::uint64_t>::max());
  };
  add_value(command, "--reps", request.day.replications, count, "a whole number from 1 to 100000",
            "With --resimulate: replications of what the log leaves open [10]")
      ->type_name("N")
      ->needs(flag);
  add_value(command, "--seed", request.day.seed, whole, "a whole number from 0 to 18446744073709551615",
            "With --resimulate: of all chance [1]")
      ->type_name("N")
      ->needs(flag);
  const auto wait = [](std::string_view text) { return codec::parse_duration(text); };
  add_value(
      command, "--threshold", request.within, wait, "a duration, such as 20s",
      "With --resimulate: wait that counts as good service [as in the summary.json beside it, else 20s]")
      ->type_name("TIME")
      ->needs(flag);
  const auto rows = [](std::string_view text) { return parse_number<std::size_t>(text, 1, 1'000'000'000); };
  add_value(command, "--show", request.day.show, rows, "a whole number from 1 to 1000000000",
            "With --resimulate: how many tasks the text shows [20]")
      ->type_name("N")
      ->needs(flag);
  return flag;
}

}  // namespace

void add_replay(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<ReplayRequest>();
  CLI::App* command =
      add_command(program,
                  {"replay", "Give the commands of a log or a live journal to the engine again, and compare",
                   examples, details},
                  chosen, [request](const Console& console) { return replay(*request, console); });
  command->add_option("LOG", request->log, log_argument)->type_name("FILE")->required();
  CLI::Option* const events =
      command
          ->add_option("--events", request->events,
                       "Write each turn's command, events and effects there, as lines of JSON")
          ->type_name("FILE");
  CLI::Option* const copy =
      command
          ->add_option("--log", request->copy,
                       "Write the same turns there as a run.log: of a live journal, for switchyard-view")
          ->type_name("FILE");
  CLI::Option* const rules =
      command
          ->add_option("--workspace", request->workspace,
                       "Judge this workspace document: what it would have decided at each recorded decision")
          ->type_name("FILE")
          ->excludes(events)
          ->excludes(copy);
  CLI::Option* const decide =
      command
          ->add_flag("--decide", request->decide,
                     "In the recorded state, no consequences drawn: the default with new rules")
          ->needs(rules);
  add_resimulation(*command, *request)->needs(rules)->excludes(decide);
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
