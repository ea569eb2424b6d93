// The JSON Schema of a line of events.jsonl, made from the messages themselves, so that it cannot fall
// behind.
#pragma once

#include <string>

namespace switchyard::codec {

// One definition a message, and anyOf over them; keywords common to draft-04 and 07. Indented, ends with a
// line feed.
std::string line_schema_text();

}  // namespace switchyard::codec
