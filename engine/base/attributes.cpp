// How attribute values lie in their bytes, and how they are found there without decoding the rest.
#include "engine/base/attributes.h"

#include <bit>
#include <limits>

namespace switchyard {
namespace {

static_assert(std::endian::native == std::endian::little, "the bytes of attributes are little-endian");
static_assert(std::numeric_limits<double>::is_iec559);

constexpr std::size_t scalar_size = 9;            // tag, 8 bytes
constexpr std::size_t string_header_size = 5;     // tag, length
constexpr std::size_t container_header_size = 9;  // tag, length, count
constexpr std::size_t key_header_size = 4;

constexpr std::string_view null_bytes{"\0", 1};
constexpr std::string_view empty_object_bytes{"\6\0\0\0\0\0\0\0\0", container_header_size};

std::uint32_t load_length(const char* at) {
  std::uint32_t length;
  std::memcpy(&length, at, sizeof length);
  return length;
}

// The length of the well-formed value that begins at `at`.
std::size_t value_size(const char* at) {
  switch (static_cast<ValueKind>(*at)) {
    case ValueKind::null:
      return 1;
    case ValueKind::boolean:
      return 2;
    case ValueKind::integer:
    case ValueKind::decimal:
      return scalar_size;
    case ValueKind::string:
      return string_header_size + load_length(at + 1);
    case ValueKind::array:
    case ValueKind::object:
      break;
  }
  return container_header_size + load_length(at + 1);
}

bool is_container(ValueKind kind) {
  return kind == ValueKind::array || kind == ValueKind::object;
}

std::partial_ordering compare_integer_with_decimal(std::int64_t integer, double decimal) {
  constexpr double two_to_63 = 9'223'372'036'854'775'808.0;
  if (decimal >= two_to_63) return std::partial_ordering::less;
  if (decimal < -two_to_63) return std::partial_ordering::greater;
  const auto whole =
      static_cast<std::int64_t>(decimal);  // cut towards zero, so it is exact as a double again
  if (integer != whole) return integer <=> whole;
  return static_cast<double>(whole) <=> decimal;
}

}  // namespace

Value::Value() = default;
Value::Value(Data content) : data(std::move(content)) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

bool operator==(const Value& a, const Value& b) {
  return a.data == b.data;
}

std::uint32_t ValueView::size() const {
  return is_container(kind()) ? load<std::uint32_t>(5) : 0;
}

ValueView ValueView::element(std::uint32_t index) const {
  if (kind() != ValueKind::array || index >= size()) return {};
  std::size_t at = container_header_size;
  for (; index > 0; --index) at += value_size(bytes_.data() + at);
  return ValueView(bytes_.substr(at));
}

ValueView ValueView::member(std::string_view name) const {
  if (kind() != ValueKind::object) return {};
  const char* at = bytes_.data() + container_header_size;
  const char* const end = bytes_.data() + bytes_.size();
  for (std::uint32_t left = load<std::uint32_t>(5); left > 0; --left) {
    const std::size_t key_size = load_length(at);
    const char* key = at + key_header_size;
    const char* value = key + key_size;
    if (key_size == name.size() && std::memcmp(key, name.data(), key_size) == 0) {
      return ValueView({value, static_cast<std::size_t>(end - value)});
    }
    at = value + value_size(value);
  }
  return {};
}

std::string_view ValueView::bytes() const {
  return bytes_.empty() ? null_bytes : bytes_.substr(0, value_size(bytes_.data()));
}

ValueCursor::ValueCursor(ValueView container)
    : left_(container.size()), has_keys_(container.kind() == ValueKind::object) {
  if (left_ == 0) return;
  rest_ = container.bytes_.substr(container_header_size);
  read_key();
}

void ValueCursor::advance() {
  SY_CHECK(left_ > 0);
  rest_.remove_prefix(value_size(rest_.data()));
  if (--left_ > 0) read_key();
}

void ValueCursor::read_key() {
  if (!has_keys_) return;
  key_ = rest_.substr(key_header_size, load_length(rest_.data()));
  rest_.remove_prefix(key_header_size + key_.size());
}

Attributes::Attributes(const Value& value) : bytes_(encode(value)) {}

std::string_view Attributes::bytes() const {
  return bytes_.empty() ? empty_object_bytes : bytes_;
}

Value Attributes::value() const {
  return to_value(view());
}

Value to_value(ValueView view) {
  switch (view.kind()) {
    case ValueKind::null:
      return {};
    case ValueKind::boolean:
      return {view.as_boolean()};
    case ValueKind::integer:
      return {view.as_integer()};
    case ValueKind::decimal:
      return {view.as_decimal()};
    case ValueKind::string:
      return {std::string(view.as_string())};
    case ValueKind::array:
    case ValueKind::object:
      break;
  }
  Value::Array elements;
  Value::Object members;
  for (ValueCursor at(view); !at.at_end(); at.advance()) {
    if (view.kind() == ValueKind::array) elements.push_back(to_value(at.value()));
    if (view.kind() == ValueKind::object) members.emplace_back(at.key(), to_value(at.value()));
  }
  return view.kind() == ValueKind::array ? Value{std::move(elements)} : Value{std::move(members)};
}

std::partial_ordering compare_numbers(ValueView a, ValueView b) {
  const bool a_is_integer = a.kind() == ValueKind::integer;
  const bool b_is_integer = b.kind() == ValueKind::integer;
  if (a_is_integer && b_is_integer) return a.as_integer() <=> b.as_integer();
  if (a_is_integer) return compare_integer_with_decimal(a.as_integer(), b.as_decimal());
  if (b_is_integer) return 0 <=> compare_integer_with_decimal(b.as_integer(), a.as_decimal());
  return a.as_decimal() <=> b.as_decimal();
}

}  // namespace switchyard
