// What a message is called in files: its number in bytes, its name and the names of its fields in text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>

#include "engine/codec/shape/fields.h"

namespace switchyard::codec {

template <std::size_t count>
struct Shape {
  std::uint8_t number;    // never changed, never used again
  std::string_view name;  // the type's name in snake_case
  std::array<std::string_view, count> fields;
};

template <class... Names>
constexpr Shape<sizeof...(Names)> make_shape(std::uint8_t number, std::string_view name, Names... fields) {
  return {number, name, {fields...}};
}

// The shape of a message; each has its own in shape/commands.h, events.h or effects.h.
template <class Message>
inline constexpr auto shape = nullptr;

// Calls visit(name, field) for every field of `message` in order.
template <class Message, class Visit>
constexpr void for_each_field(Message& message, Visit&& visit) {
  constexpr auto& names = shape<std::remove_const_t<Message>>.fields;
  std::apply(
      [&](auto&... fields) {
        [[maybe_unused]] std::size_t next = 0;
        (visit(names[next++], fields), ...);
      },
      fields_of<names.size()>(message));
}

// The numbers of a variant's alternatives.
template <class Variant>
struct Numbers;

template <class... Messages>
struct Numbers<std::variant<Messages...>> {
  static constexpr std::array<std::uint8_t, sizeof...(Messages)> all{shape<Messages>.number...};

  // Each alternative has a number of its own from `first` to `last`.
  static constexpr bool distinct_within(std::uint8_t first, std::uint8_t last) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i] < first || all[i] > last) return false;
      for (std::size_t j = 0; j < i; ++j) {
        if (all[i] == all[j]) return false;
      }
    }
    return true;
  }
};

}  // namespace switchyard::codec
