// The little notation of values in tests.
#include "tests/support/value_text.h"

#include <cctype>
#include <charconv>
#include <stdexcept>

#include "engine/base/match.h"

namespace switchyard::tests {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  Value whole() {
    Value result = any();
    skip_space();
    if (!rest_.empty()) refuse();
    return result;
  }

 private:
  Value any() {
    skip_space();
    if (rest_.empty()) refuse();
    if (take('{')) return object();
    if (take('[')) return array();
    if (rest_.front() == '\'') return {string()};
    if (rest_.front() == '-' || std::isdigit(static_cast<unsigned char>(rest_.front())) != 0) return number();
    return word();
  }

  Value object() {
    Value::Object members;
    while (!take('}')) {
      skip_space();
      std::string key = rest_.substr(0, 1) == "'" ? string() : std::string(cut(name_size()));
      if (!take(':')) refuse();
      members.emplace_back(std::move(key), any());
      take(',');
    }
    return {std::move(members)};
  }

  Value array() {
    Value::Array elements;
    while (!take(']')) {
      elements.push_back(any());
      take(',');
    }
    return {std::move(elements)};
  }

  std::string string() {
    const std::size_t end = rest_.find('\'', 1);
    if (end == std::string_view::npos) refuse();
    return std::string(cut(end + 1).substr(1, end - 1));
  }

  Value number() {
    const std::size_t size = std::min(rest_.find_first_not_of("-+.eE0123456789"), rest_.size());
    const std::string_view digits = cut(size);
    const char* const end = digits.data() + digits.size();
    std::int64_t integer = 0;
    if (std::from_chars(digits.data(), end, integer).ptr == end) return {integer};
    double decimal = 0;
    if (std::from_chars(digits.data(), end, decimal).ptr != end) refuse();
    return {decimal};
  }

  Value word() {
    const std::string_view word = cut(name_size());
    if (word == "true") return {true};
    if (word == "false") return {false};
    if (word != "null") refuse();
    return {};
  }

  std::size_t name_size() const {
    std::size_t size = 0;
    while (size < rest_.size() &&
           (std::isalnum(static_cast<unsigned char>(rest_[size])) != 0 || rest_[size] == '_')) {
      ++size;
    }
    return size;
  }

  std::string_view cut(std::size_t size) {
    if (size == 0) refuse();
    const std::string_view front = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return front;
  }

  bool take(char sign) {
    skip_space();
    if (rest_.empty() || rest_.front() != sign) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_space() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n')) rest_.remove_prefix(1);
  }

  [[noreturn]] void refuse() const { throw std::invalid_argument("not a value: " + std::string(rest_)); }

  std::string_view rest_;
};

std::string decimal_text(double decimal) {
  char digits[512];
  const auto result = std::to_chars(digits, digits + sizeof digits, decimal, std::chars_format::fixed);
  const std::string text(digits, result.ptr);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string array_text(const Value::Array& elements) {
  std::string text;
  for (const Value& element : elements) text += (text.empty() ? "" : ", ") + to_text(element);
  return "[" + text + "]";
}

std::string object_text(const Value::Object& members) {
  std::string text;
  for (const auto& [key, member] : members) {
    text += (text.empty() ? "'" : ", '") + key + "': " + to_text(member);
  }
  return "{" + text + "}";
}

std::uint64_t below(std::mt19937_64& random, std::uint64_t limit) {
  return random() % limit;
}

std::string random_text(std::mt19937_64& random) {
  std::string text;
  for (std::uint64_t left = below(random, 4); left > 0; --left) text += "abA0"[below(random, 4)];
  return text;
}

std::int64_t random_integer(std::mt19937_64& random) {
  return below(random, 4) == 0 ? static_cast<std::int64_t>(random())
                               : static_cast<std::int64_t>(below(random, 7)) - 3;
}

}  // namespace

Value value(std::string_view text) {
  return Reader(text).whole();
}

std::string to_text(const Value& value) {
  return match(
      value.data, [](std::monostate) { return std::string("null"); },
      [](bool boolean) { return std::string(boolean ? "true" : "false"); },
      [](std::int64_t integer) { return std::to_string(integer); },
      [](double decimal) { return decimal_text(decimal); },
      [](const std::string& text) { return "'" + text + "'"; },
      [](const Value::Array& elements) { return array_text(elements); },
      [](const Value::Object& members) { return object_text(members); });
}

Value random_value(std::mt19937_64& random, int depth) {
  const std::uint64_t kind = below(random, depth > 0 ? 7 : 5);
  if (kind == 1) return {below(random, 2) == 0};
  if (kind == 2) return {random_integer(random)};
  if (kind == 3) return {static_cast<double>(random_integer(random)) / 2};
  if (kind == 4) return {random_text(random)};
  Value::Array elements;
  Value::Object members;
  for (std::uint64_t count = below(random, 5), i = 0; i < count && kind > 4; ++i) {
    if (kind == 5) elements.push_back(random_value(random, depth - 1));
    if (kind == 6)
      members.emplace_back(random_text(random) + std::to_string(i), random_value(random, depth - 1));
  }
  if (kind == 5) return {std::move(elements)};
  if (kind == 6) return {std::move(members)};
  return {};
}

}  // namespace switchyard::tests
