// The wrong signs and words that were seen, each with what to write.
#include "engine/expression/hints.h"

#include <array>
#include <string_view>

namespace switchyard::expression {
namespace {

struct Advice {
  std::string_view wrong;  // a sign, or a word in upper case
  std::string_view advice;
};

constexpr std::array<Advice, 13> general_advice = {{{"=>", "write >="},
                                                    {"=<", "write <="},
                                                    {"===", "write =="},
                                                    {"!==", "write !="},
                                                    {"<>", "write !="},
                                                    {"&&", "write AND"},
                                                    {"&", "write AND"},
                                                    {"||", "write OR"},
                                                    {"|", "write OR"},
                                                    {"!", "there is no NOT: use != or NOT IN"},
                                                    {"+", "there is no arithmetic"},
                                                    {"*", "there is no arithmetic"},
                                                    {"/", "there is no arithmetic"}}};

constexpr std::array<Advice, 8> operator_advice = {
    {{"IS", "write == null or != null"},
     {"LIKE", "write CONTAINS"},
     {"EQ", "write =="},
     {"NOT", "NOT stands only before IN"},
     {"(", "there are no functions"},
     {")", "a name alone is no condition: write name == true"},
     {"AND", "a name alone is no condition: write name == true"},
     {"OR", "a name alone is no condition: write name == true"}}};

constexpr std::array<Advice, 2> operand_advice = {
    {{"NOT", "there is no NOT: use != or NOT IN"}, {"(", "a list stands in brackets: ['a', 'b']"}}};

template <std::size_t count>
std::string look_up(const std::array<Advice, count>& table, const Token& found) {
  for (const Advice& row : table) {
    if (found.text == row.wrong || found.is_word(row.wrong)) return std::string(row.advice);
  }
  return "";
}

bool is_curly_quote(std::string_view text) {
  return text == "\xE2\x80\x98" || text == "\xE2\x80\x99" || text == "\xE2\x80\x9C" || text == "\xE2\x80\x9D";
}

std::string general_hint(const Token& found) {
  if (is_curly_quote(found.text)) return "use plain quotes: ' or \"";
  return look_up(general_advice, found);
}

// A minus behind a name was meant as part of it far more often than as arithmetic.
std::string hint_for_minus(const Token& found) {
  if (found.text.empty() || found.text.front() != '-') return "";
  return "names have no hyphen: write skill_level, not skill-level, and there is no arithmetic";
}

}  // namespace

std::string hint_for_operand(const Token& found) {
  if (std::string hint = look_up(operand_advice, found); !hint.empty()) return hint;
  if (is_reserved(found)) return "this word is an operator, so it cannot begin a name";
  if (found.is_sign(".")) return "a number begins with a digit: 0.5";
  return general_hint(found);
}

std::string hint_for_operator(const Token& found) {
  if (found.kind == TokenKind::end) return "a name alone is no condition: write name == true";
  if (std::string hint = look_up(operator_advice, found); !hint.empty()) return hint;
  if (std::string hint = hint_for_minus(found); !hint.empty()) return hint;
  return general_hint(found);
}

std::string hint_after_comparison(const Token& found) {
  if (std::string hint = hint_for_minus(found); !hint.empty()) return hint;
  if (std::string hint = general_hint(found); !hint.empty()) return hint;
  const bool is_comparison =
      found.kind == TokenKind::sign && std::string_view("=!<>").find(found.text[0]) != std::string_view::npos;
  if (is_comparison || is_reserved(found)) return "two comparisons are joined by AND or OR";
  return "";
}

}  // namespace switchyard::expression
