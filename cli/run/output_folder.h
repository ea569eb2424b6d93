// The folder of a run's files: it comes into being whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/failure.h"
#include "reports/summary/text_sink.h"

namespace switchyard::cli {

// All names that a run folder may hold.
const std::vector<std::string>& run_file_names();

// Files are written into a folder beside the wanted one, which takes its place when all is complete. Without
// commit() the destructor removes what was written.
class OutputFolder {
 public:
  // Refuses a folder that holds anything but a run's files, and what is no folder. Folders above are made.
  static Outcome<OutputFolder> create(const std::string& wanted);
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  ~OutputFolder();

  std::string path_of(std::string_view file) const { return (scratch_ / file).string(); }
  // The path under which the user will find the file.
  std::string final_path_of(std::string_view file) const { return (wanted_ / file).string(); }

  Outcome<void> write(std::string_view file, std::string_view content) const;
  // The same with a text that is told piece by piece.
  using Tell = std::function<void(const reports::TextSink&)>;
  Outcome<void> write(std::string_view file, const Tell& tell) const;
  // Takes the place of the wanted folder and of a run that was there.
  Outcome<void> commit();

 private:
  explicit OutputFolder(std::filesystem::path wanted) : wanted_(std::move(wanted)) {}

  std::filesystem::path wanted_;
  std::filesystem::path scratch_;                  // empty: nothing to remove
  std::vector<std::filesystem::path> made_above_;  // outermost first
};

}  // namespace switchyard::cli
