// Fields of CSV as RFC 4180 writes them.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::reports {

// Appends the field, in quotes when it needs them; with `comma`, a comma first.
void append_field(std::string& line, std::string_view field, bool comma = true);

}  // namespace switchyard::reports
