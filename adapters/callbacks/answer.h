// What the other side answers when it is asked about an offer.
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "adapters/http/outgoing.h"

namespace switchyard::adapters::callbacks {

// An instruction such as accept or dequeue. Fields: names as in the answer, values as text; a list is its
// elements separated by spaces.
struct Instruction {
  std::string name;
  http::Fields fields;
};

// Why the answer counts as none: no response, another status than 200 (204 with an empty body), or a body
// that is not application/json.
struct NoAnswer {
  std::string reason;
};

// The other side answered. Nothing to do: the offer stays. `fault`: what it wants makes no sense, and
// somebody should be told; the instruction is there all the same when only a field of it is wrong.
struct Answer {
  std::optional<Instruction> instruction;
  std::string fault;
};

tl::expected<Answer, NoAnswer> read_answer(const http::SendResult& result);

}  // namespace switchyard::adapters::callbacks
