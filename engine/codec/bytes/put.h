// Writes each kind of field as its canonical bytes: first measured, then stored behind a pointer.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/base/check.h"
#include "engine/codec/shape/shape.h"
#include "engine/command.h"

namespace switchyard::codec {

static_assert(std::endian::native == std::endian::little, "the canonical bytes are little-endian");

template <class T>
concept PlainNumber = std::is_integral_v<T> || std::is_enum_v<T>;

// How many bytes a field takes. Constant for all but strings, attributes, documents and what may be absent.
struct Size {
  template <PlainNumber T>
  static constexpr std::size_t of(const T&) {
    return sizeof(T);
  }
  static constexpr std::size_t of(Time) { return 8; }
  static constexpr std::size_t of(Duration) { return 8; }
  static constexpr std::size_t of(EffectId) { return 12; }
  template <class Kind>
  static constexpr std::size_t of(Id<Kind>) {
    return 4;
  }
  template <class Kind>
  static constexpr std::size_t of(Serial<Kind>) {
    return 8;
  }
  static std::size_t of(const std::string& text) { return 4 + text.size(); }
  static std::size_t of(const Attributes& attributes) { return 4 + attributes.bytes().size(); }
  static std::size_t of(const std::vector<Workspace>& version) { return of(version.front().source); }
  static std::size_t of(const std::vector<CalendarChanges>& calendars) {
    std::size_t size = 4;
    for (const CalendarChanges& calendar : calendars) size += 1 + 4 + 8 * calendar.changes.size();
    return size;
  }
  template <class T>
  static constexpr std::size_t of(const std::optional<T>& value) {
    return 1 + (value ? of(*value) : 0);
  }
  template <class... Ways>
  static constexpr std::size_t of(const std::variant<Ways...>& route) {
    return std::visit([](const auto& way) { return message(way); }, route);
  }

  // The number byte and all fields.
  template <class Message>
  static constexpr std::size_t message(const Message& message) {
    std::size_t size = 1;
    for_each_field(message, [&](std::string_view, const auto& field) { size += of(field); });
    return size;
  }
};

// Stores fields one behind the other; the caller has made room for Size::of each.
class Put {
 public:
  explicit Put(char* at) : at_(at) {}

  template <PlainNumber T>
  void value(T number) {
    std::memcpy(at_, &number, sizeof number);
    at_ += sizeof number;
  }
  void value(bool flag) { value(static_cast<std::uint8_t>(flag ? 1 : 0)); }
  void value(Time time) { value(time.microseconds); }
  void value(Duration duration) { value(duration.microseconds); }
  void value(EffectId effect) { value(effect.sequence), value(effect.index); }
  template <class Kind>
  void value(Id<Kind> id) {
    value(id.value);
  }
  template <class Kind>
  void value(Serial<Kind> serial) {
    value(serial.value);
  }
  void value(const std::string& text) { string(text); }
  void value(const Attributes& attributes) { string(attributes.bytes()); }
  void value(const std::vector<Workspace>& version) { string(version.front().source); }
  void value(const std::vector<CalendarChanges>& calendars) {
    value(static_cast<std::uint32_t>(calendars.size()));
    for (const CalendarChanges& calendar : calendars) {
      value(calendar.open_at_first);
      value(static_cast<std::uint32_t>(calendar.changes.size()));
      for (const Time change : calendar.changes) value(change);
    }
  }
  template <class T>
  void value(const std::optional<T>& content) {
    value(content.has_value());
    if (content) value(*content);
  }
  template <class... Ways>
  void value(const std::variant<Ways...>& route) {
    std::visit([this](const auto& way) { this->message(way); }, route);
  }

  template <class Message>
  void message(const Message& message) {
    value(shape<Message>.number);
    for_each_field(message, [this](std::string_view, const auto& field) { this->value(field); });
  }

 private:
  void string(std::string_view text) {
    SY_CHECK(text.size() <= std::numeric_limits<std::uint32_t>::max());
    value(static_cast<std::uint32_t>(text.size()));
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }

  char* at_;
};

}  // namespace switchyard::codec
