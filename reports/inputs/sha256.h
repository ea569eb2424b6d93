// The digest by which a summary names its inputs.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::reports {

// SHA-256 (FIPS 180-4) in lower-case hexadecimal. O(bytes).
std::string sha256_hex(std::string_view bytes);

}  // namespace switchyard::reports
