// `switchyard test`: stories and golden scenarios, and whether they come out as they are written.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <memory>

#include "cli/ci/ci_options.h"
#include "cli/ci/story_results.h"
#include "cli/commands/commands.h"
#include "cli/golden/golden.h"
#include "cli/json_text.h"
#include "cli/signals.h"
#include "sim/story/run_stories.h"

namespace switchyard::cli {

namespace fs = std::filesystem;
using sim::story::StoryReport;
using sim::story::StorySummary;
using sim::story::Verdict;

namespace {

constexpr const char* examples =
    "  switchyard test tests/stories\n"
    "  switchyard test --update tests/stories/one_story.txt\n";

struct TestRequest {
  std::vector<std::string> paths;
  bool update = false;
  std::size_t format = 0;  // text, json
  CiRequest ci;
};

std::string_view word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::failed:
      return "failed";
    case Verdict::updated:
      return "updated";
    case Verdict::missing:
      break;
  }
  return "missing";
}

// Hears of every file, tells what people want to read, and counts.
class Tally {
 public:
  Tally(const Console& console, const TestRequest& request)
      : console_(console), ci_(request.ci), json_(request.format == 1) {}

  void hear(const StoryReport& report) {
    count(report.verdict);
    tell_ci(report);
    if (json_) {
      list_.push_back({{"file", report.file}, {"verdict", word_of(report.verdict)}, {"text", report.text}});
    } else if (report.verdict == Verdict::passed) {
      console_.detail("passed " + report.file);
    } else {
      text_ += fmt::format("{} {}\n{}\n", word_of(report.verdict), report.file, report.text);
    }
  }

  ExitCode finish() const {
    const ExitCode printed = print_text(ci_, console_, json_ ? json() : text_ + line());
    const ExitCode written = write_junit(ci_, console_, story_suite, cases_);
    if (printed != ExitCode::done) return printed;
    if (written != ExitCode::done) return written;
    if (sum_.failed != 0) return ExitCode::differences;
    return sum_.missing != 0 ? ExitCode::environment : ExitCode::done;
  }

 private:
  // The time since the last file is this one's.
  void tell_ci(const StoryReport& report) {
    const auto now = std::chrono::steady_clock::now();
    cases_.push_back(case_of(report, std::chrono::duration<double>(now - last_).count()));
    last_ = now;
    const bool wrong = report.verdict == Verdict::failed || report.verdict == Verdict::missing;
    if (wrong) annotate(ci_, console_, annotations_of(report));
  }
  void count(Verdict verdict) {
    switch (verdict) {
      case Verdict::passed:
        ++sum_.passed;
        return;
      case Verdict::failed:
        ++sum_.failed;
        return;
      case Verdict::updated:
        ++sum_.updated;
        return;
      case Verdict::missing:
        ++sum_.missing;
        return;
    }
  }
  std::string line() const {
    std::string text = fmt::format("{} passed, {} failed", sum_.passed, sum_.failed);
    if (sum_.updated != 0) text += fmt::format(", {} updated", sum_.updated);
    if (sum_.missing != 0) text += fmt::format(", {} missing", sum_.missing);
    return text + "\n";
  }
  std::string json() const {
    return json_text({{"passed", sum_.passed},
                      {"failed", sum_.failed},
                      {"updated", sum_.updated},
                      {"missing", sum_.missing},
                      {"tests", list_}});
  }

  const Console& console_;
  const CiRequest& ci_;
  bool json_;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
  std::vector<reports::TestCase> cases_;
  StorySummary sum_;
  std::string text_;
  nlohmann::ordered_json list_ = nlohmann::ordered_json::array();
};

// A folder has golden scenarios, stories, or both; with neither, it fails as a folder of stories.
void test_folder(const std::string& folder, bool update, Tally& tally) {
  const std::vector<std::string> golden = find_expectations(folder);
  for (const std::string& file : golden) tally.hear(run_golden(file, update));
  if (golden.empty()) {
    sim::story::run_stories({folder}, update, [&tally](const StoryReport& report) { tally.hear(report); });
    return;
  }
  for (const std::string& file : sim::story::look_into(folder).stories) {
    tally.hear(sim::story::run_story_file(file, update));
  }
}

void test_path(const std::string& path, bool update, Tally& tally) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return test_folder(path, update, tally);
  if (is_expectation(path)) return tally.hear(run_golden(path, update));
  if (fs::path(path).extension() == ".json") return tally.hear(run_golden(expectation_of(path), update));
  tally.hear(sim::story::run_story_file(path, update));
}

ExitCode test(const TestRequest& request, const Console& console) {
  if (const auto streams = check_streams(request.ci, request.format == 0); !streams)
    return console.tell(streams.error());
  catch_stop_signals();
  Tally tally(console, request);
  for (const std::string& path : request.paths) {
    if (stop_asked()) break;
    test_path(path, request.update, tally);
  }
  const ExitCode code = tally.finish();
  return stop_asked() ? stop_code() : code;
}

}  // namespace

void add_test(CLI::App& program, Chosen& chosen) {
  const auto request = std::make_shared<TestRequest>();
  CLI::App* command = add_command(
      program, {"test", "Tell stories and run golden scenarios against what they expect", examples}, chosen,
      [request](const Console& console) { return test(*request, console); });
  command
      ->add_option("PATH", request->paths,
                   "Stories (*.txt), scenarios with an expected.json, or folders of them")
      ->type_name("FILE")
      ->required();
  command->add_flag("--update", request->update, "Rewrite expectations with what came out");
  add_junit(*command, request->ci, "A file of JUnit XML, with a case for each story and golden scenario");
  add_annotations(*command, request->ci);
  add_format(*command, request->format, {"text", "json"});
}

}  // namespace switchyard::cli
