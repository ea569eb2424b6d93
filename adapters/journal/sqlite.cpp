// Says what SQLite says, in our words.
#include "adapters/journal/sqlite.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace switchyard::adapters::journal {
namespace {

Failure::Kind kind_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return Failure::Kind::full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Failure::Kind::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Failure::Kind::in_use;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return Failure::Kind::no_access;
    default:
      return Failure::Kind::unknown;
  }
}

constexpr int longest_wait_of_readers = 5'000;  // ms

}  // namespace

Failure last_failure(sqlite3* database, const std::string& path) {
  const int code = sqlite3_extended_errcode(database);
  return {kind_of(code), path + ": " + sqlite3_errmsg(database) + " (SQLite " + std::to_string(code) + ")"};
}

tl::expected<Database, Failure> open_database(const std::string& path, Access access,
                                              const std::string& vfs) {
  // What customers write is nobody else's; the WAL takes this over.
  std::error_code ignored;
  if (access == Access::write)
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
  sqlite3* raw = nullptr;
  const int flags =
      (access == Access::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
      SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, vfs.empty() ? nullptr : vfs.c_str());
  Database database(raw);
  if (code != SQLITE_OK) return tl::unexpected(last_failure(raw, path));
  // Who reads after a crash puts the WAL in order first, and meanwhile others who read wait for that.
  if (access == Access::read) sqlite3_busy_timeout(raw, longest_wait_of_readers);
  return database;
}

tl::expected<void, Failure> execute(sqlite3* database, const std::string& path, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return tl::unexpected(last_failure(database, path));
}

Statement::Statement(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw,
                     nullptr);
  statement_.reset(raw);
}

Statement& Statement::bind(std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), ++bound_, number);
  return *this;
}

Statement& Statement::bind_text(std::string_view text) {
  sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
  // A null pointer would be NULL instead of no bytes.
  sqlite3_bind_blob64(statement_.get(), ++bound_, bytes.empty() ? "" : bytes.data(), bytes.size(),
                      SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_row(const Statement& other) {
  const int columns = sqlite3_column_count(other.statement_.get());
  for (int column = 0; column < columns; ++column)
    sqlite3_bind_value(statement_.get(), ++bound_, sqlite3_column_value(other.statement_.get(), column));
  return *this;
}

int Statement::step() {
  return sqlite3_step(statement_.get());
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  bound_ = 0;
}

std::string_view Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return {data == nullptr ? "" : data,
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

}  // namespace switchyard::adapters::journal
