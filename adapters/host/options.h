// What a host is told when it starts, and what it tells of itself.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/port.h"
#include "engine/base/time.h"

namespace switchyard::adapters::host {

enum class Level : std::uint8_t { info, warning, error };

struct HostOptions {
  std::size_t queue_limit = 8'192;  // pieces of work that wait; more are refused
  std::size_t batch_limit = 256;    // that share one flush of the journal
  // After a batch of several pieces the next one waits so long for more: a flush costs as much for one as for
  // many. Who comes alone does not wait.
  std::chrono::microseconds gather{1'000};
  std::uint64_t snapshot_every = 100'000;  // turns of a workspace
  Duration journal_kept = days(365);       // records older than that, and than both snapshots, are forgotten
  std::string engine_version;              // for the headers of new journals
  std::function<Time()> clock;             // the system's; it may jump, stamps never go back
  std::function<void(Level, const std::string&)> log = [](Level, const std::string&) {};
  // A decision of an adapter threw: a bug of ours. Its work is refused; everybody else's goes on.
  std::function<void()> decision_threw = [] {};
  // The journal can no longer be trusted to keep anything: the process shall end and start again.
  std::function<void(const std::string&)> gave_up = [](const std::string&) {};
  Duration seen_again{};             // before a start, shown to observers as replayed turns (recover.h)
  std::vector<Observer*> observers;  // must outlive the host
};

struct WorkspaceHealth {
  std::string name;
  std::uint64_t sequence = 0;  // of the last turn
  std::string turn_hash;       // 32 hexadecimal digits, codec::TurnHash after that turn
  std::uint64_t snapshot_sequence = 0;
  bool journal_works = true;
  std::string journal_problem;
};

struct Health {
  std::size_t queued = 0;
  std::size_t queue_limit = 0;
  bool gave_up = false;
  Time stamp;  // of the last batch
  std::vector<WorkspaceHealth> workspaces;
};

}  // namespace switchyard::adapters::host
