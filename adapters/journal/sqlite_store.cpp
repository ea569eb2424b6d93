// Journals are named by the workspace's SID, because a workspace's name may hold what no file name may.
#include "adapters/journal/sqlite_store.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "adapters/journal/files.h"
#include "adapters/journal/sqlite.h"
#include "adapters/journal/sqlite_journal.h"
#include "engine/base/sid.h"

namespace switchyard::adapters::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".journal";

// A file whose first transaction was never finished: nothing in it was ever acknowledged.
bool was_never_written(const std::string& path, const std::string& vfs) {
  const auto database = open_database(path, Access::write, vfs);
  if (!database) return false;
  Statement tables(database->get(), "SELECT count(*) FROM sqlite_master");
  return tables.is_ready() && tables.step() == SQLITE_ROW && tables.number(0) == 0;
}

Failure lost(const std::string& path, const std::string& snapshot) {
  return {Failure::Kind::damaged,
          path + ": nothing is in it, or it is not there, but " + snapshot +
              " stands beside it: put the journal back from a copy, or move its snapshots "
              "away to begin anew"};
}

class SqliteStore final : public Store {
 public:
  SqliteStore(std::string folder, std::string vfs, FolderLock lock)
      : folder_(std::move(folder)), vfs_(std::move(vfs)), lock_(std::move(lock)) {}

  tl::expected<std::vector<std::unique_ptr<Journal>>, Failure> open_all() override {
    std::vector<std::unique_ptr<Journal>> journals;
    if (const auto failure = find_lost()) return tl::unexpected(*failure);
    for (const std::string& path : files()) {
      if (was_never_written(path, vfs_)) {
        if (const auto snapshots = snapshots_of(path); !snapshots.empty())
          return tl::unexpected(lost(path, snapshots.front()));
        std::error_code problem;
        fs::remove(path, problem);
        continue;
      }
      auto journal = SqliteJournal::open(path, Access::write, vfs_);
      if (!journal) return tl::unexpected(journal.error());
      journals.push_back(*std::move(journal));
    }
    std::sort(journals.begin(), journals.end(),
              [](const auto& a, const auto& b) { return a->header().name < b->header().name; });
    return journals;
  }

  tl::expected<std::unique_ptr<Journal>, Failure> create(const codec::LogHeader& header) override {
    auto journal = SqliteJournal::create(path_of(header.name), header, vfs_);
    if (!journal) return tl::unexpected(journal.error());
    return *std::move(journal);
  }

  tl::expected<void, Failure> retire(std::unique_ptr<Journal> journal) override {
    const std::string path = path_of(journal->header().name);
    journal.reset();  // closes the file, which empties the WAL
    std::error_code problem;
    for (int number = 1;; ++number) {
      const std::string other = path + ".removed-" + std::to_string(number);
      if (fs::exists(other, problem)) continue;
      for (const std::string& snapshot : snapshots_of(path)) {
        if (!problem) fs::rename(snapshot, other + snapshot.substr(path.size()), problem);
      }
      if (!problem) fs::rename(path, other, problem);
      if (!problem) return flush_folder(folder_);
      return tl::unexpected(Failure{Failure::Kind::unknown, path + ": " + problem.message()});
    }
  }

 private:
  std::string path_of(const std::string& name) const {
    return folder_ + "/" + make_sid(sid_key(name), SidKind::workspace, 1) + std::string(ending);
  }

  template <class Wanted>
  std::vector<std::string> files_that(Wanted wanted) const {
    std::vector<std::string> paths;
    std::error_code problem;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, problem)) {
      if (wanted(entry.path().string())) paths.push_back(entry.path().string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
  }

  std::vector<std::string> files() const {
    return files_that([](const std::string& path) { return path.ends_with(ending); });
  }

  // "X.journal.301.snapshot" of "X.journal".
  std::vector<std::string> snapshots_of(const std::string& journal) const {
    return files_that([&](const std::string& path) {
      return path.starts_with(journal + ".") && path.ends_with(".snapshot") &&
             path.find(".removed-", journal.size()) == std::string::npos;
    });
  }

  // A journal that is gone while its snapshots are not.
  std::optional<Failure> find_lost() const {
    const auto is_snapshot = [](const std::string& path) { return path.ends_with(".snapshot"); };
    for (const std::string& snapshot : files_that(is_snapshot)) {
      const std::size_t end = snapshot.rfind(std::string(ending) + ".");
      if (end == std::string::npos) continue;
      const std::string journal = snapshot.substr(0, end + ending.size());
      std::error_code problem;
      const bool retired = fs::exists(journal + ".removed-1", problem);
      if (!retired && !fs::exists(journal, problem)) return lost(journal, snapshot);
    }
    return std::nullopt;
  }

  std::string folder_;
  std::string vfs_;
  FolderLock lock_;
};

}  // namespace

tl::expected<std::unique_ptr<Store>, Failure> open_sqlite_store(const std::string& folder,
                                                                const std::string& vfs) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return tl::unexpected(Failure{Failure::Kind::no_access, folder + ": " + problem.message()});
  auto lock = FolderLock::take(folder);
  if (!lock) return tl::unexpected(lock.error());
  return std::make_unique<SqliteStore>(folder, vfs, *std::move(lock));
}

}  // namespace switchyard::adapters::journal
