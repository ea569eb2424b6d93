// A folder of a scenario's files for one test, and one small scenario that others differ from.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/scenario/read_scenario.h"

namespace switchyard::sim {

// Made anew for the running test.
class ScenarioFiles {
 public:
  ScenarioFiles() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(testing::TempDir()) /
              (std::string("switchyard-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    write("workspace.json", workspace);
    write("day.csv", "time,calls,aht,staff,wait\n09:00,30,60,1,2\n09:30,60,90,2,10.5\n10:00,20,60,1,0\n");
  }
  ~ScenarioFiles() { std::filesystem::remove_all(folder_); }
  ScenarioFiles(const ScenarioFiles&) = delete;
  ScenarioFiles& operator=(const ScenarioFiles&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  auto read(const std::string& text, const std::vector<Setting>& settings = {}) const {
    write("scenario.json", text);
    return read_scenario(path("scenario.json"), settings);
  }

  // The problems as they are printed, without the folder.
  std::string problems(const std::string& text, const std::vector<Setting>& settings = {}) const {
    const auto result = read(text, settings);
    return result ? std::string() : without_folder(codec::to_text(result.error()));
  }
  std::string without_folder(std::string text) const {
    const std::string folder = folder_.string() + "/";
    for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
      text.erase(at, folder.size());
    }
    return text;
  }

  static constexpr const char* workspace = R"({
  "version": 1,
  "name": "small",
  "workers": [
    {"name": "ann", "activity": "Available", "attributes": {"skills": ["sales"]}},
    {"name": "bob", "activity": "Available", "attributes": {"skills": ["help"]}},
    {"name": "eve", "activity": "Available", "attributes": {"skills": ["sales", "help"]}}
  ],
  "task_queues": [{"name": "sales", "target_workers": "skills HAS 'sales'"}, {"name": "help"}],
  "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "help"}}}]
})";

 private:
  std::filesystem::path folder_;
};

inline constexpr const char* small_scenario = R"({
  "version": 1,
  "name": "small",
  "workspace": "workspace.json",
  "start": "1999-08-01T09:00:00Z",
  "length": "90m",
  "traffic": [
    {"name": "calls", "rate": "60/h", "patience": {"exponential": "60s"}, "handle_time": {"exponential": "90s"}}
  ],
  "people": [
    {"workers": "all"}
  ]
}
)";

}  // namespace switchyard::sim
