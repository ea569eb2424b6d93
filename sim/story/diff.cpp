// The longest common subsequence of lines between the common beginning and end, cut into hunks.
#include "sim/story/diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace switchyard::sim::story {

namespace {

using Lines = std::vector<std::string_view>;

struct Edit {
  char sign;  // ' ', '-' or '+'
  std::string_view line;
};

constexpr std::size_t context = 3;

// Of the table of common lengths; beyond it the old lines are shown before the new ones.
constexpr std::size_t most_compared = 16'000'000;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// length[i][j]: of the longest common subsequence of a[i…] and b[j…].
std::vector<std::vector<std::uint32_t>> common_lengths(const Lines& a, const Lines& b) {
  std::vector<std::vector<std::uint32_t>> length(a.size() + 1, std::vector<std::uint32_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

void append_all(char sign, const Lines& lines, std::vector<Edit>& edits) {
  for (const std::string_view line : lines) edits.push_back({sign, line});
}

void append_middle(const Lines& a, const Lines& b, std::vector<Edit>& edits) {
  if ((a.size() + 1) * (b.size() + 1) > most_compared) {
    append_all('-', a, edits);
    return append_all('+', b, edits);
  }
  const auto length = common_lengths(a, b);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      edits.push_back({' ', a[i]});
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
      edits.push_back({'-', a[i++]});
    } else {
      edits.push_back({'+', b[j++]});
    }
  }
}

std::vector<Edit> edits_between(const Lines& a, const Lines& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t front = 0;
  while (front < shorter && a[front] == b[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  const auto cut = [&](const Lines& all) {
    return Lines(all.begin() + static_cast<std::ptrdiff_t>(front),
                 all.end() - static_cast<std::ptrdiff_t>(back));
  };
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < front; ++i) edits.push_back({' ', a[i]});
  append_middle(cut(a), cut(b), edits);
  for (std::size_t i = a.size() - back; i < a.size(); ++i) edits.push_back({' ', a[i]});
  return edits;
}

// Where the hunk ends that begins with the change at `at`: behind the context of its last change.
std::size_t end_of_hunk(const std::vector<Edit>& edits, std::size_t at) {
  std::size_t last = at;
  for (std::size_t i = at; i < edits.size() && i <= last + 2 * context; ++i) {
    if (edits[i].sign != ' ') last = i;
  }
  return std::min(edits.size(), last + context + 1);
}

std::size_t count(const std::vector<Edit>& edits, std::size_t begin, std::size_t end, char without) {
  return static_cast<std::size_t>(std::count_if(edits.begin() + static_cast<std::ptrdiff_t>(begin),
                                                edits.begin() + static_cast<std::ptrdiff_t>(end),
                                                [&](const Edit& e) { return e.sign != without; }));
}

std::string range(std::size_t first, std::size_t size) {
  return std::to_string(size == 0 ? first : first + 1) + "," + std::to_string(size);
}

void append_hunk(const std::vector<Edit>& edits, std::size_t begin, std::size_t end, std::string& out) {
  out += "@@ -" + range(count(edits, 0, begin, '+'), count(edits, begin, end, '+'));
  out += " +" + range(count(edits, 0, begin, '-'), count(edits, begin, end, '-')) + " @@\n";
  for (std::size_t i = begin; i < end; ++i) (out += edits[i].sign).append(edits[i].line).append("\n");
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, const std::string& before_name,
                         const std::string& after_name) {
  if (before == after) return {};
  const std::vector<Edit> edits = edits_between(lines_of(before), lines_of(after));
  std::string out = "--- " + before_name + "\n+++ " + after_name + "\n";
  for (std::size_t at = 0; at < edits.size(); ++at) {
    if (edits[at].sign == ' ') continue;
    const std::size_t end = end_of_hunk(edits, at);
    append_hunk(edits, at - std::min(at, context), end, out);
    at = end;
  }
  return out;
}

}  // namespace switchyard::sim::story
