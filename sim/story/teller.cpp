// One function a kind of statement; time passes before each of them.
#include "sim/story/teller.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"
#include "sim/story/compile.h"
#include "sim/story/questions.h"
#include "sim/story/read_command.h"

namespace switchyard::sim::story {

namespace {

constexpr std::array<std::string_view, 6> other_verbs{"day",     "workspace", "snapshot",
                                                      "advance", "until",     "?"};
constexpr std::string_view time_hint =
    "it is written 10:00, 10:00:05.250, 2026-03-02T10:00:00Z, or +30s after the first";

std::vector<std::string> verbs() {
  std::vector<std::string> all = command_names();
  all.insert(all.end(), other_verbs.begin(), other_verbs.end());
  return all;
}

std::string found(const Word& word) {
  return " (found " + codec::shortened(codec::quoted(word.value), 60) + ")";
}

bool begins_like_a_time(const Word& word) {
  const char first = word.value.empty() ? ' ' : word.value.front();
  return word.name.empty() && ((first >= '0' && first <= '9') || first == '+' || first == '-');
}

// Takes the first word for which `wanted` is true out of `words`.
template <class Wanted>
std::optional<Word> take(std::vector<Word>& words, Wanted wanted) {
  const auto found = std::find_if(words.begin(), words.end(), wanted);
  if (found == words.end()) return std::nullopt;
  Word word = *found;
  words.erase(found);
  return word;
}

std::optional<Word> take_field(std::vector<Word>& words, std::string_view name) {
  return take(words, [&](const Word& word) { return word.name == name; });
}

bool is_label(const std::string& text) {
  return !text.empty() && text.find('/') == std::string::npos && !parse_number<std::uint64_t>(text);
}

}  // namespace

Teller::Teller(const Script& script, const StoryOptions& options)
    : script_(script), outcomes_(script.statements.size()), stage_(options.restore_every_turn) {}

Setting Teller::setting() const {
  return {script_.document, stage_.workspace(), stage_.names(), stage_.day(), stage_.now(), blind()};
}

void Teller::fault(const Word& word, std::string message, std::string hint) {
  faults_.push_back(script_.document.problem_at(word.begin, std::move(message), std::move(hint)));
}

void Teller::tell() {
  for (std::size_t s = 0; s < script_.statements.size() && !lost_; ++s)
    tell(script_.statements[s], outcomes_[s]);
  const bool told = std::any_of(outcomes_.begin(), outcomes_.end(), [](const Outcome& o) { return o.shown; });
  if (told || blind()) return;
  faults_.push_back(script_.document.problem_at(script_.document.text.size(), "a story must have a command"));
}

void Teller::tell(const Statement& statement, Outcome& outcome) {
  next_ = stage_.now();
  Words words = read_words(script_.document, statement, faults_);
  if (words.empty() || !take_time(words)) return;
  if (words.empty()) {
    faults_.push_back(script_.document.problem_at(statement.end, "a command must follow the time"));
    return;
  }
  const Word verb = words.front();
  words.erase(words.begin());
  tell_words(verb, std::move(words), outcome);
  for (const std::string& broken : stage_.take_broken())
    fault(verb, "the engine is not sound after this: " + broken);
}

// Reads the time in front of a statement, if there is one. False when it is wrong.
bool Teller::take_time(Words& words) {
  if (!begins_like_a_time(words.front())) return true;
  const Word word = words.front();
  words.erase(words.begin());
  const bool relative = word.value.front() == '+';
  const std::optional<Time> time = parse_moment(word.value, stage_.day(), stage_.now());
  if (!time || *time > latest_time || word.value.front() == '-' || (relative && !has_time_)) {
    fault(word, "a story's statement must begin with its time" + found(word), std::string(time_hint));
    return false;
  }
  if (*time < stage_.now() && !blind()) {
    fault(word, "time must not go back: it is " + moment_text(stage_.now(), stage_.day()) + found(word));
    return false;
  }
  has_time_ = true;
  next_ = *time;
  return true;
}

void Teller::tell_words(const Word& verb, Words words, Outcome& outcome) {
  if (verb.value == "day") return set_day(verb, words);
  if (verb.value == "workspace") return set_workspace(verb, words, outcome);
  const std::vector<std::string> known = verbs();
  if (!verb.name.empty() || std::find(known.begin(), known.end(), verb.value) == known.end()) {
    return fault(verb, "there is no such command" + found(verb), codec::suggestion(verb.value, known));
  }
  outcome.shown = true;
  if (!start(verb, outcome)) return;
  if (verb.value == "advance" || verb.value == "until") return go_on(verb, words, outcome);
  pass_time(outcome);
  if (verb.value == "?") return answer(verb, std::move(words), outcome);
  if (verb.value != "snapshot") return give(verb, std::move(words), outcome);
  if (!words.empty()) return fault(words.front(), "nothing may follow" + found(words.front()));
  if (!blind()) stage_.go_on_from_snapshot();
}

bool Teller::start(const Word& verb, Outcome& outcome) {
  if (stage_.has_started() || blind()) return true;
  if (!stage_.has_workspace()) fault(verb, "a workspace must stand before the first command");
  if (!has_time_) fault(verb, "the first command must have a time", std::string(time_hint));
  if (!blind()) stage_.start(outcome.lines);
  return !blind();
}

void Teller::set_day(const Word& verb, const Words& words) {
  const std::optional<Time> day = words.size() == 1 ? parse_day(words.front().value) : std::nullopt;
  if (!day) return fault(verb, "a day must follow, such as 2026-03-02");
  if (stage_.has_started()) return fault(verb, "the day must be named before the first command");
  stage_.set_day(*day);
}

void Teller::set_workspace(const Word& verb, const Words& words, Outcome& outcome) {
  if (stage_.has_workspace()) {
    return fault(verb, "a story has one workspace", "workspace_changes replaces it while the story goes on");
  }
  if (words.size() != 1) return fault(verb, "a workspace as JSON, or the name of its file, must follow");
  auto compiled = compile_here(script_.document, words.front(), nullptr, faults_);
  lost_ = !compiled;
  if (lost_) return;
  stage_.set_workspace(std::move(compiled->workspace));
  outcome.lines = compiled->warnings;
}

void Teller::go_on(const Word& verb, const Words& words, Outcome& outcome) {
  const std::string text = words.size() == 1 ? words.front().value : "";
  const bool is_length = verb.value == "advance";
  const std::optional<Duration> length = is_length ? codec::parse_duration(text) : std::nullopt;
  std::optional<Time> time = is_length ? std::nullopt : parse_moment(text, stage_.day(), stage_.now());
  if (length) time = next_ + *length;
  if (!time || *time > latest_time)
    return fault(verb,
                 is_length ? "a duration must follow, such as 5m" : "a time must follow, such as 10:05");
  if (*time < next_ && !blind()) return fault(verb, "time must not go back");
  next_ = *time;
  pass_time(outcome);
}

void Teller::pass_time(Outcome& outcome) {
  if (!blind()) stage_.pass_time(next_, outcome.lines);
}

void Teller::answer(const Word& verb, Words words, Outcome& outcome) {
  const Word what = words.empty() ? verb : words.front();
  if (words.size() == 2) {
    words.back().name = what.value;
    words.erase(words.begin());
  } else if (words.size() != 1 || what.value != "workers") {
    return fault(what, "what may be asked is: ? workers, ? queue NAME, ? task LABEL");
  }
  const Setting here = setting();
  Fields fields(here, what, words, faults_);
  TaskQueueId queue;
  TaskId task;
  fields.read("queue", queue);
  fields.read("task", task);
  if (what.value != "workers") fields.finish();
  if (blind()) return;
  if (what.value == "workers") outcome.lines += workers_text(stage_.state());
  if (what.value == "queue") outcome.lines += queue_text(stage_.state(), queue);
  if (what.value == "task") outcome.lines += task_text(stage_.state(), task);
}

std::optional<Workspace> Teller::take_new_rules(const Word& verb, Words& words, Outcome& outcome) {
  const std::optional<Word> alone = take_field(words, "alone");
  const std::optional<Word> file = take_field(words, "file");
  const auto json = take(words, [](const Word& word) { return word.is_json && word.name.empty(); });
  if (json.has_value() == file.has_value()) {
    fault(verb, "a workspace as JSON or file=NAME must follow");
    return std::nullopt;
  }
  const bool from_nothing = alone && alone->value == "true";
  auto compiled = compile_here(script_.document, json ? *json : *file,
                               from_nothing ? nullptr : &stage_.workspace(), faults_);
  if (!compiled) return std::nullopt;
  outcome.lines += compiled->warnings;
  return std::move(compiled->workspace);
}

void Teller::give(const Word& verb, Words words, Outcome& outcome) {
  // What came out before the command itself was given stands under its own heads, so this needs one too.
  if (!outcome.lines.empty()) outcome.lines += moment_text(next_, stage_.day()) + " " + verb.value + "\n";
  std::optional<Workspace> rules;
  if (verb.value == "workspace_changes") rules = take_new_rules(verb, words, outcome);
  const std::optional<Word> label = verb.value == "task_arrives" ? take_field(words, "as") : std::nullopt;
  if (label && !is_label(label->value)) fault(*label, "a label must be a word without / that is no number");
  const Setting here = setting();
  Fields fields(here, verb, std::move(words), faults_);
  std::optional<Command> command = read_command(verb.value, fields);
  fields.finish();
  if (rules) std::get<WorkspaceChanges>(*command).workspace.push_back(std::move(*rules));
  if (!blind()) carry_out(*command, label ? label->value : "", outcome);
}

void Teller::carry_out(const Command& command, const std::string& label, Outcome& outcome) {
  stage_.give(command, outcome.lines);
  if (!label.empty()) stage_.names().label(label, stage_.last_task());
  if (std::holds_alternative<WorkspaceChanges>(command)) stage_.tell_calendars(outcome.lines);
}

}  // namespace switchyard::sim::story
