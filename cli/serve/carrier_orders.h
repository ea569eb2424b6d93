// What the API and assignment callbacks want done by telephone, in the carrier's words.
#pragma once

#include <map>
#include <string>

#include "adapters/callbacks/settings.h"
#include "adapters/carrier/carrier.h"
#include "adapters/instructions/order.h"
#include "cli/serve/config.h"

namespace switchyard::cli {

// Everything but accept and reject, with all fields that the carrier can do something with. On the host's
// thread.
void carry_out_order(adapters::carrier::Carrier& carrier, const adapters::InstructionOrder& order);

// Whether the application behind an assignment callback sees to a task's calls, so that the carrier must not
// ring too. Only on the host's thread.
class RungByCallback {
 public:
  explicit RungByCallback(const ServeConfig& config) : config_(config) {}

  bool operator()(const adapters::WorkspaceView& view, const Task& task);

 private:
  struct Known {
    std::uint32_t version = 0;
    adapters::callbacks::CallbackSettings settings;
  };
  const ServeConfig& config_;
  std::map<std::string, Known, std::less<>> known_;
};

}  // namespace switchyard::cli
