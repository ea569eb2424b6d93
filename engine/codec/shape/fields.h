// Sees a message as the list of its fields, so that bytes, JSON and text are each written once for all
// messages.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace switchyard::codec {

// References to the `count` fields of an aggregate, in the order of their declaration. With any other count
// it does not compile: a field that is added to a message must be given a name in the shapes.
template <std::size_t count, class Message>
constexpr auto fields_of(Message& message) {
  static_assert(count <= 11);
  if constexpr (count == 0) {
    static_assert(std::is_empty_v<Message>);
    return std::tuple<>{};
  } else if constexpr (count == 1) {
    auto& [a] = message;
    return std::tie(a);
  } else if constexpr (count == 2) {
    auto& [a, b] = message;
    return std::tie(a, b);
  } else if constexpr (count == 3) {
    auto& [a, b, c] = message;
    return std::tie(a, b, c);
  } else if constexpr (count == 4) {
    auto& [a, b, c, d] = message;
    return std::tie(a, b, c, d);
  } else if constexpr (count == 5) {
    auto& [a, b, c, d, e] = message;
    return std::tie(a, b, c, d, e);
  } else if constexpr (count == 6) {
    auto& [a, b, c, d, e, f] = message;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (count == 7) {
    auto& [a, b, c, d, e, f, g] = message;
    return std::tie(a, b, c, d, e, f, g);
  } else if constexpr (count == 8) {
    auto& [a, b, c, d, e, f, g, h] = message;
    return std::tie(a, b, c, d, e, f, g, h);
  } else if constexpr (count == 9) {
    auto& [a, b, c, d, e, f, g, h, i] = message;
    return std::tie(a, b, c, d, e, f, g, h, i);
  } else if constexpr (count == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = message;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
  } else {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = message;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  }
}

}  // namespace switchyard::codec
