// `switchyard explain`: why a task of a log went where it went.
#include <fmt/format.h>

#include <limits>
#include <memory>
#include <optional>

#include "cli/commands/commands.h"
#include "cli/logs/find_log.h"
#include "cli/logs/replay_journal.h"
#include "engine/base/sid.h"
#include "engine/state/state.h"
#include "reports/explain/explainer.h"

namespace switchyard::cli {
namespace {

constexpr const char* examples =
    "  switchyard explain results/run.log --task 17\n"
    "  switchyard explain journals/WS0123.journal --task WT0123456789abcdef0123456789abcdef -o json\n";

// A task as its log names it, or as the API of a live host does.
struct TaskName {
  std::string text;
  std::uint64_t number = 0;  // 0: the text is an SID
};

struct ExplainRequest {
  std::string log;
  TaskName task;
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
                              fmt::format("{}: there is no task {}", request.log, request.task.text),
                              hint_of(explanation)});
}

// `any`: turns were replayed before it failed.
ExitCode tell_problem(const Console& console, const ExplainRequest& request, Failure failure, bool found,
                      bool any) {
  if (any) {
    failure.hint = found ? "the explanation goes as far as the log could be replayed"
                         : fmt::format("task {} did not come up before that", request.task.text);
  }
  return console.tell(failure);
}

std::optional<TaskName> parse_task(std::string_view text) {
  constexpr std::size_t sid_length = 34;
  const bool is_sid = text.size() == sid_length && text.starts_with(sid_letters(SidKind::task)) &&
                      text.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos;
  if (is_sid) return TaskName{std::string(text)};
  const auto number = parse_number<std::uint64_t>(text, 1, std::numeric_limits<std::uint64_t>::max());
  return number ? std::optional(TaskName{std::string(text), *number}) : std::nullopt;
}

// None for an SID that no task of this workspace can have.
TaskId find_task(const TaskName& task, const Engine& engine) {
  if (task.number != 0) return TaskId{task.number};
  const auto sid = read_sid(engine.state().sid_key, task.text);
  return sid && sid->kind == SidKind::task ? TaskId{sid->serial} : TaskId{};
}

// An explainer that is there when the log's workspace is known, which makes the SIDs.
class Telling {
 public:
  explicit Telling(const TaskName& task) : task_(task) {}
  void observe(const codec::ReplayedTurn& turn) { of(turn.engine).observe(turn); }
  void begin_with(const Engine& engine) {
    if (engine.sequence() > 0) of(engine).begin_with(engine);
  }
  reports::Explanation explanation() const {
    return explainer_ ? explainer_->explanation() : reports::Explanation{};
  }

 private:
  reports::Explainer& of(const Engine& engine) {
    if (!explainer_) explainer_.emplace(find_task(task_, engine));
    return *explainer_;
  }
  const TaskName& task_;
  std::optional<reports::Explainer> explainer_;
};

// What is known is told even when the log breaks off, and then what is wrong with it.
ExitCode explain(const ExplainRequest& request, const Console& console) {
  Telling telling(request.task);
  bool any = false;
  const auto result = replay_any(
      request.log,
      [&](const codec::ReplayedTurn& turn) {
        telling.observe(turn);
        any = true;
      },
      {}, [&](const Engine& engine) { telling.begin_with(engine); });
  const reports::Explanation explanation = telling.explanation();
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
  add_value(*command, "--task", request->task, parse_task,
            "the number of a task, as tasks.csv has it, or its SID",
            "The number of the task, as tasks.csv has it, or its SID (WT…), as the API has it")
      ->required();
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
