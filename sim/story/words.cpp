// Words end at spaces; quotes and brackets hold spaces together.
#include "sim/story/words.h"

#include <algorithm>
#include <utility>

#include "engine/codec/text/utf8.h"

namespace switchyard::sim::story {

namespace {

constexpr std::size_t most_words = 1'000;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Behind the string that begins at `at` with a quote.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

// Behind the object or list that begins at `at`, as far as its brackets tell; the JSON reader judges the
// rest.
std::size_t end_of_object(std::string_view text, std::size_t at, std::size_t end) {
  int depth = 0;
  while (at < end) {
    const std::string_view here = text.substr(at, 2);
    if (here.front() == '"') {
      at = end_of_string(text, at);
      continue;
    }
    if (here == "//") at = std::min(end_of_line(text, at), end - 1);
    if (here == "/*") at = std::min(text.find("*/", at), end - 1);
    if (here.front() == '{' || here.front() == '[') ++depth;
    if ((here.front() == '}' || here.front() == ']') && --depth == 0) return at + 1;
    ++at;
  }
  return end;
}

class WordReader {
 public:
  WordReader(const codec::Document& story, const Statement& statement, Faults& faults)
      : story_(story), text_(story.text), at_(statement.begin), end_(statement.end), faults_(faults) {}

  std::vector<Word> read() {
    std::vector<Word> words;
    for (skip_space(); at_ < end_ && text_[at_] != '#'; skip_space()) {
      if (words.size() == most_words) {
        faults_.push_back(
            story_.problem_at(at_, "a statement must have at most " + std::to_string(most_words) + " words"));
        return {};
      }
      words.push_back(word());
    }
    return words;
  }

 private:
  void skip_space() {
    while (at_ < end_ && is_space(text_[at_])) ++at_;
  }

  Word word() {
    Word word;
    word.begin = at_;
    if (text_[at_] != '{' && text_[at_] != '"') word.name = name();
    word.value_begin = at_;
    value(word);
    word.end = at_;
    return word;
  }

  // What stands before '='; nothing when the word has none.
  std::string name() {
    std::size_t at = at_;
    while (at < end_ && !is_space(text_[at]) && text_[at] != '=') ++at;
    if (at >= end_ || text_[at] != '=') return {};
    std::string name(text_.substr(at_, at - at_));
    at_ = at + 1;
    return name;
  }

  void value(Word& word) {
    if (at_ < end_ && (text_[at_] == '{' || text_[at_] == '[')) return object(word);
    if (at_ < end_ && text_[at_] == '"') return quoted(word);
    const std::size_t begin = at_;
    while (at_ < end_ && !is_space(text_[at_])) ++at_;
    word.value = text_.substr(begin, at_ - begin);
  }

  void object(Word& word) {
    word.is_json = true;
    at_ = end_of_object(text_, at_, end_);
    word.value = text_.substr(word.value_begin, at_ - word.value_begin);
  }

  void quoted(Word& word) {
    at_ = std::min(end_of_string(text_, at_), end_);
    const auto json = read_json(story_, word.value_begin, at_, faults_);
    if (json) word.value = json->root.text;
  }

  const codec::Document& story_;
  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  Faults& faults_;
};

// The byte of the story at a line and a column, which counts characters, of JSON that begins at `begin`.
std::size_t offset_of(const codec::Document& story, std::size_t begin, const codec::Problem& problem) {
  const auto behind = std::upper_bound(story.line_starts.begin(), story.line_starts.end(), begin);
  const auto line = static_cast<std::size_t>(behind - story.line_starts.begin()) + problem.line - 1;
  std::size_t at =
      problem.line == 1 ? begin : story.line_starts[std::min(line, story.line_starts.size()) - 1];
  for (std::uint32_t column = 1; column < problem.column && at < story.text.size(); ++column) {
    do {
      ++at;
    } while (at < story.text.size() && (static_cast<unsigned char>(story.text[at]) & 0xC0) == 0x80);
  }
  return at;
}

codec::Problem in_story(const codec::Document& story, std::size_t begin, const codec::Problem& problem) {
  if (problem.file != story.file || problem.line == 0) return problem;
  codec::Problem moved = story.problem_at(offset_of(story, begin, problem), problem.message, problem.hint);
  moved.pointer = problem.pointer;
  moved.environment = problem.environment;
  return moved;
}

}  // namespace

std::vector<Word> read_words(const codec::Document& story, const Statement& statement, Faults& faults) {
  return WordReader(story, statement, faults).read();
}

std::optional<codec::Document> read_json(const codec::Document& story, std::size_t begin, std::size_t end,
                                         Faults& faults) {
  auto read = codec::parse_document(story.text.substr(begin, end - begin), story.file);
  if (read) return std::move(*read);
  add_faults(story, begin, read.error(), faults);
  return std::nullopt;
}

void add_faults(const codec::Document& story, std::size_t begin, const codec::Problems& problems,
                Faults& faults) {
  for (const codec::Problem& problem : problems.list()) {
    if (problem.severity == codec::Severity::error) faults.push_back(in_story(story, begin, problem));
  }
}

}  // namespace switchyard::sim::story
