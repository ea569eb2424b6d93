// A host with its journals in a folder, a disk that can fail, and a clock that the test moves.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <set>
#include <string>

#include "adapters/host/host.h"
#include "adapters/host/recover.h"
#include "tests/support/forgetful_vfs.h"
#include "tests/support/temporary_folder.h"

namespace switchyard::host_tests {

using namespace adapters;

class World {
 public:
  // `parts` are properties of the workspace "centre", each with a comma behind it.
  explicit World(std::string parts = {});

  // Starts on what is in the folder; makes the workspace the first time.
  std::unique_ptr<host::Host> start();
  std::string document(const std::string& parts) const;

  // The state that the folder gives; no host may be at work.
  tl::expected<host::Recovered, host::RecoveryProblem> recover(bool use_snapshots) const;
  // The state that would be found had the power gone now.
  tl::expected<host::Recovered, host::RecoveryProblem> recover_after_power_cut(bool torn);
  void damage_newest_snapshot() const;

  TemporaryFolder folder;
  journal_tests::ForgetfulVfs disk{"host-tests"};
  std::atomic<std::int64_t> clock;
  host::HostOptions options;

 private:
  std::string parts_;
  int cuts_ = 0;
};

// What the host answers; waits for it.
Outcome answer_of(host::Host& host, Work work);

Work command(Command command);
Work arrival(const std::string& key, std::size_t attribute_bytes = 0);  // of a task in workspace "centre"
Work question();

// Does something while the host's thread is held, so that all of it is queued together.
void hold(host::Host& host, const std::function<void()>& meanwhile);

// The health after everything that was queued before.
host::Health health_after_all(host::Host& host);

// The name, or the problems.
std::string open(host::Host& host, const std::string& document);

Command change_of_rules(const WorkspaceView& view, const std::string& document);

// Remembers the offers that it was ordered to make.
class Effects final : public Observer {
 public:
  void turn_applied(const WorkspaceView&, const TurnSeen&, bool) override {}
  void effect_ordered(const WorkspaceView&, const OrderedEffect& effect) override;

  int offers() const { return offers_; }
  const std::set<EffectId>& ids() const { return ids_; }

 private:
  std::atomic<int> offers_ = 0;
  std::set<EffectId> ids_;
};

}  // namespace switchyard::host_tests
