// A folder with one SQLite journal for each workspace, and one process that writes there.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "adapters/journal/journal.h"

namespace switchyard::adapters::journal {

// Makes the folder when it is not there, and locks it. `vfs`: as open_database.
tl::expected<std::unique_ptr<Store>, Failure> open_sqlite_store(const std::string& folder,
                                                                const std::string& vfs = {});

}  // namespace switchyard::adapters::journal
