// The two ways into the bytes of attributes: writing a tree, and taking bytes that may be damaged.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/attributes.h"
#include "engine/base/match.h"

namespace switchyard {
namespace {

// A few keys are compared with each other, many are sorted.
bool has_duplicate(std::vector<std::string_view>& keys) {
  constexpr std::size_t few = 16;
  if (keys.size() > few) {
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
  }
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    if (std::find(keys.begin(), key, *key) != key) return true;
  }
  return false;
}

class Writer {
 public:
  explicit Writer(std::string& bytes) : bytes_(bytes) {}

  void value(const Value& value, int depth) {
    bytes_.push_back(static_cast<char>(value.data.index()));
    match(
        value.data, [](std::monostate) {}, [&](bool boolean) { bytes_.push_back(boolean ? 1 : 0); },
        [&](std::int64_t integer) { number(integer); }, [&](double number) { decimal(number); },
        [&](const std::string& text) { string(text); },
        [&](const Value::Array& elements) { container(elements, depth); },
        [&](const Value::Object& members) { container(members, depth); });
  }

 private:
  template <class Number>
  void number(Number number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    bytes_.append(bytes, sizeof number);
  }

  void decimal(double decimal) {
    SY_CHECK(std::isfinite(decimal));
    number(decimal == 0 ? 0.0 : decimal);  // minus zero equals zero, so it must look the same
  }

  void length(std::size_t length) {
    SY_CHECK(length <= std::numeric_limits<std::uint32_t>::max());
    number(static_cast<std::uint32_t>(length));
  }

  void string(std::string_view text) {
    length(text.size());
    bytes_.append(text);
  }

  template <class Parts>
  void container(const Parts& contents, int depth) {
    SY_CHECK(depth < attributes_depth_limit);
    const std::size_t length_at = bytes_.size();
    length(0);
    length(contents.size());
    const std::size_t begin = bytes_.size();
    parts(contents, depth + 1);
    SY_CHECK(bytes_.size() - begin <= std::numeric_limits<std::uint32_t>::max());
    const auto size = static_cast<std::uint32_t>(bytes_.size() - begin);
    std::memcpy(bytes_.data() + length_at, &size, sizeof size);
  }

  void parts(const Value::Array& elements, int depth) {
    for (const Value& element : elements) value(element, depth);
  }

  void parts(const Value::Object& members, int depth) {
    std::vector<std::string_view> keys;
    keys.reserve(members.size());
    for (const auto& [key, member] : members) {
      keys.push_back(key);
      string(key);
      value(member, depth);
    }
    SY_CHECK(!has_duplicate(keys));
  }

  std::string& bytes_;
};

// Each function takes what it names off the front and says whether it was well formed.
class Validator {
 public:
  explicit Validator(std::string_view bytes) : rest_(bytes) {}

  bool value(int depth) {
    char tag = 0;
    if (!take(tag)) return false;
    switch (static_cast<ValueKind>(tag)) {
      case ValueKind::null:
        return true;
      case ValueKind::boolean:
        return boolean();
      case ValueKind::integer:
        return skip(sizeof(std::int64_t));
      case ValueKind::decimal:
        return decimal();
      case ValueKind::string:
        return string();
      case ValueKind::array:
        return container(depth, false);
      case ValueKind::object:
        return container(depth, true);
    }
    return false;
  }

  bool at_end() const { return rest_.empty(); }

 private:
  template <class T>
  bool take(T& into) {
    if (rest_.size() < sizeof into) return false;
    std::memcpy(&into, rest_.data(), sizeof into);
    rest_.remove_prefix(sizeof into);
    return true;
  }

  bool skip(std::size_t size) {
    if (rest_.size() < size) return false;
    rest_.remove_prefix(size);
    return true;
  }

  bool boolean() {
    char byte = 0;
    return take(byte) && (byte == 0 || byte == 1);
  }

  bool decimal() {
    double number = 0;
    return take(number) && std::isfinite(number) && !(number == 0 && std::signbit(number));
  }

  bool string() {
    std::uint32_t length = 0;
    return take(length) && skip(length);
  }

  bool container(int depth, bool has_keys) {
    std::uint32_t length = 0;
    std::uint32_t count = 0;
    if (depth >= attributes_depth_limit || !take(length) || !take(count)) return false;
    if (rest_.size() < length) return false;
    const std::string_view behind = rest_.substr(length);
    rest_ = rest_.substr(0, length);
    const bool good = parts(count, depth + 1, has_keys) && rest_.empty();
    rest_ = behind;
    return good;
  }

  bool parts(std::uint32_t count, int depth, bool has_keys) {
    std::vector<std::string_view> keys;
    for (; count > 0; --count) {
      if (has_keys && !key(keys)) return false;
      if (!value(depth)) return false;
    }
    return !has_duplicate(keys);
  }

  bool key(std::vector<std::string_view>& keys) {
    const char* begin = rest_.data();
    if (!string()) return false;
    keys.push_back(std::string_view(begin, static_cast<std::size_t>(rest_.data() - begin)).substr(4));
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::string encode(const Value& value) {
  std::string bytes;
  Writer(bytes).value(value, 0);
  return bytes;
}

std::optional<Attributes> Attributes::from_bytes(std::string_view bytes) {
  Validator validator(bytes);
  if (!validator.value(0) || !validator.at_end()) return std::nullopt;
  Attributes attributes;
  attributes.bytes_ = bytes;
  return attributes;
}

}  // namespace switchyard
