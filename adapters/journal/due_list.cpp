// A table with two columns.
#include "adapters/journal/due_list.h"

namespace switchyard::adapters::journal {

tl::expected<std::unique_ptr<DueList>, Failure> DueList::open(const std::string& path) {
  auto database = open_database(path, Access::write);
  if (!database) return tl::unexpected(database.error());
  for (const char* sql : {"PRAGMA synchronous=FULL",
                          "CREATE TABLE IF NOT EXISTS due(key TEXT PRIMARY KEY, time INTEGER NOT NULL)"
                          " WITHOUT ROWID",
                          "CREATE INDEX IF NOT EXISTS by_time ON due(time)"}) {
    if (auto done = execute(database->get(), path, sql); !done) return tl::unexpected(done.error());
  }
  return std::unique_ptr<DueList>(new DueList(*std::move(database)));
}

bool DueList::add(std::string_view key, Time due) {
  const std::lock_guard lock(guard_);
  Statement row(database_.get(),
                "INSERT INTO due(key, time) VALUES(?1, ?2)"
                " ON CONFLICT(key) DO UPDATE SET time = min(time, excluded.time)");
  return row.is_ready() && row.bind_text(key).bind(due.microseconds).step() == SQLITE_DONE;
}

bool DueList::remove(std::string_view key) {
  const std::lock_guard lock(guard_);
  Statement row(database_.get(), "DELETE FROM due WHERE key = ?1");
  return row.is_ready() && row.bind_text(key).step() == SQLITE_DONE;
}

std::vector<std::string> DueList::due(Time now, std::size_t most) {
  const std::lock_guard lock(guard_);
  std::vector<std::string> keys;
  Statement rows(database_.get(), "SELECT key FROM due WHERE time <= ?1 ORDER BY time LIMIT ?2");
  if (!rows.is_ready()) return keys;
  rows.bind(now.microseconds).bind(static_cast<std::int64_t>(most));
  while (rows.step() == SQLITE_ROW) keys.emplace_back(rows.bytes(0));
  return keys;
}

}  // namespace switchyard::adapters::journal
