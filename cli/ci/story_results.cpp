// From reports of stories to cases and annotations.
#include "cli/ci/story_results.h"

#include <fmt/format.h>

#include <filesystem>

namespace switchyard::cli {

using sim::story::StoryReport;
using sim::story::Verdict;

namespace {

reports::TestResult result_of(const StoryReport& report) {
  if (report.verdict == Verdict::missing) return reports::TestResult::error;
  if (report.verdict != Verdict::failed) return reports::TestResult::passed;
  return report.tried ? reports::TestResult::failed : reports::TestResult::error;
}

// The first problem, or else the first line of what is told.
std::string message_of(const StoryReport& report) {
  if (report.problems.empty()) return report.text.substr(0, report.text.find('\n'));
  const codec::Problem& first = report.problems.front();
  return first.line == 0 ? first.message : fmt::format("{} (line {})", first.message, first.line);
}

}  // namespace

reports::TestCase case_of(const StoryReport& report, double seconds) {
  const std::filesystem::path path(report.file);
  reports::TestCase one;
  one.group = path.parent_path().string();
  one.name = path.filename().string();
  one.file = report.file;
  one.seconds = seconds;
  one.result = result_of(report);
  if (one.result == reports::TestResult::passed) return one;
  one.message = message_of(report);
  one.details = report.text;
  return one;
}

// The diff of what came out differently belongs to the message; other problems say it all themselves.
std::vector<reports::Annotation> annotations_of(const StoryReport& report) {
  std::vector<reports::Annotation> annotations;
  for (const codec::Problem& problem : report.problems) {
    annotations.push_back(reports::annotation_of(problem, story_suite));
    if (problem.column == 0 && report.problems.size() == 1) annotations.back().message += "\n" + report.text;
  }
  if (annotations.empty())
    annotations.push_back({codec::Severity::error, report.file, 0, 0, story_suite, report.text});
  return annotations;
}

}  // namespace switchyard::cli
