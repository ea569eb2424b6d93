// Keeps the tables of names.
#include "engine/expression/slots.h"

#include "engine/base/match.h"

namespace switchyard::expression {
namespace {

std::vector<Name>& table_of(Side side, Slots& slots) {
  switch (side) {
    case Side::task:
      return slots.task;
    case Side::worker:
      return slots.worker;
    case Side::clock:
      return slots.clock;
    case Side::workers:
      break;
  }
  return slots.workers;
}

}  // namespace

Side side_of(const Name& name) {
  return match(
      name, [](const TaskAttribute&) { return Side::task; },
      [](const WorkerAttribute&) { return Side::worker; }, [](WorkerField) { return Side::worker; },
      [](const WorkerChannel&) { return Side::worker; }, [](ClockName) { return Side::clock; },
      [](const WorkerCount&) { return Side::workers; });
}

std::uint32_t intern(const Name& name, Slots& slots) {
  std::vector<Name>& table = table_of(side_of(name), slots);
  const auto [entry, is_new] = slots.known.try_emplace(name, static_cast<std::uint32_t>(table.size()));
  if (is_new) table.push_back(name);
  return entry->second;
}

}  // namespace switchyard::expression
