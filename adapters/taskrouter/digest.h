// SHA-256 on the way of every request, without the search for the algorithm that SHA256() begins with.
#pragma once

#include <array>
#include <string_view>

namespace switchyard::adapters::taskrouter {

// Any thread. O(text).
std::array<unsigned char, 32> sha256(std::string_view text);

}  // namespace switchyard::adapters::taskrouter
