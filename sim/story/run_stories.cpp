// Finds stories, runs them, and rewrites them when that is wanted.
#include "sim/story/run_stories.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "engine/codec/document/document.h"
#include "sim/story/diff.h"
#include "sim/story/run_story.h"

namespace switchyard::sim::story {

namespace {

namespace fs = std::filesystem;

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

bool is_welcome(const fs::path& file) {
  const std::string name = file.filename().string();
  return name == "README.md" || ends_with(name, ".json") || ends_with(name, "_test.cpp");
}

std::string text_of(const std::vector<codec::Problem>& problems) {
  std::string text;
  for (const codec::Problem& problem : problems) text += to_text(problem);
  return text;
}

bool is_missing(const std::vector<codec::Problem>& problems) {
  return !problems.empty() &&
         std::all_of(problems.begin(), problems.end(), [](const codec::Problem& p) { return p.environment; });
}

codec::Problem differs_at_first_line(const std::string& file, const std::string& expected,
                                     const std::string& actual) {
  auto at = std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end()).first;
  if (at == expected.end() && at != expected.begin()) --at;  // what is missing at the end: the last line
  codec::Problem problem;
  problem.file = file;
  problem.line = 1 + static_cast<std::uint32_t>(std::count(expected.begin(), at, '\n'));
  problem.message = "it came out differently";
  return problem;
}

StoryReport rewrite(const std::string& file, const std::string& text, std::string diff) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (out.good()) return {file, Verdict::updated, std::move(diff)};
  return {file, Verdict::missing, file + ": error: cannot be written\n"};
}

void add(const StoryReport& report, StorySummary& summary) {
  switch (report.verdict) {
    case Verdict::passed:
      ++summary.passed;
      return;
    case Verdict::failed:
      ++summary.failed;
      return;
    case Verdict::updated:
      ++summary.updated;
      return;
    case Verdict::missing:
      ++summary.missing;
      return;
  }
}

StoryReport stranger(const std::string& file) {
  return {file, Verdict::failed,
          file +
              ": error: it has no place in a folder of stories\n"
              "  hint: stories end in .txt; README.md, *.json and *_test.cpp may stand beside them\n"};
}

// Lines of other systems end with a carriage return more.
std::string with_plain_ends(const std::string& text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') plain += text[at];
  }
  return plain;
}

}  // namespace

StoryFolder look_into(const std::string& folder) {
  StoryFolder found;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory(error)) continue;
    const bool is_story = at->path().extension() == ".txt";
    if (is_story) found.stories.push_back(at->path().string());
    if (!is_story && !is_welcome(at->path())) found.strangers.push_back(at->path().string());
  }
  std::sort(found.stories.begin(), found.stories.end());
  std::sort(found.strangers.begin(), found.strangers.end());
  return found;
}

StoryReport run_story_file(const std::string& file, bool update) {
  codec::Limits limits;
  limits.bytes = longest_story;
  const auto bytes = codec::read_file(file, limits);
  if (!bytes) {
    const Verdict verdict = is_missing(bytes.error().list()) ? Verdict::missing : Verdict::failed;
    return {file, verdict, codec::to_text(bytes.error()), bytes.error().list(), false};
  }
  const std::string text = with_plain_ends(*bytes);
  const StoryResult result = run_story(text, {file});
  if (result.matches) return {file, Verdict::passed, {}};
  if (!result.problems.empty()) {
    return {file, is_missing(result.problems) ? Verdict::missing : Verdict::failed, text_of(result.problems),
            result.problems, result.is_text};
  }
  std::string diff = unified_diff(text, result.actual_text, file + " (expected)", file + " (came out)");
  if (update) return rewrite(file, result.actual_text, std::move(diff));
  return {file, Verdict::failed, std::move(diff), {differs_at_first_line(file, text, result.actual_text)}};
}

StorySummary run_stories(const std::vector<std::string>& paths, bool update, const ReportStory& report) {
  StorySummary summary;
  const auto tell = [&](const StoryReport& one) {
    add(one, summary);
    report(one);
  };
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      tell(run_story_file(path, update));
      continue;
    }
    const StoryFolder folder = look_into(path);
    for (const std::string& file : folder.strangers) tell(stranger(file));
    for (const std::string& file : folder.stories) tell(run_story_file(file, update));
    if (folder.stories.empty()) tell({path, Verdict::failed, path + ": error: no story (*.txt) is here\n"});
  }
  return summary;
}

}  // namespace switchyard::sim::story
