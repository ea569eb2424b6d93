// Reads the frame of a scenario, then its parts, then looks at the whole.
#include "sim/scenario/read_scenario.h"

#include <algorithm>
#include <utility>

#include "engine/codec/schema/schema.h"
#include "engine/codec/workspace/compile.h"
#include "sim/people/presence.h"
#include "sim/scenario/read_lines.h"
#include "sim/scenario/reading.h"

namespace switchyard::sim {
namespace {

using codec::Document;
using codec::Node;
using codec::Problem;
using codec::Problems;
using codec::Reader;

// The node as a document of its own. Padded, its places are those of the whole text.
Document part_of(const Document& whole, const Node& node, bool padded) {
  std::string text = whole.text.substr(node.offset, node.end - node.offset);
  if (padded) {
    std::string front = whole.text.substr(0, node.offset);
    for (char& c : front) {
      if (c != '\n') c = ' ';
    }
    text.insert(0, front);
  }
  auto document = codec::parse_document(std::move(text), whole.file);
  return document ? std::move(*document) : Document{};
}

void add_below(Problems& problems, const Problems& found, const std::string& pointer) {
  for (Problem problem : found.list()) {
    problem.pointer.insert(0, pointer);
    const std::string message = problem.message;
    problems.add(std::move(problem), message);
  }
}

void take_workspace(Reading& reading, tl::expected<codec::Compiled, Problems> compiled) {
  if (!compiled) return reading.problems.add_all(compiled.error());
  reading.problems.add_all(compiled->warnings);
  reading.scenario.workspace = std::move(compiled->workspace);
}

void read_inline_workspace(Reading& reading, const Node& node) {
  auto compiled = codec::compile_workspace(part_of(reading.document(), node, false));
  if (compiled && compiled->warnings.empty()) return take_workspace(reading, std::move(compiled));
  // Once more with the places of the whole text, for the problems alone.
  const auto placed = codec::compile_workspace(part_of(reading.document(), node, true));
  add_below(reading.problems, placed ? placed->warnings : placed.error(), "/workspace");
  if (compiled) reading.scenario.workspace = std::move(compiled->workspace);
}

void read_workspace_file(Reading& reading, const Node& node) {
  const std::string path = reading.composed.resolve(node, node.text);
  auto document = codec::read_document(path);
  if (document) {
    reading.scenario.inputs.push_back({path, document->text});
    return take_workspace(reading, codec::compile_workspace(*document));
  }
  if (!document.error().only_environment()) return reading.problems.add_all(document.error());
  for (const Problem& cause : document.error().list()) {
    Problem problem = reading.document().problem(node, path + ": " + cause.message, cause.hint);
    problem.environment = true;
    reading.problems.add(std::move(problem));
  }
}

// False when the rest cannot be read without it.
bool read_workspace(Reading& reading, Reader& reader) {
  const Node* node = reader.require("workspace");
  if (node == nullptr) return false;
  if (node->is(Node::Kind::object)) {
    read_inline_workspace(reading, *node);
  } else if (node->is(Node::Kind::string)) {
    read_workspace_file(reading, *node);
  } else {
    codec::expect(reading.document(), *node, reading.problems, "must be a file's name or a workspace");
  }
  return !reading.scenario.workspace.tenants.empty();
}

// Reports keep figures of every interval for every queue and group.
void check_intervals(Reading& reading, Reader& reader) {
  constexpr std::int64_t most_intervals = 1'000'000;
  const Scenario& scenario = reading.scenario;
  const std::int64_t count = (scenario.length.microseconds - 1) / scenario.interval.microseconds + 1;
  if (count <= most_intervals) return;
  const Node* written = reader.find("interval");
  reading.report(written != nullptr ? *written : *reader.find("length"),
                 "the scenario has " + std::to_string(count) + " intervals of " +
                     codec::to_text(scenario.interval) + ", and reports have at most 1000000",
                 "take a longer \"interval\" or a shorter \"length\"");
}

bool read_frame(Reading& reading, Reader& reader) {
  Scenario& scenario = reading.scenario;
  reader.find("$schema");
  reader.find("tables");
  reader.find("description");
  if (reader.require("version") != nullptr) reader.integer("version", 1, 1);
  scenario.name = reader.required_string("name").value_or("");
  scenario.seed = static_cast<std::uint64_t>(reader.integer("seed", 0).value_or(1));
  scenario.interval = reader.duration("interval", seconds(1), days(1)).value_or(minutes(30));
  const Node* start_node = reader.require("start");
  const Node* length_node = reader.require("length");
  const auto start = reader.time("start");
  const auto length = reader.duration("length", seconds(1));
  if (start_node == nullptr || length_node == nullptr || !start || !length) return false;
  scenario.start = *start;
  scenario.length = *length;
  check_intervals(reading, reader);
  if (scenario.length > latest_time - scenario.start) {
    reading.report(*length_node, "the scenario ends after the year 9999");
    return false;
  }
  return true;
}

void read_drain(Reading& reading, Reader& reader) {
  const Node* node = reader.find("drain");
  if (node == nullptr) return;
  if (node->is(Node::Kind::boolean)) {
    reading.scenario.drain = node->boolean ? days(1) : Duration{};
  } else if (const auto limit = codec::read_duration(reading.document(), *node, reading.problems)) {
    reading.scenario.drain = *limit;
  }
}

void read_service_level(Reading& reading, Reader& reader) {
  const Node* node = reader.object("service_level");
  if (node == nullptr) return;
  Reader item(reading.document(), *node, reading.problems);
  ServiceLevel& level = reading.scenario.service_level;
  if (const Node* threshold = item.find("threshold")) {
    level.thresholds.clear();
    const bool several = threshold->is(Node::Kind::array) && !threshold->children.empty();
    const std::vector<Node> one = several ? threshold->children : std::vector<Node>{*threshold};
    for (const Node& entry : one) {
      const auto value =
          codec::read_duration(reading.document(), entry, reading.problems, seconds(0), days(1));
      level.thresholds.push_back(value.value_or(seconds(20)));
    }
  }
  level.short_abandon = item.duration("short_abandon", {}, days(1)).value_or(level.short_abandon);
  level.target = item.number("target", 0.01, 1).value_or(level.target);
  item.finish();
}

std::vector<const Node*> conditions_of(const Node& node) {
  if (!node.is(Node::Kind::array)) return {&node};
  std::vector<const Node*> nodes;
  for (const Node& child : node.children) nodes.push_back(&child);
  return nodes;
}

void read_threshold(Reading& reading, const Node& node, const reports::KnownNames& known) {
  const std::vector<const Node*> nodes = conditions_of(node);
  std::vector<std::string> conditions;
  for (const Node* condition : nodes) {
    const auto text = codec::read_string(reading.document(), *condition, reading.problems);
    if (!text) return;
    conditions.push_back(*text);
  }
  auto thresholds = reports::parse_thresholds(node.key, conditions, known);
  if (thresholds) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      codec::Problem place = reading.document().problem(*nodes[i], (*thresholds)[i].expression);
      place.severity = codec::Severity::warning;
      reading.threshold_places.add(std::move(place));
      reading.scenario.thresholds.push_back(std::move((*thresholds)[i]));
    }
    return;
  }
  for (const reports::ThresholdProblem& problem : thresholds.error()) {
    reading.problems.add(problem.condition
                             ? reading.document().problem_inside(*nodes[*problem.condition], problem.offset,
                                                                 problem.message, problem.hint)
                             : reading.document().key_problem(node, problem.message, problem.hint));
  }
}

