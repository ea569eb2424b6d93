// Edit distance with swaps (Damerau-Levenshtein, restricted form), and the sentences made of it.
#include "engine/codec/text/nearest.h"

#include <algorithm>

#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

// Longer words are not compared: nobody misspells them by a letter, and the time grows with the square.
constexpr std::size_t longest_compared = 100;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Of more words only so many are compared.
constexpr std::size_t most_compared = 10'000;

using Row = std::vector<std::size_t>;

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  Row before_previous(b.size() + 1);
  Row previous(b.size() + 1);
  Row row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_previous.swap(previous);
    previous.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t cost = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
      row[j] = std::min({previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost});
      bool swapped =
          i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_previous[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::optional<std::string> nearest(std::string_view wrong, const std::vector<std::string>& words) {
  if (wrong.empty() || wrong.size() > longest_compared) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  const std::size_t count = std::min(words.size(), most_compared);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& word = words[i];
    if (word.size() > longest_compared) continue;
    std::size_t allowed = std::max<std::size_t>(1, std::max(wrong.size(), word.size()) / 3);
    std::size_t apart = std::max(wrong.size(), word.size()) - std::min(wrong.size(), word.size());
    if (apart > allowed) continue;
    std::size_t distance = edit_distance(wrong, word);
    bool shares_something = distance < std::max(wrong.size(), word.size());
    if (distance <= allowed && shares_something && (!best || distance < best_distance)) {
      best = word;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view wrong, const std::vector<std::string>& words) {
  if (auto word = nearest(wrong, words)) return "did you mean " + quoted(*word) + "?";
  constexpr std::size_t most_listed = 16;
  if (words.empty() || words.size() > most_listed) return {};
  std::string text = "known: ";
  for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : ", ") + shortened(words[i], 40);
  return text;
}

}  // namespace switchyard::codec
