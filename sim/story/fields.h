// The fields of a command in a story as the engine's values: names become ids, words numbers, JSON
// attributes.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/codec/text/enums.h"
#include "engine/codec/text/names.h"
#include "engine/command.h"
#include "sim/story/moment.h"
#include "sim/story/names.h"
#include "sim/story/words.h"

namespace switchyard::sim::story {

// What the words of a story refer to.
struct Setting {
  const codec::Document& story;
  const Workspace& workspace;
  const Names& names;
  Time day;
  Time now;
  bool blind =
      false;  // the engine stands still after a fault, so labels and offers may be missing without fault
};

// Reads fields by name and collects every fault. A field that is absent leaves its value as it is.
class Fields {
 public:
  // `words` without the command's own name; `command` is the word that is blamed for what is missing.
  Fields(const Setting& setting, const Word& command, std::vector<Word> words, Faults& faults);

  bool has(std::string_view name) const { return find(name) != nullptr; }
  // Faults when it is absent.
  void require(std::string_view name);
  // The word, noted as known; null when absent.
  const Word* take(std::string_view name);

  void read(std::string_view name, std::string& text);
  void read(std::string_view name, bool& flag);
  void read(std::string_view name, Duration& duration);
  void read(std::string_view name, Time& time);
  void read(std::string_view name, Attributes& attributes);
  void read(std::string_view name, std::vector<CalendarChanges>& calendars);
  void read(std::string_view name, TaskId& task);
  void read(std::string_view name, ReservationId& reservation);
  void read(std::string_view name, EffectId& effect);
  void read(std::string_view name, std::int32_t& number) { read_number(name, number); }
  void read(std::string_view name, std::uint32_t& number) { read_number(name, number); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void read(std::string_view name, Enum& value);
  template <class Kind>
  void read(std::string_view name, Id<Kind>& id);
  template <class T>
  void read(std::string_view name, std::optional<T>& content);

  // Faults for the fields that nobody took, with the nearest known name.
  void finish();

  const Setting& setting() const { return setting_; }
  std::string_view command() const { return command_.value; }
  void fault(std::size_t offset, std::string message, std::string hint = {});

 private:
  const Word* find(std::string_view name) const;
  void expected(const Word& word, const std::string& what, std::string hint = {});
  void unknown(const Word& word, std::string_view what, const std::vector<std::string>& known);
  CalendarChanges calendar_of(const Word& word, const codec::Node& node);
  std::optional<TaskId> task_named(const Word& word, const std::string& text);
  std::optional<Offer> offer_named(const Word& word);
  template <class Number>
  void read_number(std::string_view name, Number& number);

  const Setting& setting_;
  const Word& command_;
  std::vector<Word> words_;
  std::vector<std::string> asked_;
  Faults& faults_;
};

template <class Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const auto& thing : table) names.push_back(thing.name);
  return names;
}

// "7" as a whole number of its type; nothing when it is anything else.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && stop == text.data() + text.size();
  return whole ? std::optional(number) : std::nullopt;
}

template <class Table>
std::optional<std::uint32_t> index_of(const Table& table, std::string_view name) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

template <class Enum>
requires std::is_enum_v<Enum>
void Fields::read(std::string_view name, Enum& value) {
  const Word* word = take(name);
  if (word == nullptr) return;
  if (const std::optional<Enum> read = codec::enum_value<Enum>(word->value)) {
    value = *read;
  } else {
    std::string words;
    for (const auto& entry : codec::enum_words<Enum>) (words += words.empty() ? "" : ", ") += entry.word;
    expected(*word, "one of " + words);
  }
}

template <class Kind>
void Fields::read(std::string_view name, Id<Kind>& id) {
  const Word* word = take(name);
  if (word == nullptr) return;
  const auto& table = codec::table_of(setting_.workspace, id);
  std::optional<std::uint32_t> index = index_of(table, word->value);
  if (!index && word->value.substr(0, 1) == "#") index = parse_number<std::uint32_t>(word->value.substr(1));
  if (index) {
    id = Id<Kind>{*index};
  } else {
    unknown(*word, name, names_of(table));
  }
}

template <class T>
void Fields::read(std::string_view name, std::optional<T>& content) {
  if (has(name)) read(name, content.emplace());
}

template <class Number>
void Fields::read_number(std::string_view name, Number& number) {
  const Word* word = take(name);
  if (word == nullptr) return;
  const std::optional<Number> read = parse_number<Number>(word->value);
  if (read) {
    number = *read;
  } else {
    expected(*word, "a whole number");
  }
}

}  // namespace switchyard::sim::story