void read_thresholds(Reading& reading, Reader& reader) {
  const Node* node = reader.object("thresholds");
  if (node == nullptr) return;
  const auto known = reports::known_names(report_settings(reading.scenario), reading.scenario.workspace);
  for (const Node& member : node->children) read_threshold(reading, member, known);
}

void check_whole(Reading& reading, const Node* traffic, const Node* people) {
  const Scenario& scenario = reading.scenario;
  if (traffic != nullptr) check_work_lengths(reading, *traffic);
  if (reading.problems.has_errors() || anybody_on_duty(scenario)) return;
  reading.report(people != nullptr ? *people : reading.document().root,
                 "no worker is ever on duty in this scenario",
                 "give the people shifts or staff inside the scenario's time");
}

void read_parts(Reading& reading, Reader& reader) {
  read_drain(reading, reader);
  const Node* traffic = reader.require("traffic");
  const Node* people = reader.array("people");
  reading.scenario.handle_times = read_handle_rules(reading, reader, "handle_times");
  if (traffic != nullptr && traffic->is(Node::Kind::array)) read_traffic(reading, *traffic);
  if (people != nullptr) read_people(reading, *people);
  read_diverts(reading, reader);
  read_service_level(reading, reader);
  read_thresholds(reading, reader);
  if (const Node* recorded = reader.object("recorded")) read_recorded(reading, *recorded);
  check_whole(reading, traffic, people);
}

void read_all(Reading& reading) {
  for (const Document& file : reading.composed.files())
    reading.scenario.inputs.push_back({file.file, file.text});
  Reader reader(reading.document(), reading.document().root, reading.problems);
  const bool framed = read_frame(reading, reader);
  const bool ruled = read_workspace(reading, reader);
  if (framed && ruled) {
    read_parts(reading, reader);
  } else {
    // Without time and rules the parts cannot be read; their keys are known all the same.
    for (const char* key : {"drain", "traffic", "people", "handle_times", "diverts", "forwarding",
                            "service_level", "thresholds", "recorded"}) {
      reader.find(key);
    }
  }
  reader.finish();
}

}  // namespace

reports::Settings report_settings(const Scenario& scenario) {
  reports::Settings settings;
  settings.window = {scenario.start, scenario.end(), scenario.interval};
  settings.service_levels = scenario.service_level.thresholds;
  settings.short_abandon = scenario.service_level.short_abandon;
  settings.service_level_target = scenario.service_level.target;
  for (const People& people : scenario.people) {
    settings.logged_out.push_back(people.off);
    if (!people.name.empty()) settings.groups.push_back({people.name, people.workers});
  }
  return settings;
}

namespace {

tl::expected<ReadScenario, Problems> read_composed(const tl::expected<Composed, Problems>& composed) {
  if (!composed) return tl::unexpected(composed.error());
  Problems problems;
  codec::validate(composed->document(), codec::parse_schema(scenario_schema_text()), problems);
  Reading reading{*composed, problems, {}};
  if (composed->document().root.is(Node::Kind::object)) read_all(reading);
  problems.sort(composed->document().file);
  Problems placed = composed->relocate(problems);
  if (placed.has_errors()) return tl::unexpected(std::move(placed));
  return ReadScenario{std::move(reading.scenario), std::move(placed),
                      composed->relocate(reading.threshold_places)};
}

}  // namespace

tl::expected<ReadScenario, Problems> read_scenario(const std::string& file,
                                                   const std::vector<Setting>& settings) {
  return read_composed(compose(file, settings));
}

tl::expected<ReadScenario, Problems> read_scenario(Document document, const std::vector<Setting>& settings) {
  return read_composed(compose(std::move(document), settings));
}

}  // namespace switchyard::sim
