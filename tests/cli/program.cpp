// Folders, files and the program, through the shell.
#include "tests/cli/program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace switchyard::cli_test {

namespace fs = std::filesystem;

const char* const small_workspace = R"({
  "version": 1,
  "name": "small",
  "task_channels": [{"name": "voice", "wrap_up_limit": "0s"}],
  "workers": [{"name": "ann"}, {"name": "bob"}, {"name": "cid"}],
  "task_queues": [{"name": "line", "target_workers": "1==1"}],
  "workflows": [{"name": "calls", "task_routing": {"default_filter": {"queue": "line"}}}]
}
)";

const char* const small_scenario = R"({
  "version": 1,
  "name": "small",
  "workspace": "workspace.json",
  "start": "2026-01-05T08:00:00Z",
  "length": "30m",
  "seed": 5,
  "traffic": [
    {"name": "calls", "channel": "voice", "workflow": "calls", "rate": "60/h",
     "patience": {"exponential": "2m"}, "handle_time": {"exponential": "180s"}}
  ],
  "people": [{"name": "team", "workers": "all"}]
}
)";

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "switchyard-cli-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder: " + name);
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::write(const std::string& file, const std::string& text) const {
  std::ofstream(path_ + "/" + file, std::ios::binary) << text;
}

void Folder::make_folder(const std::string& name) const {
  fs::create_directories(path_ + "/" + name);
}

std::string Folder::read(const std::string& file) const {
  std::ostringstream text;
  text << std::ifstream(path_ + "/" + file, std::ios::binary).rdbuf();
  return text.str();
}

bool Folder::has(const std::string& file) const {
  return fs::exists(path_ + "/" + file);
}

std::vector<std::string> Folder::names(const std::string& folder) const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path_ + "/" + folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

void Folder::write_small_scenario() const {
  write("workspace.json", small_workspace);
  write("scenario.json", small_scenario);
}

Ran Folder::run(const std::string& arguments, const std::string& before) const {
  return shell(before + " '" SWITCHYARD_PROGRAM "' " + arguments);
}

Ran Folder::shell(const std::string& command) const {
  const Folder streams;
  const std::string redirected = "{ unset GITHUB_ACTIONS; cd '" + path_ + "' && " + command + "\n} >'" +
                                 streams.path() + "/out' 2>'" + streams.path() + "/err' </dev/null";
  const int status = std::system(redirected.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, streams.read("out"), streams.read("err")};
}

std::string log_hash_in(const std::string& text) {
  const std::string before = "log hash ";
  const std::size_t at = text.find(before);
  return at == std::string::npos ? "" : text.substr(at + before.size(), 32);
}

}  // namespace switchyard::cli_test
