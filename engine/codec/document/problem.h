// What is wrong with a document, and where: the one form in which every bad input is reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::codec {

enum class Severity : std::uint8_t { error, warning };

// One problem. It carries its line of source, so that it can be printed when the document is gone.
struct Problem {
  std::string file;          // as the user named it
  std::uint32_t line = 0;    // from 1; 0: the file as a whole
  std::uint32_t column = 0;  // from 1, in characters (code points)
  std::string pointer;       // RFC 6901; empty for the whole document
  std::string message;       // one sentence: what was expected (found what)
  std::string hint;          // what to do; may be empty
  Severity severity = Severity::error;
  bool environment = false;  // the world's fault, not the text's: a file that is not there (exit 4, not 3)
  std::string excerpt;       // the line, made printable and cut around the place
  std::uint32_t caret = 0;   // characters of the excerpt before the place
};

// All problems of a document, in the order in which they were found. A place that has an error already takes
// no second one, nor does anything inside it: so what one check refused is not reported again by the next.
class Problems {
 public:
  static constexpr std::size_t most_kept = 1'000;

  // Ignored when an error stands at the same pointer or above it. `key`: what is missing at the pointer, so
  // that two missing keys of one object are two faults.
  void add(Problem problem, std::string_view missing_key = {});
  void add_all(const Problems& others);
  // In the order of the text; `first` is the file that comes before all others.
  void sort(std::string_view first);

  const std::vector<Problem>& list() const { return list_; }
  // What is added now is only counted: no need to look for a hint.
  bool is_full() const { return list_.size() >= most_kept; }
  bool empty() const { return list_.empty(); }
  // Beyond the first thousand they are only counted.
  std::size_t left_out() const { return left_out_; }
  bool has_errors() const { return errors_ != 0; }
  bool only_environment() const;  // every error is the environment's (exit 4)

 private:
  void keep(Problem problem);
  bool stands(std::string_view place, std::size_t root_size) const;

  std::vector<Problem> list_;
  std::set<std::string, std::less<>> places_;  // file and pointer of each of the first errors
  std::size_t errors_ = 0;
  std::size_t left_out_ = 0;
};

// For people, with a line feed at the end:
//   file:5:38: error: message   at /pointer
//     5 | the line
//       |     ^
//     hint: what to do
std::string to_text(const Problem& problem);
std::string to_text(const Problems& problems);

// For machines: one JSON object on one line, without a line feed.
std::string to_json_line(const Problem& problem);

}  // namespace switchyard::codec
