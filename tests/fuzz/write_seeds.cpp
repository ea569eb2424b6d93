// Snapshots to begin from: engines with random rules, after some random turns.
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/codec/snapshot/snapshot.h"
#include "engine/engine.h"
#include "tests/support/random_world.h"

namespace {

using namespace switchyard;

std::string snapshot_of(std::uint64_t seed, int turns) {
  test::Dice dice(seed);
  Engine engine(test::random_workspace(dice), Time{1'767'225'600'000'000});
  Output output;
  for (int turn = 0; turn < turns; ++turn) {
    const test::TimedCommand next = test::next_turn(engine, dice);
    output.clear();
    engine.apply(next.time, next.command, output);
  }
  codec::ByteBuffer bytes;
  codec::append_snapshot(bytes, engine.snapshot());
  return std::string(bytes.view());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const std::string bytes = snapshot_of(seed, static_cast<int>(seed * 10));
    std::ofstream(folder / std::to_string(seed), std::ios::binary) << bytes;
  }
}
