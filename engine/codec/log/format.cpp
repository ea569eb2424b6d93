// The checksum that ties each record of a log to all before it.
#include "engine/codec/log/format.h"

#include <xxhash.h>

namespace switchyard::codec {

std::uint64_t chained_checksum(std::string_view bytes, std::uint64_t previous) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), previous);
}

}  // namespace switchyard::codec
