// Any text as a scenario beside a good workspace: problems with places, or a run of its first turns.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/codec/document/document.h"
#include "sim/run.h"
#include "sim/scenario/read_scenario.h"

namespace {

using namespace switchyard;

// Names of files stay in the folder of the seeds: none begins elsewhere, and none is standard input.
bool may_name_another_file(const std::string& text) {
  return text.substr(0, 1) == "/" || text == "-" || text.find("..") != std::string::npos;
}

bool names_other_files(const codec::Node& node) {
  return may_name_another_file(node.text) ||
         std::any_of(node.children.begin(), node.children.end(), names_other_files);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto document = codec::parse_document(std::string(text), "scenario.json");
  if (!document || names_other_files(document->root)) return 0;
  const auto read = sim::read_scenario(std::move(*document));
  if (!read) {
    SY_CHECK(read.error().has_errors());
    return 0;
  }
  sim::Simulation run(read->scenario);
  for (int turn = 0; turn < 200 && run.step(); ++turn) continue;
  return 0;
}
