// Attributes of workers and tasks: a JSON value as one flat run of bytes, cheap to copy, compare and hash.
#pragma once

#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/check.h"

namespace switchyard {

// Arrays and objects nest at most this deep; whoever reads a document refuses deeper ones.
inline constexpr int attributes_depth_limit = 64;

// A JSON value as a tree: convenient to build and to print, not used on the way of a call.
// Numbers without fraction or exponent that fit are std::int64_t, all others double (never NaN or infinite).
// Objects keep their order and have no key twice.
struct Value {
  using Array = std::vector<Value>;
  using Object = std::vector<std::pair<std::string, Value>>;
  using Data = std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object>;

  // Declared here and defined in the source: clang cannot compile them inside a type that contains itself.
  Value();  // null
  Value(Data content);
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  Data data;

  friend bool operator==(const Value& a, const Value& b);
};

// The numbers are the tags in the bytes; they never change.
enum class ValueKind : std::uint8_t {
  null = 0,
  boolean = 1,
  integer = 2,
  decimal = 3,
  string = 4,
  array = 5,
  object = 6
};

// A look at one value inside Attributes. It owns nothing: it lives as long as the bytes it looks at.
// A value that is missing is null.
//
// The bytes, little-endian, at any alignment: a tag (ValueKind), then
//   null: nothing; boolean: one byte 0 or 1; integer: 8 bytes; decimal: 8 bytes (IEEE 754, zero is positive);
//   string: u32 length, characters; array: u32 length of what follows the count, u32 count, elements;
//   object: u32 length, u32 count, members, each u32 key length, key, value.
class ValueView {
 public:
  ValueView() = default;  // null
  // `bytes` begin with a well-formed value (as written by encode).
  explicit ValueView(std::string_view bytes) : bytes_(bytes) {}

  ValueKind kind() const { return bytes_.empty() ? ValueKind::null : static_cast<ValueKind>(bytes_.front()); }
  bool is_null() const { return kind() == ValueKind::null; }
  bool as_boolean() const;             // kind must be boolean
  std::int64_t as_integer() const;     // kind must be integer
  double as_decimal() const;           // kind must be decimal
  std::string_view as_string() const;  // kind must be string

  std::uint32_t size() const;                     // elements of an array, members of an object, else 0
  ValueView element(std::uint32_t index) const;   // null when not an array or out of range; O(index)
  ValueView member(std::string_view name) const;  // null when not an object or absent; O(members)

  // The canonical bytes of this value alone: equal bytes mean equal values.
  std::string_view bytes() const;

 private:
  friend class ValueCursor;
  template <class T>
  T load(std::size_t offset) const;

  std::string_view bytes_;  // begins at this value; may go on behind it
};

// Walks the elements of an array or the members of an object in order. Anything else has none.
class ValueCursor {
 public:
  explicit ValueCursor(ValueView container);

  bool at_end() const { return left_ == 0; }
  std::string_view key() const { return key_; }  // empty in an array
  ValueView value() const { return ValueView(rest_); }
  void advance();

 private:
  void read_key();

  std::string_view rest_;  // begins at the present value
  std::string_view key_;
  std::uint32_t left_ = 0;
  bool has_keys_ = false;
};

// A whole attributes object (or any one JSON value) that owns its bytes.
class Attributes {
 public:
  Attributes() = default;  // the empty object; allocates nothing
  explicit Attributes(const Value& value);

  ValueView view() const { return ValueView(bytes()); }
  ValueView member(std::string_view name) const { return view().member(name); }
  std::string_view bytes() const;
  Value value() const;

  // Takes bytes as written by bytes(); nothing when they are not well formed: a length that does not fit, a
  // key twice, deeper than the limit, a number or boolean that encode would have written otherwise. Whether
  // strings are UTF-8 is not looked at. O(n log n).
  static std::optional<Attributes> from_bytes(std::string_view bytes);

  friend bool operator==(const Attributes& a, const Attributes& b) { return a.bytes() == b.bytes(); }

 private:
  std::string bytes_;
};

Value to_value(ValueView view);

// The canonical bytes of `value`, which must keep what Value promises and nest at most
// attributes_depth_limit.
std::string encode(const Value& value);

// Compares numbers exactly, also an integer with a decimal; a double that is not an exact integer stays
// between its neighbours. Both must be integer or decimal.
std::partial_ordering compare_numbers(ValueView a, ValueView b);

template <class T>
T ValueView::load(std::size_t offset) const {
  T number;
  std::memcpy(&number, bytes_.data() + offset, sizeof number);
  return number;
}

inline bool ValueView::as_boolean() const {
  SY_CHECK(kind() == ValueKind::boolean);
  return bytes_[1] != 0;
}

inline std::int64_t ValueView::as_integer() const {
  SY_CHECK(kind() == ValueKind::integer);
  return load<std::int64_t>(1);
}

inline double ValueView::as_decimal() const {
  SY_CHECK(kind() == ValueKind::decimal);
  return load<double>(1);
}

inline std::string_view ValueView::as_string() const {
  SY_CHECK(kind() == ValueKind::string);
  return bytes_.substr(5, load<std::uint32_t>(1));
}

}  // namespace switchyard
