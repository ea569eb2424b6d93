// Any text as a workspace: problems with places, or rules that an engine starts with.
#include <cstdint>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/codec/document/document.h"
#include "engine/codec/workspace/compile.h"
#include "engine/engine.h"

namespace {

using namespace switchyard;

// A stranger's document names no files.
tl::expected<codec::Document, codec::Problems> no_file(const std::string&) {
  return codec::parse_document("{}", "none");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document =
      codec::parse_document(std::string(reinterpret_cast<const char*>(data), size), "workspace.json");
  if (!document) {
    SY_CHECK(document.error().has_errors());
    return 0;
  }
  auto compiled = codec::compile_workspace(*document, nullptr, no_file);
  if (!compiled) {
    SY_CHECK(compiled.error().has_errors());
    return 0;
  }
  Engine engine(std::move(compiled->workspace), Time{});
  SY_CHECK(engine.sequence() == 0);
  return 0;
}
