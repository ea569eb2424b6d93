// Bytes to begin from that nobody writes by hand: snapshots of engines with random rules, and journals of a
// small desk.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "adapters/journal/sqlite_journal.h"
#include "engine/codec/bytes/encode.h"
#include "engine/codec/snapshot/snapshot.h"
#include "engine/engine.h"
#include "tests/support/live_desk.h"
#include "tests/support/random_world.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;

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

// A task comes, a worker does, and takes it.
std::vector<Command> desk_work() {
  TaskArrives arrives;
  arrives.channel = TaskChannelId{0};
  arrives.route = ThroughWorkflow{WorkflowId{0}};
  arrives.key = "one";
  WorkerChangesActivity comes{WorkerId{0}, ActivityId{1}, false};
  return {arrives,
          comes,
          WorkerAccepts{ReservationId{1}},
          WorkerFinishes{ReservationId{1}},
          WorkerCompletes{ReservationId{1}, "done"},
          arrives};
}

// As journal_fuzz reads records: a byte of time, one of length, the command.
void write_journals(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  codec::ByteBuffer bytes;
  std::string records;
  std::vector<journal::Record> all;
  std::vector<std::string> payloads;
  for (const Command& command : desk_work()) {
    bytes.clear();
    codec::append_bytes(bytes, command);
    payloads.emplace_back(bytes.view());
    records += {char{1}, static_cast<char>(bytes.size())};
    records += bytes.view();
  }
  std::ofstream(folder / "records", std::ios::binary) << records;
  for (std::size_t i = 0; i < payloads.size(); ++i)
    all.push_back({i + 1, desk_opens + seconds(static_cast<std::int64_t>(i) + 1), payloads[i]});
  codec::LogHeader header;
  header.name = "desk";
  header.start = desk_opens;
  header.workspace_source = desk_document();
  std::filesystem::remove(folder / "file");
  const auto journal = journal::SqliteJournal::create((folder / "file").string(), header);
  if (!journal || !(*journal)->append(all)) std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::filesystem::path folder = argv[1];
  write_journals(argv[2]);
  std::filesystem::create_directories(folder);
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const std::string bytes = snapshot_of(seed, static_cast<int>(seed * 10));
    std::ofstream(folder / std::to_string(seed), std::ios::binary) << bytes;
  }
}
