// Finding, running, judging and rewriting golden scenarios.
#include "cli/golden/golden.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>
#include <tl/expected.hpp>

#include "cli/golden/compare.h"
#include "cli/json_text.h"
#include "cli/run/file_writer.h"
#include "cli/run/replication.h"
#include "cli/run/run_facts.h"
#include "cli/signals.h"
#include "engine/codec/document/reader.h"
#include "reports/summary/render_json.h"
#include "sim/scenario/read_scenario.h"

namespace switchyard::cli {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using sim::story::StoryReport;
using sim::story::Verdict;

namespace {

constexpr std::string_view plain_name = "expected.json";
constexpr std::string_view named_end = ".expected.json";

struct Expectation {
  Json json;
  std::uint32_t replications = 1;
  codec::Document document = {};  // of an expectation that is to be made: none
};

StoryReport refused(const std::string& file, const codec::Problems& problems) {
  return {file, problems.only_environment() ? Verdict::missing : Verdict::failed, codec::to_text(problems),
          problems.list(), false};
}

// What a new expectation looks at.
Json new_expectation() {
  return {
      {"logHash", ""},
      {"summary",
       {{"seed", 0}, {"total", {{"offered", 0}, {"answered", 0}, {"abandoned", 0}, {"asa_seconds", 0}}}}}};
}

// The reader of documents finds problems with their places; nlohmann keeps the values to write them back.
tl::expected<Expectation, codec::Problems> read_expectation(const std::string& file, bool update) {
  std::error_code ignored;
  if (update && !fs::exists(file, ignored)) return Expectation{new_expectation()};
  auto document = codec::read_document(file);
  if (!document) return tl::unexpected(document.error());
  codec::Problems problems;
  codec::Reader reader(*document, document->root, problems);
  Expectation expectation;
  reader.string("logHash");
  reader.object("summary");
  expectation.replications = static_cast<std::uint32_t>(reader.integer("replications", 1, 1000).value_or(1));
  reader.finish();
  if (problems.has_errors()) return tl::unexpected(std::move(problems));
  expectation.json = Json::parse(document->text, nullptr, false, true);
  if (expectation.json.is_discarded()) {
    problems.add(document->problem(document->root,
                                   "must be JSON without trailing commas, so that it can be rewritten"));
    return tl::unexpected(std::move(problems));
  }
  expectation.document = *std::move(document);
  return expectation;
}

Outcome<reports::Summary> summary_of(const sim::Scenario& scenario, const std::string& file,
                                     std::uint32_t replications) {
  RunRequest request;
  request.scenario = file;
  ReplicationPlan plan;
  plan.scenario = &scenario;
  plan.seed = scenario.seed;
  plan.facts = facts_of(request, scenario, scenario.seed);
  std::optional<reports::Summary> sum;
  for (; plan.index < replications; ++plan.index) {
    auto one = run_replication(plan);
    if (!one) return tl::unexpected(std::move(one.error()));
    if (!one->whole) return fail(stop_code(), file + ": interrupted");
    if (sum) {
      reports::add(*sum, std::move(one->summary));
    } else {
      sum = std::move(one->summary);
    }
  }
  reports::evaluate(scenario.thresholds, *sum);
  return std::move(*sum);
}

Json actual_of(const Expectation& expectation, const reports::Summary& summary) {
  Json actual = {{"logHash", summary.log_hashes.front()},
                 {"summary", Json::parse(reports::render_json(summary))}};
  if (expectation.json.contains("replications")) actual["replications"] = expectation.replications;
  return actual;
}

StoryReport rewrite(const std::string& file, const Json& json, std::string differences) {
  if (const auto written = write_file(file, json_text(json)); !written)
    return {file, Verdict::missing, written.error().message + "\n"};
  return {file, Verdict::updated, std::move(differences)};
}

// The value that stands at the pointer, or as much of the way to it as there is.
const codec::Node& node_at(const codec::Document& document, std::string_view pointer) {
  const codec::Node* node = &document.root;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view word = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(word.size());
    std::size_t index = 0;
    const bool is_number = std::from_chars(word.data(), word.data() + word.size(), index).ec == std::errc{};
    const bool in_array = is_number && node->is(codec::Node::Kind::array) && index < node->children.size();
    const codec::Node* const next = in_array ? &node->children[index] : node->member(word);
    if (next == nullptr) break;
    node = next;
  }
  return *node;
}

// At the expected values, so that the file can be annotated.
std::vector<codec::Problem> places_of(const std::string& file, const codec::Document& document,
                                      const std::vector<PartDifference>& differences,
                                      const std::vector<std::string>& broken) {
  std::vector<codec::Problem> problems;
  for (const PartDifference& difference : differences) {
    const std::string message = difference.pointer + ": " + difference.message;
    problems.push_back(document.problem(node_at(document, difference.pointer), message));
  }
  for (const std::string& sentence : broken) {
    codec::Problem& problem = problems.emplace_back();
    problem.file = file;
    problem.message = sentence;
  }
  return problems;
}

StoryReport judge(const std::string& file, const Expectation& expectation, const reports::Summary& summary,
                  bool update) {
  const Json actual = actual_of(expectation, summary);
  std::vector<PartDifference> differences;
  compare_part(expectation.json, actual, "", differences);
  if (differences.empty() && summary.broken.empty()) return {file, Verdict::passed, {}};
  std::string text = file + ": it came out differently\n";
  for (const PartDifference& difference : differences)
    text += difference.pointer + ": " + difference.message + "\n";
  for (const std::string& broken : summary.broken) text += broken + "\n";
  if (update && summary.broken.empty())
    return rewrite(file, with_values(expectation.json, actual), std::move(text));
  if (expectation.document.text.empty()) differences.clear();
  return {file, Verdict::failed, std::move(text),
          places_of(file, expectation.document, differences, summary.broken)};
}

}  // namespace

bool is_expectation(const std::string& file) {
  const std::string name = fs::path(file).filename().string();
  const bool named =
      name.size() > named_end.size() && name.rfind(named_end) == name.size() - named_end.size();
  return name == plain_name || named;
}

std::string scenario_of(const std::string& expectation) {
  const fs::path path(expectation);
  const std::string name = path.filename().string();
  if (name == plain_name) return (path.parent_path() / "scenario.json").string();
  return (path.parent_path() / (name.substr(0, name.size() - named_end.size()) + ".json")).string();
}

std::string expectation_of(const std::string& scenario) {
  const fs::path path(scenario);
  if (path.filename() == "scenario.json") return (path.parent_path() / plain_name).string();
  return (path.parent_path() / path.stem()).string() + std::string(named_end);
}

std::vector<std::string> find_expectations(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (is_expectation(at->path().string())) found.push_back(at->path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

StoryReport run_golden(const std::string& expectation, bool update) {
  const auto expected = read_expectation(expectation, update);
  if (!expected) return refused(expectation, expected.error());
  const std::string file = scenario_of(expectation);
  const auto read = sim::read_scenario(file);
  if (!read) return refused(expectation, read.error());
  const auto summary = summary_of(read->scenario, file, expected->replications);
  if (!summary) return {expectation, Verdict::missing, summary.error().message + "\n"};
  return judge(expectation, *expected, *summary, update);
}

}  // namespace switchyard::cli
