// The running host with everything around it: built from a configuration, in the order in which it starts.
#pragma once

#include <memory>
#include <string>

#include "cli/failure.h"
#include "cli/serve/changes.h"
#include "cli/serve/config.h"

namespace switchyard::cli {

class LiveProgram {
 public:
  // Recovers the journals, makes the workspaces that are not there, listens. `version` goes into the headers
  // of new journals.
  static Outcome<std::unique_ptr<LiveProgram>> start(const ServeConfig& config, const std::string& version);
  ~LiveProgram();

  bool gave_up() const;  // the journal failed: end and start again
  // Whether the host's thread has answered since the last call; asks it again. One thread.
  bool works();
  // Where it listens and whether it takes work, in one line without a word of a customer's.
  std::string status() const;

  // Takes over what may change while it runs (changes.h), workspaces that are new, and the certificate from
  // its old place; tells what changed since. On an error everything stays as it was.
  Outcome<ConfigChanges> reload(const ServeConfig& config);

  // Takes no more requests, answers what is under way, closes the journals with a snapshot.
  void stop();

 private:
  struct Parts;
  explicit LiveProgram(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace switchyard::cli
