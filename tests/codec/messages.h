// Messages for the tests: one of each kind, filled with counted bytes or with chance.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/codec/bytes/decode.h"
#include "engine/codec/bytes/encode.h"
#include "engine/codec/shape/commands.h"
#include "engine/codec/shape/effects.h"
#include "engine/codec/shape/events.h"

namespace switchyard::codec {

// Every byte of every number is the one before plus 1, so that golden bytes show where each field lies.
class CountedFill {
 public:
  std::uint64_t number(int bytes) {
    std::uint64_t number = 0;
    for (int i = 0; i < bytes; ++i) number |= std::uint64_t{next_++} << (8 * i);
    return number;
  }
  bool flag() { return true; }
  std::string text() { return "ab"; }
  Attributes attributes() { return Attributes(Value{Value::Object{{"k", Value{std::int64_t{7}}}}}); }
  std::size_t choose(std::size_t) { return 0; }

 private:
  std::uint8_t next_ = 1;
};

class RandomFill {
 public:
  explicit RandomFill(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t number(int bytes) { return bytes == 8 ? engine_() : engine_() >> (64 - 8 * bytes); }
  bool flag() { return choose(2) == 1; }
  std::size_t choose(std::size_t count) { return engine_() % count; }
  std::string text() {
    std::string text(choose(40), ' ');
    for (char& c : text) c = static_cast<char>(choose(256));
    return text;
  }
  Attributes attributes() { return Attributes(Value{object(2)}); }

 private:
  Value::Object object(int depth) {
    Value::Object members;
    for (std::size_t i = choose(4); i > 0; --i)
      members.emplace_back("key " + std::to_string(i), value(depth));
    return members;
  }
  Value value(int depth) {
    switch (choose(depth == 0 ? 5 : 7)) {
      case 0:
        return {};
      case 1:
        return {flag()};
      case 2:
        return {static_cast<std::int64_t>(engine_())};
      case 3:
        return {static_cast<double>(choose(1'000)) / 8 - 50};
      case 4:
        return {text()};
      case 5:
        return {Value::Array{value(depth - 1), value(depth - 1)}};
      default:
        return {object(depth - 1)};
    }
  }

  std::mt19937_64 engine_;
};

template <class Fill, PlainNumber T>
void fill(Fill& source, T& field) {
  if constexpr (std::is_enum_v<T>) {
    field = enum_words<T>[source.choose(enum_words<T>.size())].value;
  } else {
    field = static_cast<T>(source.number(sizeof field));
  }
}
template <class Fill>
void fill(Fill& source, bool& field) {
  field = source.flag();
}
template <class Fill>
void fill(Fill& source, Time& field) {
  fill(source, field.microseconds);
}
template <class Fill>
void fill(Fill& source, Duration& field) {
  fill(source, field.microseconds);
}
template <class Fill, class Kind>
void fill(Fill& source, Id<Kind>& field) {
  fill(source, field.value);
}
template <class Fill, class Kind>
void fill(Fill& source, Serial<Kind>& field) {
  fill(source, field.value);
}
template <class Fill>
void fill(Fill& source, EffectId& field) {
  fill(source, field.sequence), fill(source, field.index);
}
template <class Fill>
void fill(Fill& source, std::string& field) {
  field = source.text();
}
template <class Fill>
void fill(Fill& source, Attributes& field) {
  field = source.attributes();
}
template <class Fill>
void fill(Fill& source, std::vector<Workspace>& field) {
  field.resize(1);
  field.front().source = source.text();
}
template <class Fill>
void fill(Fill& source, std::vector<CalendarChanges>& field) {
  field.resize(1 + source.choose(3));
  for (CalendarChanges& calendar : field) {
    calendar.open_at_first = source.flag();
    calendar.changes.resize(1 + source.choose(2));
    for (Time& change : calendar.changes) fill(source, change);
  }
}
template <class Fill, class T>
void fill(Fill& source, std::optional<T>& field) {
  field.reset();
  if (source.flag()) fill(source, field.emplace());
}
template <class Fill, class... Ways>
void fill(Fill& source, std::variant<Ways...>& field);

template <class Fill, class Message>
void fill_message(Fill& source, Message& message) {
  for_each_field(message, [&](std::string_view, auto& field) { fill(source, field); });
}

template <class Variant, class Fill, std::size_t... indexes>
Variant make_alternative(Fill& source, std::size_t index, std::index_sequence<indexes...>) {
  Variant variant;
  ((indexes == index ? fill_message(source, variant.template emplace<indexes>()) : void()), ...);
  return variant;
}

// The alternative number `index` of a Command, Event, Effect or Route.
template <class Variant, class Fill>
Variant make(Fill& source, std::size_t index) {
  return make_alternative<Variant>(source, index, std::make_index_sequence<std::variant_size_v<Variant>>{});
}

template <class Fill, class... Ways>
void fill(Fill& source, std::variant<Ways...>& field) {
  field = make<std::variant<Ways...>>(source, source.choose(sizeof...(Ways)));
}

// One of each, in the order of the variant, filled with counted bytes.
template <class Variant>
std::vector<Variant> one_of_each() {
  std::vector<Variant> all;
  for (std::size_t i = 0; i < std::variant_size_v<Variant>; ++i) {
    CountedFill source;
    all.push_back(make<Variant>(source, i));
  }
  return all;
}

template <class Variant>
std::string bytes_of(const Variant& message) {
  ByteBuffer buffer;
  append_bytes(buffer, message);
  return std::string(buffer.view());
}

// A compiler that keeps the text and compiles nothing.
inline tl::expected<Workspace, std::string> keep_source(std::string_view source) {
  Workspace workspace;
  workspace.source = source;
  return workspace;
}

inline tl::expected<Command, BytesProblem> decode_any(std::string_view bytes, const Command&) {
  return decode_command(bytes, keep_source);
}
inline tl::expected<Event, BytesProblem> decode_any(std::string_view bytes, const Event&) {
  return decode_event(bytes);
}
inline tl::expected<Effect, BytesProblem> decode_any(std::string_view bytes, const Effect&) {
  return decode_effect(bytes);
}

inline std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

}  // namespace switchyard::codec
