// Text as roff takes it: nothing in it is a request, an escape or a character that an old terminal lacks.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::cli {

// One line of text inside a line of roff. What is not ASCII becomes \[uXXXX], - a minus that can be copied.
std::string roff(std::string_view text);
std::string bold(std::string_view text);
std::string italic(std::string_view text);

// A paragraph that the formatter fills, in short lines, with a line feed at the end. Line feeds are spaces.
std::string filled(std::string_view text);
// Lines as they stand.
std::string verbatim(std::string_view lines);

}  // namespace switchyard::cli
