// Appending is one transaction a call; reading checks what appending promised.
#include "adapters/journal/sqlite_journal.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "adapters/journal/files.h"
#include "engine/base/check.h"

namespace switchyard::adapters::journal {
namespace {

using Kind = Failure::Kind;

constexpr int pages_worth_a_checkpoint = 1'000;     // 4 MB: cheap while nobody waits
constexpr int pages_that_force_one = 16 * 1'024;    // 64 MB: now, whoever waits
constexpr std::int64_t forgotten_at_once = 10'000;  // records
constexpr std::int64_t records_at_once = 4'096;     // that one statement reads
constexpr std::size_t snapshots_kept = 2;

constexpr const char* tables =
    "CREATE TABLE header(key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    "CREATE TABLE records(sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, payload BLOB NOT NULL,"
    " checksum INTEGER NOT NULL);"
    "CREATE TABLE snapshots(sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, turns BLOB NOT NULL,"
    " checksum INTEGER NOT NULL);";

int count_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

std::int64_t as_signed(std::uint64_t number) {
  return static_cast<std::int64_t>(number);
}

std::uint64_t as_unsigned(std::int64_t number) {
  return static_cast<std::uint64_t>(number);
}

std::string_view bytes_of(const codec::LogHash::Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// What the records' checksums begin from, so that records cannot change their header.
std::uint64_t checksum_of(const codec::LogHeader& header) {
  std::uint64_t checksum = 0;
  for (const std::string& part :
       {header.engine_version, header.tzdata_version, header.name, std::to_string(header.start.microseconds),
        std::to_string(header.seed), header.workspace_source}) {
    checksum = codec::chained_checksum(part, checksum);
  }
  return checksum;
}

Failure damaged(const std::string& path, const std::string& what) {
  return {Kind::damaged, path + ": " + what};
}

}  // namespace

tl::expected<std::unique_ptr<SqliteJournal>, Failure> SqliteJournal::open(const std::string& path,
                                                                          Access access,
                                                                          const std::string& vfs) {
  auto database = open_database(path, access, vfs);
  if (!database) return tl::unexpected(database.error());
  std::unique_ptr<SqliteJournal> journal(new SqliteJournal(path, *std::move(database)));
  if (auto good = journal->read_header(); !good) return tl::unexpected(good.error());
  if (auto good = journal->read_last(); !good) return tl::unexpected(good.error());
  if (auto good = journal->read_marks(); !good) return tl::unexpected(good.error());
  if (access == Access::read) return journal;
  if (auto good = journal->prepare_writing(); !good) return tl::unexpected(good.error());
  return journal;
}

tl::expected<std::unique_ptr<SqliteJournal>, Failure> SqliteJournal::create(const std::string& path,
                                                                            const codec::LogHeader& header,
                                                                            const std::string& vfs) {
  if (std::filesystem::exists(path)) {
    return tl::unexpected(Failure{Kind::in_use, path + ": there is a journal of that name"});
  }
  auto database = open_database(path, Access::write, vfs);
  if (!database) return tl::unexpected(database.error());
  std::unique_ptr<SqliteJournal> journal(new SqliteJournal(path, *std::move(database)));
  if (auto good = journal->prepare_writing(); !good) return tl::unexpected(good.error());
  if (auto good = journal->write_header(header); !good) return tl::unexpected(good.error());
  if (auto good = flush_folder(std::filesystem::path(path).parent_path().string()); !good)
    return tl::unexpected(good.error());
  if (auto good = journal->prepare_writing(); !good) return tl::unexpected(good.error());
  return journal;
}

// Without WAL, or with synchronous below FULL, acknowledged commands are lost when the power goes.
tl::expected<void, Failure> SqliteJournal::prepare_writing() {
  Statement wal(database_.get(), "PRAGMA journal_mode=WAL");
  if (!wal.is_ready() || wal.step() != SQLITE_ROW) return failed();
  if (wal.bytes(0) != "wal") return tl::unexpected(Failure{Kind::no_access, path_ + ": WAL is refused"});
  wal.reset();
  for (const char* sql : {"PRAGMA synchronous=FULL", "PRAGMA wal_autocheckpoint=0"}) {
    if (auto done = execute(database_.get(), path_, sql); !done) return done;
  }
  sqlite3_wal_hook(database_.get(), count_pages, &pages_in_wal_);
  begin_ = Statement(database_.get(), "BEGIN IMMEDIATE");
  commit_ = Statement(database_.get(), "COMMIT");
  insert_ = Statement(database_.get(),
                      "INSERT INTO records(sequence, time, payload, checksum) VALUES(?1, ?2, ?3, ?4)");
  return {};
}

tl::expected<void, Failure> SqliteJournal::write_header(const codec::LogHeader& header) {
  if (auto done = execute(database_.get(), path_, "BEGIN IMMEDIATE"); !done) return done;
  if (auto done = execute(database_.get(), path_, tables); !done) return done;
  const auto put = [&](std::string_view key, auto value) {
    Statement row(database_.get(), "INSERT INTO header(key, value) VALUES(?1, ?2)");
    if (!row.is_ready()) return false;
    row.bind_text(key);
    if constexpr (std::is_integral_v<decltype(value)>) {
      row.bind(static_cast<std::int64_t>(value));
    } else {
      row.bind_text(value);
    }
    return row.step() == SQLITE_DONE;
  };
  header_ = header;
  header_checksum_ = last_checksum_ = journal::checksum_of(header);
  const bool written = put("format", sqlite_journal_format) &&
                       put("engine_version", std::string_view(header.engine_version)) &&
                       put("tzdata_version", std::string_view(header.tzdata_version)) &&
                       put("name", std::string_view(header.name)) &&
                       put("start", header.start.microseconds) &&
                       put("workspace_source", std::string_view(header.workspace_source)) &&
                       put("checksum", as_signed(header_checksum_));
  if (!written) return failed();
  return execute(database_.get(), path_, "COMMIT");
}

tl::expected<void, Failure> SqliteJournal::read_header() {
  Statement rows(database_.get(), "SELECT key, value FROM header");
  if (!rows.is_ready()) {
    const Failure failure = last_failure(database_.get(), path_);
    if (failure.kind != Kind::unknown) return tl::unexpected(failure);
    return tl::unexpected(damaged(path_, "is no journal of ours: it has no header"));
  }
  std::int64_t format = 0;
  std::int64_t checksum = 0;
  while (rows.step() == SQLITE_ROW) {
    const std::string_view key = rows.bytes(0);
    if (key == "format") format = rows.number(1);
    if (key == "checksum") checksum = rows.number(1);
    if (key == "start") header_.start.microseconds = rows.number(1);
    if (key == "engine_version") header_.engine_version = rows.bytes(1);
    if (key == "tzdata_version") header_.tzdata_version = rows.bytes(1);
    if (key == "name") header_.name = rows.bytes(1);
    if (key == "workspace_source") header_.workspace_source = rows.bytes(1);
  }
  if (format != sqlite_journal_format) {
    return tl::unexpected(Failure{Kind::version, path_ + ": has format " + std::to_string(format) +
                                                     ", this program reads format " +
                                                     std::to_string(sqlite_journal_format)});
  }
  header_checksum_ = journal::checksum_of(header_);
  if (header_checksum_ == as_unsigned(checksum)) return {};
  return tl::unexpected(damaged(path_, "the header is not what was written"));
}

tl::expected<void, Failure> SqliteJournal::read_last() {
  Statement row(database_.get(), "SELECT sequence, checksum FROM records ORDER BY sequence DESC LIMIT 1");
  if (!row.is_ready()) return failed();
  const int code = row.step();
  if (code != SQLITE_ROW && code != SQLITE_DONE) return failed();
  last_sequence_ = code == SQLITE_ROW ? as_unsigned(row.number(0)) : 0;
  last_checksum_ = code == SQLITE_ROW ? as_unsigned(row.number(1)) : header_checksum_;
  return {};
}

tl::expected<void, Failure> SqliteJournal::read_marks() {
  Statement rows(database_.get(), "SELECT sequence, time, turns FROM snapshots ORDER BY sequence DESC");
  if (!rows.is_ready()) return failed();
  while (rows.step() == SQLITE_ROW) {
    SnapshotMark mark{as_unsigned(rows.number(0)), {rows.number(1)}, {}};
    const std::string_view turns = rows.bytes(2);
    if (turns.size() != mark.turns.size()) continue;  // no digest: not to be trusted
    std::copy(turns.begin(), turns.end(), mark.turns.begin());
    if (mark.sequence <= last_sequence_) snapshots_.push_back(mark);
  }
  return {};
}

std::uint64_t SqliteJournal::checksum_of(const Record& record, std::uint64_t previous) {
  bytes_.clear();
  bytes_.append_number(record.sequence);
  bytes_.append_number(record.time.microseconds);
  bytes_.append(record.payload);
  return codec::chained_checksum(bytes_.view(), previous);
}

tl::expected<void, Failure> SqliteJournal::insert(const Record& record, std::uint64_t& checksum) {
  checksum = checksum_of(record, checksum);
  insert_.bind(as_signed(record.sequence))
      .bind(record.time.microseconds)
      .bind_blob(record.payload)
      .bind(as_signed(checksum));
  const int code = insert_.step();
  if (code == SQLITE_DONE) {
    insert_.reset();
    return {};
  }
  const Failure failure = last_failure(database_.get(), path_);
  insert_.reset();
  return tl::unexpected(failure);
}

tl::unexpected<Failure> SqliteJournal::roll_back(Failure failure) {
  begin_.reset();
  commit_.reset();
  if (sqlite3_get_autocommit(database_.get()) == 0) {
    sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  return tl::unexpected(std::move(failure));
}

tl::expected<void, Failure> SqliteJournal::append(const std::vector<Record>& records) {
  if (records.empty()) return {};
  if (begin_.step() != SQLITE_DONE) return roll_back(last_failure(database_.get(), path_));
  begin_.reset();
  std::uint64_t sequence = last_sequence_;
  std::uint64_t checksum = last_checksum_;
  for (const Record& record : records) {
    SY_CHECK(record.sequence == ++sequence);
    if (auto inserted = insert(record, checksum); !inserted) return roll_back(inserted.error());
  }
  if (commit_.step() != SQLITE_DONE) return roll_back(last_failure(database_.get(), path_));
  commit_.reset();
  last_sequence_ = sequence;
  last_checksum_ = checksum;
  if (pages_in_wal_ >= pages_that_force_one) checkpoint();
  return {};
}

tl::expected<std::uint64_t, Failure> SqliteJournal::checksum_at(std::uint64_t sequence) {
  if (sequence == 0) return header_checksum_;
  for (const char* sql : {"SELECT checksum FROM records WHERE sequence = ?1",
                          "SELECT checksum FROM snapshots WHERE sequence = ?1"}) {
    Statement row(database_.get(), sql);
    if (!row.is_ready()) return failed();
    row.bind(as_signed(sequence));
    if (row.step() == SQLITE_ROW) return as_unsigned(row.number(0));
  }
  return tl::unexpected(damaged(path_, "record " + std::to_string(sequence) + " is missing"));
}

// A statement at a time looks at so many records: in between the file may forget its past, whoever reads.
tl::expected<void, Failure> SqliteJournal::read(std::uint64_t sequence,
                                                const std::function<bool(const Record&)>& take) {
  auto checksum = checksum_at(sequence);
  if (!checksum) return tl::unexpected(checksum.error());
  Statement rows(
      database_.get(),
      "SELECT sequence, time, payload, checksum FROM records WHERE sequence > ?1 ORDER BY sequence "
      "LIMIT ?2");
  if (!rows.is_ready()) return failed();
  Time last = earliest_time;
  for (std::int64_t found = records_at_once; found == records_at_once; rows.reset()) {
    rows.bind(as_signed(sequence)).bind(records_at_once);
    found = 0;
    int code = SQLITE_ROW;
    while ((code = rows.step()) == SQLITE_ROW) {
      ++found;
      const Record record{as_unsigned(rows.number(0)), {rows.number(1)}, rows.bytes(2)};
      const std::string place = "record " + std::to_string(record.sequence);
      if (record.sequence != ++sequence) return tl::unexpected(damaged(path_, place + " follows a gap"));
      *checksum = checksum_of(record, *checksum);
      if (*checksum != as_unsigned(rows.number(3)))
        return tl::unexpected(damaged(path_, place + " is not what was written: its checksum does not fit"));
      if (record.time < last || record.time > latest_time)
        return tl::unexpected(damaged(path_, place + " has a time that goes back or is out of range"));
      last = record.time;
      if (!take(record)) return {};
    }
    if (code != SQLITE_DONE) return failed();
  }
  return {};
}

std::string SqliteJournal::snapshot_path(std::uint64_t sequence) const {
  return path_ + "." + std::to_string(sequence) + ".snapshot";
}

tl::expected<void, Failure> SqliteJournal::save_snapshot(const SnapshotMark& mark, std::string_view bytes) {
  return write_durably(snapshot_path(mark.sequence), bytes);
}

tl::expected<void, Failure> SqliteJournal::mark_snapshot(const SnapshotMark& mark) {
  auto checksum = checksum_at(mark.sequence);
  if (!checksum) return tl::unexpected(checksum.error());
  Statement row(database_.get(),
                "INSERT OR REPLACE INTO snapshots(sequence, time, turns, checksum) VALUES(?1, ?2, ?3, ?4)");
  if (!row.is_ready()) return failed();
  row.bind(as_signed(mark.sequence))
      .bind(mark.time.microseconds)
      .bind_blob(bytes_of(mark.turns))
      .bind(as_signed(*checksum));
  if (row.step() != SQLITE_DONE) return failed();
  std::erase_if(snapshots_, [&](const SnapshotMark& old) { return old.sequence == mark.sequence; });
  snapshots_.insert(snapshots_.begin(), mark);
  while (snapshots_.size() > snapshots_kept) {
    const std::uint64_t old = snapshots_.back().sequence;
    Statement gone(database_.get(), "DELETE FROM snapshots WHERE sequence = ?1");
    if (!gone.is_ready()) return failed();
    if (gone.bind(as_signed(old)).step() != SQLITE_DONE) return failed();
    std::remove(snapshot_path(old).c_str());
    snapshots_.pop_back();
  }
  return {};
}

tl::expected<std::string, Failure> SqliteJournal::load_snapshot(const SnapshotMark& mark) {
  return read_whole(snapshot_path(mark.sequence));
}

tl::expected<bool, Failure> SqliteJournal::forget(Time before) {
  if (snapshots_.size() < snapshots_kept) return false;
  Statement some(database_.get(),
                 "DELETE FROM records WHERE sequence <= ?1 AND time < ?2 AND sequence < ?3 +"
                 " (SELECT min(sequence) FROM records)");
  if (!some.is_ready()) return failed();
  some.bind(as_signed(snapshots_.back().sequence)).bind(before.microseconds).bind(forgotten_at_once);
  if (some.step() != SQLITE_DONE) return failed();
  return sqlite3_changes(database_.get()) > 0;
}

void SqliteJournal::checkpoint() {
  sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  pages_in_wal_ = 0;
}

void SqliteJournal::tidy() {
  if (pages_in_wal_ >= pages_worth_a_checkpoint) checkpoint();
}

}  // namespace switchyard::adapters::journal
