// The turns of a replay written as a run writes its log: a live journal becomes what the viewer opens.
#pragma once

#include <string>

#include "cli/failure.h"
#include "engine/codec/hash/log_hash.h"
#include "engine/codec/log/writer.h"
#include "engine/codec/replay/replay.h"

namespace switchyard::cli {

class LogCopy {
 public:
  // Of what was made with `header`. Replaces a file that is there.
  static Outcome<LogCopy> create(const std::string& file, const codec::LogHeader& header);

  void observe(const codec::ReplayedTurn& turn);
  // To be called at the end of a replay of all turns that went well; without it the file is a torn log.
  Outcome<void> finish();

 private:
  explicit LogCopy(codec::LogWriter writer) : writer_(std::move(writer)) {}

  codec::LogWriter writer_;
  codec::LogHash hash_;
};

}  // namespace switchyard::cli
