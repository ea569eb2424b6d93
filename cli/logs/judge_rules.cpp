// Two passes, because only a turn's outcome says whether it was worth a copy of the state before it.
#include "cli/logs/judge_rules.h"

#include <fmt/format.h>

#include <set>
#include <vector>

#include "cli/logs/replay_journal.h"
#include "cli/run/progress_meter.h"
#include "engine/codec/text/time_text.h"
#include "engine/codec/workspace/compile.h"

namespace switchyard::cli {
namespace {

// Of the last so long before the last turn; absent: of all.
Outcome<std::set<std::uint64_t>> deciding_turns(const std::string& log, std::optional<Duration> last) {
  std::vector<std::pair<Time, std::uint64_t>> deciding;
  Time end;
  const auto replayed = replay_any(log,
                                   [&](const codec::ReplayedTurn& turn) {
                                     end = turn.time;
                                     if (reports::decides(turn.command, turn.output))
                                       deciding.emplace_back(turn.time, turn.sequence);
                                   },
                                   {});
  if (!replayed) return tl::unexpected(replayed.error());
  std::set<std::uint64_t> sequences;
  for (const auto& [time, sequence] : deciding) {
    if (!last || time + *last >= end) sequences.insert(sequences.end(), sequence);
  }
  return sequences;
}

// `problems` gets what is wrong with the document, with its places.
reports::CompileNewRules compiler_of(const codec::Document& document, codec::Problems& problems) {
  return [&document, &problems](const Workspace& current) -> tl::expected<Workspace, std::string> {
    auto compiled = codec::compile_workspace(document, &current);
    if (!compiled) {
      problems = compiled.error();
      return tl::unexpected(codec::to_text(problems));
    }
    return std::move(compiled->workspace);
  };
}

std::string text_of(const reports::Decision& decision) {
  std::string text = decision.queue.empty() ? "no queue" : decision.queue;
  if (!decision.workers.empty()) text += fmt::format(" -> {}", fmt::join(decision.workers, ", "));
  return decision.end.empty() ? text : text + ", " + decision.end;
}

nlohmann::ordered_json decision_json(const reports::Decision& decision) {
  return {
      {"queue", decision.queue.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(decision.queue)},
      {"workers", decision.workers},
      {"canceled", !decision.end.empty()}};
}

}  // namespace

Outcome<reports::DecisionReport> judge_rules(const std::string& log, const codec::Document& document,
                                             const Console& console, std::size_t most_examples,
                                             std::optional<Duration> last) {
  const auto deciding = deciding_turns(log, last);
  if (!deciding) return tl::unexpected(deciding.error());
  codec::Problems problems;
  reports::DecisionJudge judge(compiler_of(document, problems), most_examples);
  ProgressMeter meter(console, 1, "decisions taken again");
  std::string problem;
  std::size_t done = 0;
  const auto replayed = replay_any(
      log,
      [&](const codec::ReplayedTurn& turn) {
        if (!problem.empty() || !deciding->contains(turn.sequence)) return;
        const auto judged = judge.after(turn.time, turn.sequence, turn.command, turn.output, turn.workspace);
        if (!judged) problem = judged.error();
        meter.update(0, static_cast<double>(++done) / static_cast<double>(deciding->size()));
      },
      [&](const Engine& engine, std::uint64_t sequence, const Command& command) {
        if (problem.empty() && deciding->contains(sequence)) judge.before(engine, command);
      });
  meter.finish();
  if (!replayed) return tl::unexpected(replayed.error());
  if (problems.has_errors()) return fail(std::move(problems));
  if (!problem.empty()) return fail(ExitCode::invalid_input, problem);
  return judge.report();
}

std::string to_text(const reports::DecisionReport& report) {
  std::string text =
      fmt::format("{} decisions: {} the same, {} other queue, {} other workers, {} other end\n",
                  report.decisions, report.same, report.other_queue, report.other_workers, report.other_end);
  for (const auto& [move, count] : report.moves) {
    text += fmt::format("  {:>8}  {} -> {}\n", count, move.first.empty() ? "no queue" : move.first,
                        move.second.empty() ? "no queue" : move.second);
  }
  for (const reports::OtherDecision& other : report.examples) {
    text += fmt::format("{} turn {} task {}: {}  now  {}\n", codec::to_rfc3339(other.time), other.sequence,
                        other.task.value, text_of(other.recorded), text_of(other.now));
  }
  if (report.unsettled > 0) {
    text += fmt::format("before {} of these turns the new rules would have moved waiting work at once\n",
                        report.unsettled);
  }
  return text;
}

nlohmann::ordered_json json_of(const reports::DecisionReport& report) {
  nlohmann::ordered_json json{{"decisions", report.decisions},
                              {"same", report.same},
                              {"otherQueue", report.other_queue},
                              {"otherWorkers", report.other_workers},
                              {"otherEnd", report.other_end},
                              {"unsettled", report.unsettled},
                              {"moves", nlohmann::ordered_json::array()},
                              {"examples", nlohmann::ordered_json::array()}};
  for (const auto& [move, count] : report.moves)
    json["moves"].push_back({{"from", move.first}, {"to", move.second}, {"count", count}});
  for (const reports::OtherDecision& other : report.examples) {
    json["examples"].push_back({{"time", codec::to_rfc3339(other.time)},
                                {"turn", other.sequence},
                                {"task", other.task.value},
                                {"recorded", decision_json(other.recorded)},
                                {"now", decision_json(other.now)}});
  }
  return json;
}

}  // namespace switchyard::cli
