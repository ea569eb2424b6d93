// Places in a JSON document by RFC 6901, read once from the settings and followed in each lead.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/codec/document/document.h"

namespace switchyard::adapters::webhooks {

struct Pointer {
  std::vector<std::string> steps;  // keys, or indexes of arrays
};

// Nothing when it is no pointer: it must be empty or begin with /, and ~ stands only in ~0 and ~1.
std::optional<Pointer> read_pointer(std::string_view text);

// The value there; null when there is none.
const codec::Node* follow(const Pointer& pointer, const codec::Node& root);

}  // namespace switchyard::adapters::webhooks
