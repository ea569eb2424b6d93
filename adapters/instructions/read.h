// The two forms in which an instruction comes: the fields of a REST request, the JSON answer of a callback.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "adapters/instructions/instruction.h"
#include "engine/codec/document/document.h"

namespace switchyard::adapters {

using FormFields = std::vector<std::pair<std::string, std::string>>;

// Nothing when the field Instruction is absent; else the instruction or one sentence that names the field and
// what is wrong. Fields that the instruction does not have are left alone. Booleans are true for true, 1 and
// yes.
tl::expected<std::optional<Instruction>, std::string> read_instruction_form(const FormFields& fields);

// Nothing for an empty body and for an object without "instruction"; else the same. Numbers and booleans may
// stand in strings; lists are arrays or separated by commas or spaces. `supervise` is refused: it is REST's
// only. At most 64 KiB.
tl::expected<std::optional<Instruction>, std::string> read_instruction_json(std::string_view body);

// Whether an answer may ask for it: the instructions but supervise.
bool may_be_answered(std::string_view instruction);

// How a value of an answer stands in a field: strings as they are, true and false, numbers in digits, each
// element of an array by itself; nothing for null, an empty text for an object.
std::vector<std::string> texts_of(const codec::Node& value);

}  // namespace switchyard::adapters
