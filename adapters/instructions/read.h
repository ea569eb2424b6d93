// The two forms in which an instruction comes: the fields of a REST request, the JSON answer of a callback.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "adapters/instructions/instruction.h"

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

}  // namespace switchyard::adapters
