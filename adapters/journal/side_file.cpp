// A row is found by any order of reading that comes to it before the damage does.
#include "adapters/journal/side_file.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "adapters/journal/files.h"

namespace switchyard::adapters::journal {
namespace {

namespace fs = std::filesystem;

// What SQLite does not understand was made by somebody else.
tl::unexpected<Failure> failure_of(sqlite3* database, const std::string& path) {
  Failure failure = last_failure(database, path);
  if (sqlite3_errcode(database) == SQLITE_ERROR) failure.kind = Failure::Kind::damaged;
  return tl::unexpected(std::move(failure));
}

tl::expected<void, Failure> check(sqlite3* database, const std::string& path, const SideTable& table) {
  Statement checks(database, "PRAGMA quick_check(1)");
  if (!checks.is_ready() || checks.step() != SQLITE_ROW) return failure_of(database, path);
  if (checks.bytes(0) != "ok")
    return tl::unexpected(Failure{Failure::Kind::damaged, path + ": " + std::string(checks.bytes(0))});
  for (const char* sql : table.reads) {
    if (!Statement(database, sql).is_ready()) return failure_of(database, path);
  }
  return {};
}

tl::expected<Database, Failure> open_good(const std::string& path, const SideTable& table) {
  auto database = open_database(path, Access::write);
  if (!database) return database;
  for (const char* sql : table.make) {
    if (!execute(database->get(), path, sql)) return failure_of(database->get(), path);
  }
  if (auto good = check(database->get(), path, table); !good) return tl::unexpected(good.error());
  return database;
}

// SQLite finds what it has written beside a file by the file's name.
tl::expected<std::string, Failure> move_aside(const std::string& path) {
  std::error_code problem;
  int number = 1;
  const auto other = [&] { return path + ".damaged-" + std::to_string(number); };
  while (fs::exists(other(), problem)) ++number;
  for (const char* ending : {"-journal", "-wal", "-shm"}) {
    if (!problem && fs::exists(path + ending, problem)) fs::rename(path + ending, other() + ending, problem);
  }
  if (!problem) fs::rename(path, other(), problem);
  if (problem) return tl::unexpected(Failure{Failure::Kind::no_access, path + ": " + problem.message()});
  if (auto flushed = flush_folder(fs::path(path).parent_path().string()); !flushed)
    return tl::unexpected(flushed.error());
  return other();
}

void copy_rows(sqlite3* from, const char* read, sqlite3* to, const char* insert) {
  Statement rows(from, read);
  Statement row(to, insert);
  while (rows.is_ready() && row.is_ready() && rows.step() == SQLITE_ROW) {
    row.bind_row(rows);
    row.step();
    row.reset();
  }
}

std::uint64_t salvage(const std::string& damaged, sqlite3* to, const SideTable& table) {
  const auto from = open_database(damaged, Access::write);  // it may have to be rolled back
  if (!from) return 0;
  const int before = sqlite3_total_changes(to);
  for (const char* read : table.reads) copy_rows(from->get(), read, to, table.insert);
  return static_cast<std::uint64_t>(sqlite3_total_changes(to) - before);
}

}  // namespace

tl::expected<SideFile, Failure> open_side_file(const std::string& path, const SideTable& table) {
  auto database = open_good(path, table);
  if (database) return SideFile{*std::move(database), std::nullopt};
  if (database.error().kind != Failure::Kind::damaged) return tl::unexpected(database.error());
  auto kept_as = move_aside(path);
  if (!kept_as) return tl::unexpected(kept_as.error());
  auto fresh = open_good(path, table);
  if (!fresh) return tl::unexpected(fresh.error());
  Damage damage{path, *std::move(kept_as), 0};
  if (auto begun = execute(fresh->get(), path, "BEGIN"); !begun) return tl::unexpected(begun.error());
  damage.rows = salvage(damage.kept_as, fresh->get(), table);
  if (auto done = execute(fresh->get(), path, "COMMIT"); !done) return tl::unexpected(done.error());
  return SideFile{*std::move(fresh), std::move(damage)};
}

}  // namespace switchyard::adapters::journal
