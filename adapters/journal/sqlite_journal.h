// A journal in one SQLite file (WAL, synchronous=FULL), with its snapshots in files beside it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/journal/journal.h"
#include "adapters/journal/sqlite.h"
#include "engine/codec/bytes/buffer.h"

namespace switchyard::adapters::journal {

// The first bytes of the file: of any SQLite database.
inline constexpr std::string_view sqlite_magic{"SQLite format 3\0", 16};
inline constexpr std::int64_t sqlite_journal_format = 1;

class SqliteJournal final : public Journal {
 public:
  // Opens what is there and checks its header. For reading alone it may be at work in another process.
  static tl::expected<std::unique_ptr<SqliteJournal>, Failure> open(const std::string& path, Access access,
                                                                    const std::string& vfs = {});
  // `path` must not be there.
  static tl::expected<std::unique_ptr<SqliteJournal>, Failure> create(const std::string& path,
                                                                      const codec::LogHeader& header,
                                                                      const std::string& vfs = {});

  const std::string& path() const { return path_; }

  const codec::LogHeader& header() const override { return header_; }
  std::uint64_t last_sequence() const override { return last_sequence_; }
  tl::expected<void, Failure> append(const std::vector<Record>& records) override;
  tl::expected<void, Failure> read(std::uint64_t sequence,
                                   const std::function<bool(const Record&)>& take) override;
  tl::expected<void, Failure> save_snapshot(const SnapshotMark& mark, std::string_view bytes) override;
  tl::expected<void, Failure> mark_snapshot(const SnapshotMark& mark) override;
  std::vector<SnapshotMark> snapshots() const override { return snapshots_; }
  tl::expected<std::string, Failure> load_snapshot(const SnapshotMark& mark) override;
  tl::expected<bool, Failure> forget(Time before) override;
  void tidy() override;

 private:
  SqliteJournal(std::string path, Database database)
      : path_(std::move(path)), database_(std::move(database)) {}

  tl::expected<void, Failure> prepare_writing();
  tl::expected<void, Failure> write_header(const codec::LogHeader& header);
  tl::expected<void, Failure> read_header();
  tl::expected<void, Failure> read_last();
  tl::expected<void, Failure> read_marks();
  tl::expected<void, Failure> insert(const Record& record, std::uint64_t& checksum);
  std::uint64_t checksum_of(const Record& record, std::uint64_t previous);
  tl::expected<std::uint64_t, Failure> checksum_at(std::uint64_t sequence);
  std::string snapshot_path(std::uint64_t sequence) const;
  void checkpoint();
  tl::unexpected<Failure> roll_back(Failure failure);
  tl::unexpected<Failure> failed() const { return tl::unexpected(last_failure(database_.get(), path_)); }

  std::string path_;
  Database database_;
  Statement begin_, commit_, insert_;
  codec::LogHeader header_;
  std::uint64_t header_checksum_ = 0;
  std::uint64_t last_sequence_ = 0;
  std::uint64_t last_checksum_ = 0;
  std::vector<SnapshotMark> snapshots_;
  int pages_in_wal_ = 0;
  codec::ByteBuffer bytes_;  // of the record whose checksum is made
};

}  // namespace switchyard::adapters::journal
