// Numbers as text, without a locale.
#include "engine/codec/text/number.h"

#include <array>
#include <charconv>

namespace switchyard::codec {

std::string to_text(double number) {
  std::array<char, 40> digits{};  // the shortest form has at most 24 characters
  auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  return std::string(digits.data(), end);
}

}  // namespace switchyard::codec
