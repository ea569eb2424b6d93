// Turns bytes that no document has, and the parser's error codes, into problems.
#include "engine/codec/document/syntax_problem.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '+' || c == '.';
}

// The word or the one character that stands at `offset`.
std::string_view token_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  if (offset < text.size() && text[offset] == '\\') ++end;
  while (end < text.size() && is_word(text[end])) ++end;
  if (end == offset && end < text.size()) ++end;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return text.substr(offset, end - offset);
}

std::string found(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return " (found the end of the text)";
  std::string_view token = token_at(text, offset);
  if (token.front() == '\n' || token.front() == '\r') return " (found the end of the line)";
  return " (found " + shortened(printable(token), 40) + ")";
}

// Habits of JavaScript, Python and YAML.
std::string hint_for(std::string_view token) {
  constexpr std::array<std::string_view, 6> not_numbers{"NaN", "nan", "Infinity", "-Infinity", "inf", "-inf"};
  if (std::find(not_numbers.begin(), not_numbers.end(), token) != not_numbers.end()) {
    return "JSON has no such number";
  }
  if (token == "'") return "strings and keys stand in double quotes";
  if (token == "True" || token == "False") return "true and false are written in lower case";
  if (token == "None" || token == "undefined") return "write null, or leave the key out";
  if (token == "#") return "comments begin with //";
  if (token == ",") return "one comma between two values";
  return {};
}

std::string_view expected_by(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
      return "a value must stand here";
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return "nothing must follow the document";
    case rapidjson::kParseErrorValueInvalid:
      return "a value must stand here";
    case rapidjson::kParseErrorObjectMissName:
      return "a key in double quotes or } must stand here";
    case rapidjson::kParseErrorObjectMissColon:
      return "a colon must follow the key";
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return "a comma or } must follow the value";
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return "a comma or ] must follow the value";
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return "\\u must have four hexadecimal digits";
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
      return "\\u escapes must not have half of a surrogate pair";
    case rapidjson::kParseErrorStringEscapeInvalid:
      return "a backslash must stand before one of \" \\ / b f n r t u";
    case rapidjson::kParseErrorStringMissQuotationMark:
      return "the string must end with a double quote";
    case rapidjson::kParseErrorStringInvalidEncoding:
      return "control characters must be escaped, as \\n or \\t";
    case rapidjson::kParseErrorNumberTooBig:
      return "the number is beyond what a double holds";
    case rapidjson::kParseErrorNumberMissFraction:
      return "a digit must follow the point";
    case rapidjson::kParseErrorNumberMissExponent:
      return "a digit must follow the exponent's e";
    default:
      return "the text is not JSON here";
  }
}

std::string hint_for_code(rapidjson::ParseErrorCode code) {
  if (code == rapidjson::kParseErrorStringMissQuotationMark)
    return "a string does not go on in the next line";
  if (code == rapidjson::kParseErrorUnspecificSyntaxError) {
    return "comments are // to the end of the line, or /* to */";
  }
  return {};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// RapidJSON calls a raw control character a wrong escape, and a string that does not end one of them.
rapidjson::ParseErrorCode sharper(std::string_view text, rapidjson::ParseErrorCode code, std::size_t offset) {
  if (code != rapidjson::kParseErrorStringEscapeInvalid || offset >= text.size()) return code;
  char c = text[offset];
  if (c == '\n' || c == '\r') return rapidjson::kParseErrorStringMissQuotationMark;
  return static_cast<unsigned char>(c) < 0x20 ? rapidjson::kParseErrorStringInvalidEncoding : code;
}

// It stops inside a wrong word or behind a lone minus; they are named whole.
std::size_t sharper_offset(std::string_view text, rapidjson::ParseErrorCode code, std::size_t offset) {
  offset = std::min(offset, text.size());
  if (code != rapidjson::kParseErrorValueInvalid) return offset;
  while (offset > 0 && is_word(text[offset - 1])) --offset;
  return offset;
}

Problems one(Problem problem) {
  Problems problems;
  problems.add(std::move(problem));
  return problems;
}

}  // namespace

std::optional<Problems> fault_of_bytes(const Document& document, const Limits& limits) {
  std::string_view text = document.text;
  if (text.size() > limits.bytes) {
    return one(document.problem_at(0, "the document must have at most " + std::to_string(limits.bytes) +
                                          " bytes (found " + std::to_string(text.size()) + ")"));
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return one(document.problem_at(0, "the document is empty", "it begins with { and ends with }"));
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") {
    return one(document.problem_at(0, "the document must not begin with a byte order mark",
                                   "save it as UTF-8 without BOM"));
  }
  std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    return one(document.problem_at(nul, "the document must be text (found a NUL byte)",
                                   "is it UTF-16, or not text at all? Save it as UTF-8"));
  }
  std::size_t bad = first_invalid_byte(text);
  if (bad == text.size()) return std::nullopt;
  return one(
      document.problem_at(bad, "the document must be UTF-8 (found a byte that is not)", "save it as UTF-8"));
}

SyntaxFault describe_syntax(std::string_view text, rapidjson::ParseErrorCode code, std::size_t offset) {
  SyntaxFault fault;
  fault.offset = sharper_offset(text, code, offset);
  code = sharper(text, code, fault.offset);
  fault.message = std::string(expected_by(code)) + found(text, fault.offset);
  fault.hint = hint_for(token_at(text, fault.offset));
  if (fault.hint.empty()) fault.hint = hint_for_code(code);
  bool after_zero = fault.offset > 0 && text[fault.offset - 1] == '0';
  if (after_zero && fault.offset < text.size() && is_digit(text[fault.offset])) {
    fault.hint = "a number does not begin with 0";
  }
  return fault;
}

}  // namespace switchyard::codec
