// Runs story files and folders of them: what `switchyard test` and the test program share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/codec/document/problem.h"

namespace switchyard::sim::story {

enum class Verdict : std::uint8_t {
  passed,
  failed,   // it came out differently, it cannot be told, or the file has no place in a folder of stories
  updated,  // it came out differently and its expectations were rewritten
  missing,  // the file cannot be read or written
};

struct StoryReport {
  std::string file;
  Verdict verdict = Verdict::passed;
  std::string
      text;  // problems, or the unified diff of what was expected and what came out; ends with a line feed
  // What is wrong and where. A text that came out differently has one problem at its first line that did.
  std::vector<codec::Problem> problems = {};
  bool tried = true;  // false of what failed: there was nothing to try, such as a file that is no text
};

struct StorySummary {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t updated = 0;
  std::size_t missing = 0;
  bool all_well() const { return failed == 0 && missing == 0; }
};

using ReportStory = std::function<void(const StoryReport&)>;

// Runs each path: a file as a story, a folder with all its *.txt files and the folders in it, sorted by name.
// A folder of stories holds besides them only README.md, *.json (what stories refer to) and *_test.cpp; any
// other file fails. With `update` a story's expectations become what came out, unless it cannot be told.
// `report` is called once a file.
StorySummary run_stories(const std::vector<std::string>& paths, bool update, const ReportStory& report);

// The stories of a folder as run_stories finds them, and the files that have no place there.
struct StoryFolder {
  std::vector<std::string> stories;
  std::vector<std::string> strangers;
};
StoryFolder look_into(const std::string& folder);

// One file. O(its turns).
StoryReport run_story_file(const std::string& file, bool update);

}  // namespace switchyard::sim::story
