// The order of workers that a workflow target asks for: worker.level DESC, worker.languages.en ASC.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/expression/problem.h"
#include "engine/expression/slots.h"

namespace switchyard::expression {

enum class Direction : std::uint8_t { ascending, descending };

struct OrderClause {
  Name name;  // WorkerAttribute, WorkerField or WorkerChannel
  Direction direction = Direction::ascending;

  friend bool operator==(const OrderClause&, const OrderClause&) = default;
};

using OrderBy = std::vector<OrderClause>;  // the first clause decides, the next breaks its ties

// Every name begins with `worker.`; ASC and DESC have any case, absent is ASC. An empty text is an empty
// order.
std::variant<OrderBy, ParseProblem> parse_order_by(std::string_view text);

struct BoundOrderClause {
  std::uint32_t slot = 0;  // in Slots::worker
  Direction direction = Direction::ascending;

  friend bool operator==(const BoundOrderClause&, const BoundOrderClause&) = default;
};

std::vector<BoundOrderClause> bind_order_by(const OrderBy& order, Slots& slots);

// Whether worker `a` comes before (less) worker `b`, by the values of their slots. A worker whose value is
// not an integer comes after those whose value is, whatever the direction. Equivalent: something else must
// decide.
std::weak_ordering compare_workers(std::span<const BoundOrderClause> order, std::span<const ValueView> a,
                                   std::span<const ValueView> b);

}  // namespace switchyard::expression
