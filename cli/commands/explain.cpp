// `switchyard explain`: why a task of a log went where it went.
#include <fmt/format.h>

#include <limits>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/logs/find_log.h"
#include "cli/logs/replay_journal.h"
#include "reports/explain/explainer.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard explain results/run.log --task 17\n"
    "  switchyard explain results/run.log --task 17 -o json\n";

struct ExplainRequest {
  std::string log;
  std::uint64_t task = 0;
  std::size_t format = 0;  // text, json
};

std::string hint_of(const reports::Explanation& explanation) {
  if (explanation.last_task == 0) return "the log has no task at all";
  const std::string forgotten = explanation.known_from ? "; those that ended long ago are forgotten" : "";
  return fmt::format("its tasks are 1 to {}{}", explanation.last_task, forgotten);
}

ExitCode tell_unknown(const Console& console, const ExplainRequest& request,
                      const reports::Explanation& explanation) {
  return console.tell(Failure{ExitCode::usage,
                              fmt::format("{}: there is no task {}", request.log, request.task),
                              hint_of(explanation)});
}

// `any`: turns were replayed before it failed.
ExitCode tell_problem(const Console& console, const ExplainRequest& request, Failure failure, bool found,
                      bool any) {
  if (any) {
    failure.hint = found ? "the explanation goes as far as the log could be replayed"
                         : fmt::format("task {} did not come up before that", request.task);
  }
  return console.tell(failure);
}

// What is known is told even when the log breaks off, and then what is wrong with it.
ExitCode explain(const ExplainRequest& request, const Console& console) {
  reports::Explainer explainer(TaskId{request.task});
  bool any = false;
  const auto result = replay_any(
      request.log,
      [&](const codec::ReplayedTurn& turn) {
        explainer.observe(turn);
        any = true;
      },
      {},
      [&](const Engine& engine) {
        if (engine.sequence() > 0) explainer.begin_with(engine);
      });
  const reports::Explanation& explanation = explainer.explanation();
  if (explanation.found) {
    const bool json = request.format == 1;
    const ExitCode printed =
        console.print(json ? reports::explanation_json(explanation) : reports::explanation_text(explanation));
    if (result || printed != ExitCode::done) return printed;
  }
  if (result) return tell_unknown(console, request, explanation);
  return tell_problem(console, request, result.error(), explanation.found, any);
}

}  // namespace

void add_explain(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<ExplainRequest>();
  CLI::App* command =
      add_command(program, {"explain", "Why a task of a log went where it went", examples}, chosen,
                  [request](const Console& console) { return explain(*request, console); });
  command->add_option("LOG", request->log, log_argument)->type_name("FILE")->required();
  const auto parse = [](std::string_view text) {
    return parse_number<std::uint64_t>(text, 1, std::numeric_limits<std::uint64_t>::max());
  };
  add_value(*command, "--task", request->task, parse, "the number of a task, as tasks.csv has it",
            "The number of the task, as tasks.csv has it")
      ->required();
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
