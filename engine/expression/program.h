// A condition made ready to be asked often: its comparisons in order, each knowing where to go on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/expression/expression.h"

namespace switchyard::expression {

// Where an operand's value comes from.
struct Source {
  enum class From : std::uint8_t { task, worker, clock, workers, literal, list };
  // Two clock names compare in their own way: the hour "08" with numbers too, the day without regard to case.
  enum class Reading : std::uint8_t { plain, hour, day };

  From from = From::literal;
  Reading reading = Reading::plain;
  std::uint32_t index = 0;  // the slot, the offset in the literals, or the first item of the list
  std::uint32_t count = 0;  // items of the list
};

struct Test {
  static constexpr std::uint32_t accept = 0xFFFF'FFFF;
  static constexpr std::uint32_t reject = 0xFFFF'FFFE;

  Operator op = Operator::equal;
  Source left;
  Source right;
  std::uint32_t if_true = accept;  // a later test, or accept, or reject
  std::uint32_t if_false = reject;
};

// A value: copies are independent. The default program is never true.
struct Program {
  std::vector<Test> tests;    // begins with the first; none: never true
  std::vector<Source> items;  // of lists that contain names
  std::string literals;       // encoded values, one after the other
  std::vector<std::uint32_t> task_reads, worker_reads, clock_reads, workers_reads;

  // The slots that the value of the condition can depend on, sorted, none twice.
  const std::vector<std::uint32_t>& task_slots() const { return task_reads; }
  const std::vector<std::uint32_t>& worker_slots() const { return worker_reads; }
  const std::vector<std::uint32_t>& clock_slots() const { return clock_reads; }
  const std::vector<std::uint32_t>& workers_slots() const { return workers_reads; }
};

}  // namespace switchyard::expression
