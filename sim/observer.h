// How reports, hashes and log writers look at a run without being known to it.
#pragma once

#include "engine/base/time.h"
#include "engine/command.h"
#include "engine/output.h"

namespace switchyard::sim {

// A reference to anything with `observe(Time, const Command&, const Output&)`: called once a turn, after the
// engine and before anybody acts on the effects. What it refers to must outlive the run; it must change
// nothing that the run reads.
class Observer {
 public:
  template <class Target>
  explicit Observer(Target& target)
      : target_(&target), call_([](void* to, Time time, const Command& command, const Output& output) {
          static_cast<Target*>(to)->observe(time, command, output);
        }) {}

  void operator()(Time time, const Command& command, const Output& output) const {
    call_(target_, time, command, output);
  }

 private:
  void* target_;
  void (*call_)(void*, Time, const Command&, const Output&);
};

}  // namespace switchyard::sim
