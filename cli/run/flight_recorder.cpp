// Keeping and telling the last commands of a run.
#include "cli/run/flight_recorder.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/codec/bytes/decode.h"
#include "engine/codec/bytes/encode.h"
#include "engine/codec/text/messages.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::cli {
namespace {

// check_failed is given no argument to find the run by.
thread_local const FlightRecorder* recorder = nullptr;

}  // namespace

FlightRecorder::FlightRecorder(const Workspace& workspace) : workspace_(&workspace) {
  recorder = this;
}

FlightRecorder::~FlightRecorder() {
  recorder = nullptr;
}

const FlightRecorder* FlightRecorder::current() {
  return recorder;
}

void FlightRecorder::note(Time time, const Command& command) {
  Entry& entry = entries_[count_++ % kept];
  entry.time = time;
  entry.bytes.clear();
  codec::append_bytes(entry.bytes, command);
}

std::string FlightRecorder::line_of(const Entry& entry) const {
  const codec::CompileSource no_document = [](std::string_view) -> tl::expected<Workspace, std::string> {
    return tl::unexpected(std::string("a changed workspace"));
  };
  const auto command = codec::decode_command(entry.bytes.view(), no_document);
  return command ? codec::to_text(*command, *workspace_) : command.error().text;
}

std::string FlightRecorder::text() const {
  std::string text;
  for (std::uint64_t turn = count_ - std::min<std::uint64_t>(count_, kept); turn < count_; ++turn) {
    const Entry& entry = entries_[turn % kept];
    text += fmt::format("  turn {} at {}: {}\n", turn + 1, codec::to_rfc3339(entry.time), line_of(entry));
  }
  return text;
}

}  // namespace switchyard::cli
