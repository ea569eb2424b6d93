// Values in tests are written as short texts and read as such when a test fails.
#pragma once

#include <random>
#include <string>
#include <string_view>

#include "engine/base/attributes.h"

namespace switchyard::tests {

// Reads JSON in which names need no quotes and strings have single ones: {level: 3, langs: ['en', null]}.
// Throws std::invalid_argument for anything else, for the author of the test to see.
Value value(std::string_view text);

// The same way back.
std::string to_text(const Value& value);

// Any value: nested at most `depth`, with short strings from a small alphabet, so that equal ones turn up.
Value random_value(std::mt19937_64& random, int depth);

}  // namespace switchyard::tests
