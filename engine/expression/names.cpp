// The words that the language knows, and the places where each may stand.
#include "engine/expression/names.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <utility>

#include "engine/base/match.h"

namespace switchyard::expression {
namespace {

using Resolved = std::variant<Name, ParseProblem>;

template <class T>
struct Word {
  std::string_view text;
  T meaning;
};

constexpr std::array<Word<ClockName>, 4> clock_words = {{{"currentTime", ClockName::current_time},
                                                         {"currentHour", ClockName::current_hour},
                                                         {"currentMin", ClockName::current_minute},
                                                         {"dayOfWeek", ClockName::day_of_week}}};

constexpr std::array<Word<WorkerField>, 4> field_words = {{{"sid", WorkerField::sid},
                                                           {"friendly_name", WorkerField::friendly_name},
                                                           {"activity_sid", WorkerField::activity_sid},
                                                           {"activity_name", WorkerField::activity_name}}};

constexpr std::array<Word<ChannelFigure>, 3> figure_words = {
    {{"configured_capacity", ChannelFigure::configured_capacity},
     {"assigned_tasks", ChannelFigure::assigned_tasks},
     {"available_capacity_percentage", ChannelFigure::available_capacity_percentage}}};

template <class T, std::size_t count>
std::optional<T> look_up(const std::array<Word<T>, count>& words, std::string_view text) {
  for (const Word<T>& word : words) {
    if (word.text == text) return word.meaning;
  }
  return std::nullopt;
}

// The word at this place of the path; empty when the path ends before or has an index there.
std::string_view word_at(const Path& path, std::size_t place) {
  const std::string* word = place < path.size() ? std::get_if<std::string>(&path[place]) : nullptr;
  return word != nullptr ? std::string_view(*word) : std::string_view();
}

Path without_first(const Path& path) {
  return Path(path.begin() + 1, path.end());
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// How many characters must be put in, left out or exchanged to make one of the other (Levenshtein), where
// upper and lower case are the same.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t exchanged = diagonal + (lower(a[i]) == lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({exchanged, diagonal + 1, row[j] + 1});
    }
  }
  return row.back();
}

std::string suggest_clock_name(std::string_view word) {
  constexpr std::size_t close_enough = 4;
  const auto distance = [&](const Word<ClockName>& clock) { return edit_distance(word, clock.text); };
  const auto* nearest =
      std::min_element(clock_words.begin(), clock_words.end(),
                       [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
  if (distance(*nearest) > close_enough) return "the clock has no other names";
  return "did you mean taskrouter." + std::string(nearest->text) + "?";
}

Resolved resolve_clock(const Path& key) {
  const std::string expected =
      "taskrouter.currentTime, taskrouter.currentHour, taskrouter.currentMin or taskrouter.dayOfWeek";
  const std::string_view word = word_at(key, 1);
  const std::optional<ClockName> name = look_up(clock_words, word);
  if (name && key.size() == 2) return Name(*name);
  if (name) return ParseProblem{0, "", expected, "it has no parts"};
  return ParseProblem{0, "", expected, word.empty() ? "" : suggest_clock_name(word)};
}

Resolved resolve_worker_count(const Path& key) {
  const std::string_view word = word_at(key, 1);
  if (word_at(key, 0) != "workers" || key.size() != 2 || word.empty()) {
    return ParseProblem{0, "", "workers.available, workers.unavailable or workers.<activity>",
                        "skip_if only counts workers"};
  }
  if (word == "available") return Name(WorkerCount{WorkerCount::Of::available, ""});
  if (word == "unavailable") return Name(WorkerCount{WorkerCount::Of::unavailable, ""});
  return Name(WorkerCount{WorkerCount::Of::activity, std::string(word)});
}

Resolved resolve_in_target(const Path& key) {
  const bool has_member = !word_at(key, 1).empty();
  if (has_member && word_at(key, 0) == "task") return Name(TaskAttribute{without_first(key)});
  if (has_member && word_at(key, 0) == "worker") return resolve_worker_name(without_first(key));
  return ParseProblem{0, "", "a name that begins with task., worker. or taskrouter.",
                      key.size() == 1 ? "text stands in quotes" : ""};
}

}  // namespace

Name resolve_worker_name(Path path) {
  if (path.size() == 1) {
    if (const auto field = look_up(field_words, word_at(path, 0))) return *field;
  }
  if (path.size() == 3 && word_at(path, 0) == "channel" && !word_at(path, 1).empty()) {
    if (const auto figure = look_up(figure_words, word_at(path, 2))) {
      return WorkerChannel{std::string(word_at(path, 1)), *figure};
    }
  }
  return WorkerAttribute{std::move(path)};
}

Resolved resolve_name(const Path& key, Dialect dialect) {
  if (dialect == Dialect::skip_if) return resolve_worker_count(key);
  if (word_at(key, 0) == "taskrouter") return resolve_clock(key);
  if (dialect == Dialect::task) return Name(TaskAttribute{key});
  if (dialect == Dialect::target) return resolve_in_target(key);
  const bool is_prefixed = word_at(key, 0) == "worker" && !word_at(key, 1).empty();
  return resolve_worker_name(is_prefixed ? without_first(key) : key);
}

std::string to_text(const Path& path) {
  std::string text;
  for (const PathStep& step : path) {
    match(
        step, [&](const std::string& word) { text += (text.empty() ? "" : ".") + word; },
        [&](std::uint32_t index) { text += "[" + std::to_string(index) + "]"; });
  }
  return text;
}

}  // namespace switchyard::expression
