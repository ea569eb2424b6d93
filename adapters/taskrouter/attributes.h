// Attributes as the API has them: JSON text in a string.
#pragma once

#include <string>
#include <string_view>

#include "adapters/taskrouter/reply.h"
#include "engine/base/attributes.h"
#include "engine/codec/document/document.h"

namespace switchyard::adapters::taskrouter {

// Strict JSON, without comments; `parameter` names it in the error. Texts of other lengths than `longest`
// allows, in bytes, are errors too.
Result<codec::Document> read_json(std::string text, std::string_view parameter, std::size_t longest);

// A JSON object of at most 4096 characters with its spaces.
Result<Attributes> read_attributes(std::string text, std::string_view parameter = "Attributes");

}  // namespace switchyard::adapters::taskrouter
