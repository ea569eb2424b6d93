// Names the cases of a variant in one place: match(value, [](const A&) {...}, [](const B&) {...}).
#pragma once

#include <utility>
#include <variant>

namespace switchyard {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

// Calls the case that fits what `variant` holds. A case that is missing does not compile.
template <class Variant, class... Cases>
decltype(auto) match(Variant&& variant, Cases&&... cases) {
  return std::visit(Overloaded{std::forward<Cases>(cases)...}, std::forward<Variant>(variant));
}

}  // namespace switchyard
