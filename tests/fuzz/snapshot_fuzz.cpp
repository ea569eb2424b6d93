// Any bytes as a snapshot, with a checksum that is right: a problem with its offset, or an engine that goes
// on. What the reader lets pass need not be fair: a task may wait beside a free worker until something moves.
#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/engine.h"

namespace {

using namespace switchyard;

// Else nearly every input would end at the checksum.
void put_checksum(std::string& bytes) {
  const std::uint64_t sum = XXH3_64bits(bytes.data(), bytes.size() - sizeof(std::uint64_t));
  std::memcpy(bytes.data() + bytes.size() - sizeof sum, &sum, sizeof sum);
}

void go_on(Engine& engine) {
  Output output;
  for (int turn = 0; turn < 20 && engine.next_deadline() <= latest_time; ++turn) {
    output.clear();
    engine.apply(engine.next_deadline(), TimePasses{}, output);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (size > sizeof(std::uint64_t)) put_checksum(bytes);
  auto snapshot = codec::read_snapshot(bytes);
  if (!snapshot) {
    SY_CHECK(snapshot.error().offset <= bytes.size());
    return 0;
  }
  Engine engine(std::move(*snapshot));
  go_on(engine);
  return 0;
}
