// Looks for banned words as a reader would: as whole words, outside comments and strings where the table says
// so.
#include "tests/architecture/words.h"

#include <algorithm>
#include <cctype>

namespace switchyard::architecture {

namespace {

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool begins_one_of(const std::string& path, const std::vector<std::string>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& beginning) { return path.starts_with(beginning); });
}

bool stands_alone(std::string_view text, std::size_t at, std::string_view word) {
  const auto end = at + word.size();
  const bool joined_before = at > 0 && is_word_character(text[at - 1]) && is_word_character(word.front());
  const bool joined_after =
      end < text.size() && is_word_character(text[end]) && is_word_character(word.back());
  return !joined_before && !joined_after;
}

BannedWords parse_row(const std::string& row) {
  const auto columns = split(row, " ; ");
  BannedWords entry{{}, {}, columns.at(1) == "code", split(columns.at(2), ", "), columns.at(3)};
  for (const auto& path : split(columns.at(0), " ")) {
    (path.starts_with("-") ? entry.not_in : entry.in).push_back(path.substr(path.starts_with("-") ? 1 : 0));
  }
  return entry;
}

}  // namespace

std::vector<BannedWords> parse_banned_words(const std::vector<std::string>& rows) {
  std::vector<BannedWords> table;
  for (const auto& row : rows) table.push_back(parse_row(row));
  return table;
}

Problems banned_words_in(const std::vector<BannedWords>& table, const SourceFile& file) {
  Problems problems;
  const std::string code = without_comments(file.text, Strings::blank);
  for (const auto& entry : table) {
    if (!begins_one_of(file.path, entry.in) || begins_one_of(file.path, entry.not_in)) continue;
    const std::string& text = entry.code_only ? code : file.text;
    for (const auto& word : entry.words) {
      for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        if (!stands_alone(text, at, word)) continue;
        problems.push_back(file.path + ":" + std::to_string(line_at(text, at)) + ": \"" + word +
                           "\" has no place here; instead: " + entry.instead);
      }
    }
  }
  return problems;
}

}  // namespace switchyard::architecture
