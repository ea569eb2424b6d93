// Making, filling and moving the folder of a run's files.
#include "cli/run/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/run/file_writer.h"
#include "cli/signals.h"

namespace switchyard::cli {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Failure> cannot(const char* what, const fs::path& path, const std::error_code& error) {
  return fail(ExitCode::environment,
              fmt::format("{}: the folder cannot be {}: {}", path.string(), what, error.message()));
}

// Absolute, without links and dots, so that it can be moved whatever it was called.
Outcome<fs::path> resolved(const std::string& wanted) {
  if (wanted.empty()) return fail(ExitCode::usage, "--out must be the name of a folder (found \"\")");
  std::error_code error;
  fs::path path = fs::weakly_canonical(fs::absolute(wanted, error), error);
  if (error) return cannot("used", wanted, error);
  if (!path.has_filename()) path = path.parent_path();
  if (path == fs::current_path(error) || path == path.root_path()) {
    return fail(ExitCode::environment, fmt::format("{}: this folder cannot be replaced", wanted),
                "name a folder for the run, such as --out results");
  }
  return path;
}

// Nothing when the folder may be replaced.
Outcome<void> refuse_foreign(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return {};
  if (!fs::is_directory(path, error)) {
    return fail(ExitCode::environment, fmt::format("{}: a folder is needed (found a file)", path.string()));
  }
  const std::vector<std::string>& known = run_file_names();
  for (const auto& entry : fs::directory_iterator(path, error)) {
    const std::string name = entry.path().filename().string();
    if (std::find(known.begin(), known.end(), name) != known.end() && entry.is_regular_file()) continue;
    return fail(ExitCode::environment,
                fmt::format("{}: the folder holds {}, which no run wrote", path.string(), name),
                "name a new folder, or one that holds only an earlier run");
  }
  if (error) return cannot("read", path, error);
  return {};
}

// Makes a folder beside the wanted one. One that is there belongs to another run, or to one that was killed:
// in containers process numbers come again soon.
fs::path new_scratch(const fs::path& wanted, std::error_code& error) {
  const std::string name = fmt::format(".{}.partial-{}", wanted.filename().string(), getpid());
  fs::path scratch = wanted.parent_path() / name;
  for (int other = 2; !fs::create_directory(scratch, error) && !error; ++other) {
    scratch = wanted.parent_path() / fmt::format("{}-{}", name, other);
  }
  return error ? fs::path() : scratch;
}

}  // namespace

const std::vector<std::string>& run_file_names() {
  static const std::vector<std::string> names = {"summary.json", "run.json",    "intervals.csv",
                                                 "tasks.csv",    "workers.csv", "events.jsonl",
                                                 "run.log",      "report.html"};
  return names;
}

Outcome<OutputFolder> OutputFolder::create(const std::string& wanted) {
  const auto path = resolved(wanted);
  if (!path) return tl::unexpected(path.error());
  if (auto foreign = refuse_foreign(*path); !foreign) return tl::unexpected(std::move(foreign.error()));
  OutputFolder folder(*path);
  std::error_code error;
  std::vector<fs::path> missing;
  for (fs::path above = path->parent_path(); !fs::exists(above, error); above = above.parent_path()) {
    missing.insert(missing.begin(), above);
  }
  for (const fs::path& above : missing) {
    if (fs::create_directory(above, error)) folder.made_above_.push_back(above);
    if (error) return cannot("made", above, error);
  }
  folder.scratch_ = new_scratch(*path, error);
  if (error) return cannot("made", *path, error);
  std::vector<std::string> above;
  for (const fs::path& made : folder.made_above_) above.push_back(made.string());
  set_scratch(folder.scratch_.string(), run_file_names(), above);
  return folder;
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : wanted_(std::move(other.wanted_)),
      scratch_(std::exchange(other.scratch_, fs::path())),
      made_above_(std::exchange(other.made_above_, {})) {}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  if (!scratch_.empty()) {
    set_scratch("", {}, {});
    fs::remove_all(scratch_, ignored);
  }
  std::for_each(made_above_.rbegin(), made_above_.rend(),
                [&](const fs::path& above) { fs::remove(above, ignored); });
}

Outcome<void> OutputFolder::write(std::string_view file, std::string_view content) const {
  return write(file, [&](const reports::TextSink& sink) { sink(content); });
}

Outcome<void> OutputFolder::write(std::string_view file, const Tell& tell) const {
  auto writer = FileWriter::create(path_of(file), final_path_of(file));
  if (!writer) return tl::unexpected(std::move(writer.error()));
  tell([&](std::string_view piece) { writer->append(piece); });
  return writer->close();
}

Outcome<void> OutputFolder::commit() {
  std::error_code error;
  // In one step where the file system can, so that even a run that is killed here leaves one whole result.
  // The scratch is the earlier run then, which the destructor removes.
  if (renameat2(AT_FDCWD, scratch_.c_str(), AT_FDCWD, wanted_.c_str(), RENAME_EXCHANGE) == 0) {
    made_above_.clear();
    return {};
  }
  const fs::path old = scratch_.string() + ".old";
  const bool replaces = fs::exists(wanted_, error);
  if (replaces) fs::rename(wanted_, old, error);
  if (error) return cannot("replaced", wanted_, error);
  set_scratch("", {}, {});
  fs::rename(scratch_, wanted_, error);
  if (error) {
    std::error_code ignored;
    if (replaces) fs::rename(old, wanted_, ignored);
    return cannot("made", wanted_, error);
  }
  scratch_.clear();
  made_above_.clear();
  if (replaces) fs::remove_all(old, error);
  return {};
}

}  // namespace switchyard::cli
