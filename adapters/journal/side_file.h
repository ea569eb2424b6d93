// A table beside the journals: what is in it matters less than that the program starts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/journal/journal.h"
#include "adapters/journal/sqlite.h"

namespace switchyard::adapters::journal {

// How such a file is made and read, in SQL.
struct SideTable {
  std::vector<const char*> make;    // settings, and what is created if it is not there
  std::vector<const char*> reads;   // the same rows in several orders: each comes past another damage
  std::vector<const char*> writes;  // what is done with it: a table on which one cannot be is another one
  const char* insert = nullptr;     // takes a row of `reads`, and does nothing when it is there
};

// A file that was not what had been written.
struct Damage {
  std::string file;
  std::string kept_as;     // where it stands now, for whoever wants to look
  std::uint64_t rows = 0;  // that could be read, and are in the new file
};

struct SideFile {
  Database database;
  std::optional<Damage> damage;
};

// Makes the file when it is not there. What can be read of a damaged one goes into a new one, PATH.new; then
// it is moved aside under the first free name PATH.damaged-N, and the new one takes its place. A crash in
// between is made good, and told, at the next start. A new one that cannot be written whole is a failure, and
// the damaged one stays where it was. O(file log file): all of it is checked, the indexes too.
tl::expected<SideFile, Failure> open_side_file(const std::string& path, const SideTable& table);

}  // namespace switchyard::adapters::journal
