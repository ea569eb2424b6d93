// SQLite's C interface with owners, and its errors as values.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "adapters/journal/journal.h"

namespace switchyard::adapters::journal {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

enum class Access : std::uint8_t { read, write };

// Opens or makes the file. `vfs` names another file system of SQLite's (tests); empty: its own.
tl::expected<Database, Failure> open_database(const std::string& path, Access access,
                                              const std::string& vfs = {});

// What the last call on the database ran into.
Failure last_failure(sqlite3* database, const std::string& path);

tl::expected<void, Failure> execute(sqlite3* database, const std::string& path, const char* sql);

// A kept statement: bind in order, step, reset. Texts and blobs must live until the reset.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* database, std::string_view sql);

  bool is_ready() const { return statement_ != nullptr; }
  Statement& bind(std::int64_t number);
  Statement& bind_text(std::string_view text);
  Statement& bind_blob(std::string_view bytes);
  Statement& bind_row(const Statement& other);  // all columns of the row that it stands on
  int step();                                   // SQLITE_ROW, SQLITE_DONE or an error
  void reset();

  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  std::string_view bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
};

}  // namespace switchyard::adapters::journal
