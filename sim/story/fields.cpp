// Each kind of value says what it expected, at the place where something else was found.
#include "sim/story/fields.h"

#include <algorithm>
#include <utility>

#include "engine/codec/text/duration.h"
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::sim::story {

namespace {

std::string found(const std::string& text) {
  return " (found " + codec::shortened(codec::quoted(text), 60) + ")";
}

// "ann" of "call/ann"; nothing when there is no slash.
std::optional<std::pair<std::string, std::string>> task_and_worker(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  return std::pair(text.substr(0, slash), text.substr(slash + 1));
}

}  // namespace

Fields::Fields(const Setting& setting, const Word& command, std::vector<Word> words, Faults& faults)
    : setting_(setting), command_(command), words_(std::move(words)), faults_(faults) {}

const Word* Fields::find(std::string_view name) const {
  const auto found =
      std::find_if(words_.begin(), words_.end(), [&](const Word& w) { return w.name == name; });
  return found == words_.end() ? nullptr : &*found;
}

const Word* Fields::take(std::string_view name) {
  asked_.emplace_back(name);
  return find(name);
}

void Fields::require(std::string_view name) {
  if (has(name)) return;
  fault(command_.begin, command_.value + " needs " + std::string(name) + "=…");
}

void Fields::fault(std::size_t offset, std::string message, std::string hint) {
  faults_.push_back(setting_.story.problem_at(offset, std::move(message), std::move(hint)));
}

void Fields::expected(const Word& word, const std::string& what, std::string hint) {
  fault(word.value_begin, word.name + " must be " + what + found(word.value), std::move(hint));
}

void Fields::unknown(const Word& word, std::string_view what, const std::vector<std::string>& known) {
  fault(word.value_begin, "the workspace has no such " + std::string(what) + found(word.value),
        codec::suggestion(word.value, known));
}

void Fields::read(std::string_view name, std::string& text) {
  const Word* word = take(name);
  if (word != nullptr) text = word->value;
}

void Fields::read(std::string_view name, bool& flag) {
  const Word* word = take(name);
  if (word == nullptr) return;
  flag = word->value == "true";
  if (!flag && word->value != "false") expected(*word, "true or false");
}

void Fields::read(std::string_view name, Duration& duration) {
  const Word* word = take(name);
  if (word == nullptr) return;
  const std::optional<Duration> read = codec::parse_duration(word->value);
  if (!read) return expected(*word, "a duration", "it is written 30s, 1h30m or 250ms");
  duration = *read;
}

void Fields::read(std::string_view name, Time& time) {
  const Word* word = take(name);
  if (word == nullptr) return;
  const std::optional<Time> read = parse_moment(word->value, setting_.day, setting_.now);
  if (!read) return expected(*word, "a time", "it is written 10:00:05, -5m, +1s or 2026-03-02T10:00:00Z");
  time = *read;
}

void Fields::read(std::string_view name, Attributes& attributes) {
  const Word* word = take(name);
  if (word == nullptr) return;
  if (!word->is_json) return expected(*word, "a JSON object", "it is written {\"type\": \"sales\"}");
  const auto json = read_json(setting_.story, word->value_begin, word->end, faults_);
  if (!json) return;
  if (!json->root.is(codec::Node::Kind::object)) {
    return expected(*word, "a JSON object", "it is written {\"type\": \"sales\"}");
  }
  attributes = Attributes(codec::to_value(json->root));
}

// Moments in the words of stories, or as the JSON lines of a log have them.
CalendarChanges Fields::calendar_of(const Word& word, const codec::Node& node) {
  CalendarChanges calendar;
  const codec::Node* open = node.member("open_at_first");
  const codec::Node* changes = node.member("changes");
  if (open == nullptr || changes == nullptr) {
    expected(word, "a list of calendars",
             R"(it is written [{"open_at_first": false, "changes": ["10:00"]}])");
    return calendar;
  }
  calendar.open_at_first = open->boolean;
  for (const codec::Node& change : changes->children) {
    const std::optional<Time> read = parse_moment(change.text, setting_.day, setting_.now);
    if (read) calendar.changes.push_back(*read);
    if (!read) expected(word, "a list of moments", "they are written 10:00:05 or 2026-03-02T10:00:00Z");
  }
  return calendar;
}

void Fields::read(std::string_view name, std::vector<CalendarChanges>& calendars) {
  const Word* word = take(name);
  if (word == nullptr) return;
  if (!word->is_json) return expected(*word, "a list of calendars");
  const auto json = read_json(setting_.story, word->value_begin, word->end, faults_);
  if (!json) return;
  for (const codec::Node& node : json->root.children) calendars.push_back(calendar_of(*word, node));
}

std::optional<TaskId> Fields::task_named(const Word& word, const std::string& text) {
  if (const auto serial = parse_number<std::uint64_t>(text)) return TaskId{*serial};
  const std::optional<TaskId> task = setting_.names.task(text);
  if (!task && !setting_.blind) {
    fault(word.value_begin, "no task has this label so far" + found(text),
          codec::suggestion(text, setting_.names.labels()));
  }
  return task;
}

void Fields::read(std::string_view name, TaskId& task) {
  const Word* word = take(name);
  if (word == nullptr) return;
  task = task_named(*word, word->value).value_or(TaskId{});
}

std::optional<Offer> Fields::offer_named(const Word& word) {
  const auto parts = task_and_worker(word.value);
  if (!parts) {
    expected(word, "a number or task/worker",
             "call/ann is the last offer of the task call to the worker ann");
    return std::nullopt;
  }
  const std::optional<TaskId> task = task_named(word, parts->first);
  const std::optional<std::uint32_t> worker = index_of(setting_.workspace.workers, parts->second);
  if (!worker) unknown(word, "worker", names_of(setting_.workspace.workers));
  if (!task || !worker) return std::nullopt;
  const std::optional<Offer> offer = setting_.names.offer(*task, WorkerId{*worker});
  if (!offer && !setting_.blind) {
    fault(word.value_begin, "the task has not been offered to this worker so far" + found(word.value));
  }
  return offer;
}

void Fields::read(std::string_view name, ReservationId& reservation) {
  const Word* word = take(name);
  if (word == nullptr) return;
  if (const auto serial = parse_number<std::uint64_t>(word->value)) {
    reservation = ReservationId{*serial};
  } else {
    reservation = offer_named(*word).value_or(Offer{}).reservation;
  }
}

void Fields::read(std::string_view name, EffectId& effect) {
  const Word* word = take(name);
  if (word == nullptr) return;
  const std::size_t point = word->value.find('.');
  if (word->value.find('/') != std::string::npos || point == std::string::npos) {
    effect = offer_named(*word).value_or(Offer{}).effect;
    return;
  }
  const auto sequence = parse_number<std::uint64_t>(word->value.substr(0, point));
  const auto index = parse_number<std::uint32_t>(word->value.substr(point + 1));
  if (!sequence || !index) return expected(*word, "an effect such as 3.0 or task/worker");
  effect = {*sequence, *index};
}

void Fields::finish() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    const Word& word = words_[i];
    const auto same = [&](const Word& other) { return other.name == word.name; };
    const auto here = words_.begin() + static_cast<std::ptrdiff_t>(i);
    if (word.name.empty()) {
      fault(word.begin, "a field must be name=value" + found(word.value));
    } else if (std::find(asked_.begin(), asked_.end(), word.name) == asked_.end()) {
      fault(word.begin, command_.value + " has no field " + word.name, codec::suggestion(word.name, asked_));
    } else if (std::find_if(words_.begin(), here, same) != here) {
      fault(word.begin, "a field must stand once" + found(word.name));
    }
  }
}

}  // namespace switchyard::sim::story
