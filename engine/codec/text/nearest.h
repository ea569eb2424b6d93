// "Did you mean …": the known word that is nearest to a misspelt one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::codec {

// Insertions, deletions, replacements and swaps of neighbours between the two, bytes, ignoring ASCII case.
// O(a · b).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest word, if it is near enough to be meant: at most a third of its length away, the first of
// equals; of more than ten thousand words, among the first.
std::optional<std::string> nearest(std::string_view wrong, const std::vector<std::string>& words);

// `did you mean "x"?` or, when nothing is near and there are at most sixteen, `known: a, b, c`; else nothing.
std::string suggestion(std::string_view wrong, const std::vector<std::string>& words);

}  // namespace switchyard::codec
