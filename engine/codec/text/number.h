// Numbers for messages and files.
#pragma once

#include <string>

namespace switchyard::codec {

// The shortest decimal that reads back as the same double.
std::string to_text(double number);

}  // namespace switchyard::codec
