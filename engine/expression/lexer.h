// Cuts the text of a condition into words, numbers, strings and signs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace switchyard::expression {

enum class TokenKind : std::uint8_t {
  end,
  name,
  number,
  string,               // with its quotes and escapes
  unterminated_string,  // from its quote to the end of the text
  sign,                 // ( ) [ ] , . or a run of = ! < > & |
  unknown               // a character that begins nothing
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t offset = 0;
  std::string_view text;

  bool is_sign(std::string_view sign) const { return kind == TokenKind::sign && text == sign; }
  bool is_word(std::string_view upper_case_word) const;  // a name that reads so in any case
};

// Words that join or compare, and so cannot begin a name.
bool is_reserved(const Token& token);

// How a problem names the token: clipped, and printable whatever bytes it has.
std::string describe(const Token& token);

// Looks one token ahead; each byte is read once.
class Lexer {
 public:
  explicit Lexer(std::string_view text);

  const Token& peek() const { return next_; }
  Token take();
  bool take_sign(std::string_view sign);        // takes the next token when it is that sign
  bool take_word(std::string_view upper_case);  // likewise

 private:
  Token scan();
  Token cut(TokenKind kind, std::size_t size);
  Token scan_string();
  std::size_t number_size() const;

  std::string_view rest_;
  std::size_t offset_ = 0;
  Token next_;
};

}  // namespace switchyard::expression
