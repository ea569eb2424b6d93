// An instruction on its way to the carrier: what shall be done for which reservation.
#pragma once

#include <functional>
#include <string>

#include "adapters/instructions/instruction.h"
#include "engine/base/id.h"

namespace switchyard::adapters {

struct InstructionOrder {
  std::string workspace;  // by name
  ReservationId reservation;
  TaskId task;
  WorkerId worker;
  Instruction instruction;  // never Accept or Reject: those are commands
};

// Takes an order and carries it out later. Called on the host's thread; must be quick.
using InstructionCarrier = std::function<void(const InstructionOrder&)>;

}  // namespace switchyard::adapters
