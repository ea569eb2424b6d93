// A table in the order of arrival. The write-ahead log is not flushed at each change: many letters may die in
// one moment, on the thread that answers customers.
#include "adapters/journal/letter_file.h"

#include <algorithm>
#include <utility>

namespace switchyard::adapters::journal {

namespace {

constexpr const char* put_sql = "INSERT INTO letters(workspace, id, text) VALUES(?1, ?2, ?3)";
constexpr const char* remove_sql = "DELETE FROM letters WHERE workspace = ?1 AND id = ?2";

SideTable letter_table() {
  SideTable table;
  table.make = {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
                "CREATE TABLE IF NOT EXISTS letters(number INTEGER PRIMARY KEY AUTOINCREMENT, workspace TEXT "
                "NOT NULL,"
                " id TEXT NOT NULL, text BLOB NOT NULL, UNIQUE(workspace, id) ON CONFLICT REPLACE)"};
  table.reads = {"SELECT number, workspace, id, text FROM letters ORDER BY number",
                 "SELECT number, workspace, id, text FROM letters ORDER BY number DESC"};
  // The last is never run: it can be prepared only where a letter is there once.
  table.writes = {put_sql, remove_sql,
                  "INSERT INTO letters(workspace, id, text) VALUES(?1, ?2, ?3)"
                  " ON CONFLICT(workspace, id) DO NOTHING"};
  table.insert =
      "INSERT OR IGNORE INTO letters(number, workspace, id, text) SELECT ?1, ?2, ?3, ?4"
      " WHERE typeof(?2) = 'text' AND typeof(?3) = 'text' AND typeof(?4) = 'blob'";
  return table;
}

}  // namespace

tl::expected<std::unique_ptr<LetterFile>, Failure> LetterFile::open(const std::string& path) {
  auto file = open_side_file(path, letter_table());
  if (!file) return tl::unexpected(file.error());
  return std::unique_ptr<LetterFile>(new LetterFile(*std::move(file)));
}

bool LetterFile::change(std::string_view workspace, const std::vector<LetterChange>& changes) {
  const std::lock_guard lock(guard_);
  if (!run("BEGIN IMMEDIATE")) return false;
  const bool all = std::all_of(changes.begin(), changes.end(),
                               [&](const LetterChange& one) { return change_one(workspace, one); });
  if (all && run("COMMIT")) return true;
  run("ROLLBACK");
  return false;
}

std::vector<std::string> LetterFile::read(std::string_view workspace) {
  const std::lock_guard lock(guard_);
  std::vector<std::string> texts;
  Statement rows(file_.database.get(), "SELECT text FROM letters WHERE workspace = ?1 ORDER BY number");
  if (!rows.is_ready()) return texts;
  rows.bind_text(workspace);
  while (rows.step() == SQLITE_ROW) texts.emplace_back(rows.bytes(0));
  return texts;
}

bool LetterFile::forget(std::string_view workspace) {
  const std::lock_guard lock(guard_);
  Statement rows(file_.database.get(), "DELETE FROM letters WHERE workspace = ?1");
  return rows.is_ready() && rows.bind_text(workspace).step() == SQLITE_DONE;
}

bool LetterFile::run(const char* sql) {
  return sqlite3_exec(file_.database.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

bool LetterFile::change_one(std::string_view workspace, const LetterChange& change) {
  Statement row(file_.database.get(), change.text ? put_sql : remove_sql);
  if (!row.is_ready()) return false;
  row.bind_text(workspace).bind_text(change.id);
  if (change.text) row.bind_blob(*change.text);
  return row.step() == SQLITE_DONE;
}

}  // namespace switchyard::adapters::journal
