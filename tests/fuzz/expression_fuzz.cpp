// Any text as a condition: a problem, or a program that can be asked of anybody.
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/expression/bind.h"
#include "engine/expression/evaluate.h"
#include "engine/expression/parse.h"

namespace {

using namespace switchyard;
using namespace switchyard::expression;

void try_in(std::string_view text, Dialect dialect) {
  const ParseResult result = parse(text, dialect);
  const auto* expression = std::get_if<Expression>(&result);
  if (expression == nullptr) return;
  Slots slots;
  const Program program = bind(*expression, slots);
  const std::vector<ValueView> task(slots.task.size());
  const std::vector<ValueView> worker(slots.worker.size());
  const std::vector<ValueView> clock(slots.clock.size());
  const std::vector<ValueView> workers(slots.workers.size());
  evaluate(program, {task, worker, clock, workers});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const Dialect dialect : {Dialect::task, Dialect::worker, Dialect::target}) try_in(text, dialect);
  return 0;
}
