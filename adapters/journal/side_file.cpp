// A row is found by any order of reading that comes to it before the damage does. No name is given up before
// what takes it is complete.
#include "adapters/journal/side_file.h"

#include <array>
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
  Statement checks(database, "PRAGMA integrity_check(1)");
  if (!checks.is_ready() || checks.step() != SQLITE_ROW) return failure_of(database, path);
  if (checks.bytes(0) != "ok")
    return tl::unexpected(Failure{Failure::Kind::damaged, path + ": " + std::string(checks.bytes(0))});
  std::vector<const char*> uses = table.reads;
  uses.insert(uses.end(), table.writes.begin(), table.writes.end());
  uses.push_back(table.insert);
  for (const char* sql : uses) {
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

tl::unexpected<Failure> no_access(const std::string& path, const std::error_code& problem) {
  return tl::unexpected(Failure{Failure::Kind::no_access, path + ": " + problem.message()});
}

tl::expected<void, Failure> flush_folder_of(const std::string& path) {
  return flush_folder(fs::path(path).parent_path().string());
}

// SQLite finds what it has written beside a file by the file's name: so the file comes last.
constexpr std::array<const char*, 4> endings = {"-journal", "-wal", "-shm", ""};

tl::expected<void, Failure> move_file(const std::string& from, const std::string& to) {
  std::error_code problem;
  for (const char* ending : endings) {
    if (!problem && fs::exists(from + ending, problem)) fs::rename(from + ending, to + ending, problem);
  }
  if (problem) return no_access(from, problem);
  return flush_folder_of(from);
}

tl::expected<void, Failure> remove_file(const std::string& path) {
  std::error_code problem;
  for (const char* ending : endings) {
    if (!problem) fs::remove(path + ending, problem);
  }
  if (problem) return no_access(path, problem);
  return {};
}

std::string new_name(const std::string& path) {
  return path + ".new";
}

std::string aside_name(const std::string& path, int number) {
  return path + ".damaged-" + std::to_string(number);
}

// How many files have been moved aside.
int count_aside(const std::string& path) {
  std::error_code ignored;
  int number = 0;
  while (fs::exists(aside_name(path, number + 1), ignored)) ++number;
  return number;
}

// Is it the row that is to blame, and not the file that it should go to?
bool is_of_the_row(int code) {
  return code == SQLITE_MISMATCH || code == SQLITE_TOOBIG || code == SQLITE_CONSTRAINT;
}

tl::expected<void, Failure> copy_rows(sqlite3* from, const char* read, sqlite3* to, const std::string& path,
                                      const char* insert) {
  Statement rows(from, read);
  Statement row(to, insert);
  if (!row.is_ready()) return failure_of(to, path);
  while (rows.is_ready() && rows.step() == SQLITE_ROW) {
    row.bind_row(rows);
    const int code = row.step() & 0xFF;
    if (code != SQLITE_DONE && !is_of_the_row(code)) return failure_of(to, path);
    row.reset();
  }
  return {};
}

tl::expected<void, Failure> salvage(const std::string& damaged, sqlite3* to, const std::string& path,
                                    const SideTable& table) {
  const auto from = open_database(damaged, Access::write);  // it may have to be rolled back
  if (!from) return {};
  if (auto begun = execute(to, path, "BEGIN"); !begun) return begun;
  for (const char* read : table.reads) {
    if (auto copied = copy_rows(from->get(), read, to, path, table.insert); !copied) return copied;
  }
  return execute(to, path, "COMMIT");
}

// PATH.new, complete, and nothing beside it that belongs to it.
tl::expected<void, Failure> make_new(const std::string& path, const SideTable& table) {
  const std::string name = new_name(path);
  if (auto removed = remove_file(name); !removed) return removed;
  const auto fresh = open_good(name, table);
  if (!fresh) return tl::unexpected(fresh.error());
  if (auto saved = salvage(path, fresh->get(), name, table); !saved) return saved;
  return execute(fresh->get(), name, "PRAGMA wal_checkpoint(TRUNCATE)");
}

std::uint64_t count_rows(sqlite3* database, const SideTable& table) {
  std::uint64_t count = 0;
  Statement rows(database, table.reads.front());
  while (rows.is_ready() && rows.step() == SQLITE_ROW) ++count;
  return count;
}

// Ends with the new file in the place of the damaged one; tells where that stands now.
tl::expected<std::string, Failure> replace(const std::string& path, const SideTable& table) {
  if (auto made = make_new(path, table); !made) {
    static_cast<void>(remove_file(new_name(path)));  // it may fill the disk
    return tl::unexpected(made.error());
  }
  std::string aside = aside_name(path, count_aside(path) + 1);
  if (auto moved = move_file(path, aside); !moved) return tl::unexpected(moved.error());
  if (auto moved = move_file(new_name(path), path); !moved) return tl::unexpected(moved.error());
  return aside;
}

// Between the two moves.
bool was_interrupted(const std::string& path) {
  std::error_code ignored;
  return !fs::exists(path, ignored) && fs::exists(new_name(path), ignored) && count_aside(path) > 0;
}

}  // namespace

tl::expected<SideFile, Failure> open_side_file(const std::string& path, const SideTable& table) {
  std::string aside;
  if (was_interrupted(path)) {
    aside = aside_name(path, count_aside(path));
    if (auto moved = move_file(new_name(path), path); !moved) return tl::unexpected(moved.error());
  }
  auto database = open_good(path, table);
  if (!database && database.error().kind == Failure::Kind::damaged) {
    auto replaced = replace(path, table);
    if (!replaced) return tl::unexpected(replaced.error());
    aside = *std::move(replaced);
    database = open_good(path, table);
  }
  if (!database) return tl::unexpected(database.error());
  SideFile file{*std::move(database), std::nullopt};
  if (!aside.empty()) file.damage = {path, std::move(aside), count_rows(file.database.get(), table)};
  return file;
}

}  // namespace switchyard::adapters::journal
