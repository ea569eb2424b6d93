// From results of thresholds to cases and annotations.
#include "cli/run/threshold_report.h"

#include <algorithm>

#include "reports/summary/text_cells.h"

namespace switchyard::cli {
namespace {

codec::Problem place_of(const std::string& expression, const codec::Problems& places,
                        const std::string& file) {
  const auto found = std::find_if(places.list().begin(), places.list().end(),
                                  [&](const codec::Problem& place) { return place.message == expression; });
  if (found != places.list().end()) return *found;
  codec::Problem nowhere;
  nowhere.file = file;
  return nowhere;
}

}  // namespace

std::vector<reports::TestCase> threshold_cases(const reports::Summary& summary, const std::string& file,
                                               bool interrupted, double seconds) {
  std::vector<reports::TestCase> cases;
  for (const reports::ThresholdResult& threshold : summary.thresholds) {
    reports::TestCase& one = cases.emplace_back();
    one.group = summary.facts.scenario;
    one.name = threshold.expression;
    one.file = file == "-" ? "" : file;
    if (cases.size() == 1) one.seconds = seconds;  // of the run, which is one for all of them
    if (threshold.held && !interrupted) continue;
    one.result = interrupted ? reports::TestResult::error : reports::TestResult::failed;
    one.message = interrupted ? "the run was interrupted" : "is " + reports::measured_text(threshold);
    one.details = threshold.expression + "  is " + reports::measured_text(threshold) + "\n" +
                  summary.facts.command + "\n";
  }
  const auto add_error = [&](const char* message) {
    cases.push_back({summary.facts.scenario, "the run", file == "-" ? "" : file, 0,
                     reports::TestResult::error, message, summary.facts.command + "\n"});
  };
  if (cases.empty() && interrupted) add_error("the run was interrupted");
  if (!summary.broken.empty()) add_error("the report does not add up: a fault of this program");
  return cases;
}

std::vector<reports::Annotation> threshold_annotations(const reports::Summary& summary,
                                                       const codec::Problems& places,
                                                       const std::string& file) {
  std::vector<reports::Annotation> annotations;
  for (const reports::ThresholdResult& threshold : summary.thresholds) {
    if (threshold.held) continue;
    codec::Problem problem = place_of(threshold.expression, places, file);
    problem.severity = codec::Severity::error;
    problem.message = threshold.expression + "  is " + reports::measured_text(threshold);
    annotations.push_back(reports::annotation_of(problem, "threshold failed"));
  }
  return annotations;
}

}  // namespace switchyard::cli
