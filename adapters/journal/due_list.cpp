// A table with two columns.
#include "adapters/journal/due_list.h"

#include <algorithm>

namespace switchyard::adapters::journal {

namespace {

constexpr const char* add_sql =
    "INSERT INTO due(key, time) VALUES(?1, ?2)"
    " ON CONFLICT(key) DO UPDATE SET time = min(time, excluded.time)";
constexpr const char* remove_sql = "DELETE FROM due WHERE key = ?1";

SideTable due_table() {
  SideTable table;
  table.make = {"PRAGMA synchronous=FULL",
                "CREATE TABLE IF NOT EXISTS due(key TEXT PRIMARY KEY, time INTEGER NOT NULL)"
                " WITHOUT ROWID",
                "CREATE INDEX IF NOT EXISTS by_time ON due(time)"};
  table.reads = {"SELECT key, time FROM due ORDER BY key", "SELECT key, time FROM due ORDER BY key DESC",
                 "SELECT key, time FROM due INDEXED BY by_time ORDER BY time",
                 "SELECT key, time FROM due INDEXED BY by_time ORDER BY time DESC"};
  table.writes = {add_sql, remove_sql};
  table.insert =
      "INSERT OR IGNORE INTO due(key, time) SELECT ?1, ?2"
      " WHERE typeof(?1) = 'text' AND typeof(?2) = 'integer'";
  return table;
}

}  // namespace

tl::expected<std::unique_ptr<DueList>, Failure> DueList::open(const std::string& path) {
  auto file = open_side_file(path, due_table());
  if (!file) return tl::unexpected(file.error());
  return std::unique_ptr<DueList>(new DueList(*std::move(file)));
}

bool DueList::change(const std::vector<std::string>& added, Time due,
                     const std::vector<std::string>& removed) {
  if (added.empty() && removed.empty()) return true;
  const std::lock_guard lock(guard_);
  if (!run("BEGIN IMMEDIATE")) return false;
  if (remove_all(removed) && add_all(added, due) && run("COMMIT")) return true;
  run("ROLLBACK");
  return false;
}

bool DueList::run(const char* sql) {
  return sqlite3_exec(file_.database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool DueList::add_all(const std::vector<std::string>& keys, Time due) {
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    Statement row(file_.database.get(), add_sql);
    return row.is_ready() && row.bind_text(key).bind(due.microseconds).step() == SQLITE_DONE;
  });
}

bool DueList::remove_all(const std::vector<std::string>& keys) {
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    Statement row(file_.database.get(), remove_sql);
    return row.is_ready() && row.bind_text(key).step() == SQLITE_DONE;
  });
}

std::vector<std::string> DueList::due(Time now, std::size_t most) {
  const std::lock_guard lock(guard_);
  std::vector<std::string> keys;
  Statement rows(file_.database.get(), "SELECT key FROM due WHERE time <= ?1 ORDER BY time LIMIT ?2");
  if (!rows.is_ready()) return keys;
  rows.bind(now.microseconds).bind(static_cast<std::int64_t>(most));
  while (rows.step() == SQLITE_ROW) keys.emplace_back(rows.bytes(0));
  return keys;
}

DueList::Entries DueList::all() {
  const std::lock_guard lock(guard_);
  Entries entries;
  Statement rows(file_.database.get(), "SELECT key, time FROM due ORDER BY time");
  while (rows.is_ready() && rows.step() == SQLITE_ROW)
    entries.emplace_back(std::string(rows.bytes(0)), Time{rows.number(1)});
  return entries;
}

}  // namespace switchyard::adapters::journal
