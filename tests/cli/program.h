// Runs the built program as a user does, in a folder of its own, and keeps what it said.
#pragma once

#include <string>
#include <vector>

namespace switchyard::cli_test {

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

// A new folder that is removed with all it holds.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::string& path() const { return path_; }
  void write(const std::string& file, const std::string& text) const;
  void make_folder(const std::string& name) const;
  std::string read(const std::string& file) const;
  bool has(const std::string& file) const;
  std::vector<std::string> names(const std::string& folder = ".") const;  // sorted, hidden ones too

  // A workspace and a scenario of half an hour: workspace.json, scenario.json.
  void write_small_scenario() const;

  // `switchyard ARGUMENTS` as a shell reads them, with this as the working folder. `before` stands in front
  // of the program: environment, limits, timeout.
  Ran run(const std::string& arguments, const std::string& before = "") const;
  // Any command line, here, but not as a step of a CI system; 127 when there is no such program.
  Ran shell(const std::string& command) const;

 private:
  std::string path_;
};

extern const char* const small_workspace;
extern const char* const small_scenario;

// The 32 digits behind "log hash" in a text; empty when there are none.
std::string log_hash_in(const std::string& text);

}  // namespace switchyard::cli_test
