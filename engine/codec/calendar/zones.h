// The time zones that this machine knows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace switchyard::codec {

// The IANA names, links too, in order; none when the machine has no time zone database (Debian's tzdata).
const std::vector<std::string>& zone_names();

// O(log zones).
bool is_zone(std::string_view name);

// Such as "2025b"; "unknown" when the database does not say, or there is none.
std::string tzdata_version();

}  // namespace switchyard::codec
