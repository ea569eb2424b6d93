// Any text as a scenario beside a good workspace: problems with places, or a run of its first turns.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/codec/document/document.h"
#include "sim/run.h"
#include "sim/scenario/read_scenario.h"

namespace {

using namespace switchyard;

// Names of files stay in the folder of the seeds, and begin nowhere else.
bool names_other_files(std::string_view text) {
  return text.find('/') != std::string_view::npos || text.find("\\u") != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (names_other_files(text)) return 0;
  auto document = codec::parse_document(std::string(text), "scenario.json");
  if (!document) return 0;
  const auto read = sim::read_scenario(std::move(*document));
  if (!read) {
    SY_CHECK(read.error().has_errors());
    return 0;
  }
  sim::Simulation run(read->scenario);
  for (int turn = 0; turn < 200 && run.step(); ++turn) continue;
  return 0;
}
