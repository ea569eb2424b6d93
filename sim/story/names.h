// What a story may call by name: tasks by their labels, offers by their task and worker.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/command.h"
#include "engine/output.h"

namespace switchyard::sim::story {

struct Offer {
  ReservationId reservation;
  EffectId effect;
};

class Names {
 public:
  // Gives the task a name; the last task of a name is meant.
  void label(const std::string& name, TaskId task) { tasks_[name] = task; }
  // Remembers the offers that command number `sequence` made.
  void read(const Output& output, std::uint64_t sequence);

  std::optional<TaskId> task(const std::string& label) const;
  // The last offer of the task to the worker.
  std::optional<Offer> offer(TaskId task, WorkerId worker) const;
  std::vector<std::string> labels() const;

 private:
  std::map<std::string, TaskId> tasks_;
  std::map<std::pair<TaskId, WorkerId>, Offer> offers_;
};

}  // namespace switchyard::sim::story
