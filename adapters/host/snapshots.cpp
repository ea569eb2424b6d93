// A snapshot that is damaged does no harm until it is needed, which is when nobody can do anything about it.
#include "adapters/host/snapshots.h"

#include <utility>

#include "engine/codec/snapshot/snapshot.h"

namespace switchyard::adapters::host {
namespace {

tl::unexpected<std::string> cannot_be_used(const journal::SnapshotMark& mark, const std::string& why) {
  return tl::unexpected("the snapshot after record " + std::to_string(mark.sequence) +
                        " cannot be used: " + why);
}

}  // namespace

tl::expected<Snapshot, std::string> read_snapshot(journal::Journal& journal,
                                                  const journal::SnapshotMark& mark) {
  const auto bytes = journal.load_snapshot(mark);
  if (!bytes) return cannot_be_used(mark, bytes.error().text);
  auto snapshot = codec::read_snapshot(*bytes);
  if (!snapshot) return cannot_be_used(mark, snapshot.error().text);
  if (snapshot->sequence != mark.sequence) return cannot_be_used(mark, "it is another one");
  return *std::move(snapshot);
}

std::vector<std::string> faults_of_snapshots(journal::Journal& journal,
                                             const std::vector<journal::SnapshotMark>& marks) {
  std::vector<std::string> faults;
  for (const journal::SnapshotMark& mark : marks) {
    if (auto read = read_snapshot(journal, mark); !read) faults.push_back(std::move(read.error()));
  }
  return faults;
}

}  // namespace switchyard::adapters::host
