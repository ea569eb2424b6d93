// From a failure to a case and annotations.
#include "cli/ci/fault_results.h"

#include <filesystem>

namespace switchyard::cli {
namespace {

std::string sentence_of(const Failure& failure) {
  return failure.problems.empty() ? failure.message : failure.problems.list().front().message;
}

std::string text_of(const Failure& failure) {
  if (!failure.problems.empty()) return codec::to_text(failure.problems);
  return failure.message + "\n" + (failure.hint.empty() ? "" : "hint: " + failure.hint + "\n");
}

}  // namespace

reports::TestCase case_of(const Failure& failure, const std::string& file) {
  const std::filesystem::path path(file);
  reports::TestCase one;
  one.group = path.parent_path().string();
  one.name = path.filename().string();
  one.file = file == "-" ? "" : file;
  one.result = reports::TestResult::error;
  one.message = sentence_of(failure);
  one.details = text_of(failure);
  return one;
}

std::vector<reports::Annotation> annotations_of(const Failure& failure, const std::string& file,
                                                const std::string& title) {
  std::vector<reports::Annotation> annotations;
  for (const codec::Problem& problem : failure.problems.list())
    annotations.push_back(reports::annotation_of(problem, title));
  if (!annotations.empty()) return annotations;
  codec::Problem problem;
  problem.file = file;
  problem.message = failure.message;
  problem.hint = failure.hint;
  return {reports::annotation_of(problem, title)};
}

}  // namespace switchyard::cli
