// What the models share: inputs that must be there, and staff that is given or looked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/erlang/inputs.h"
#include "cli/erlang/sheet.h"
#include "reports/formulas/group.h"

namespace switchyard::cli {

// The value; when it is absent the sheet is refused: "needs --handle".
double need(Sheet& sheet, const std::optional<double>& value, const char* option);
std::int64_t need(Sheet& sheet, const std::optional<std::int64_t>& value, const char* option);

// Rate and handle time, noted as inputs.
reports::Demand demand_of(Sheet& sheet, const ErlangInputs& inputs);
// --load, or rate times handle time.
double load_of(Sheet& sheet, const ErlangInputs& inputs);

// --agents, noted as an input; or, when a target is given instead, the staff that it needs, noted as a
// result.
class Staff {
 public:
  Staff(Sheet& sheet, const ErlangInputs& inputs) : sheet_(sheet), given_(inputs.agents) {}

  // Looks for the staff when `target` is given. At most one target may be.
  template <class Search>
  void target(const std::optional<double>& target, const char* name, Unit unit, Search search) {
    if (!target) return;
    sheet_.input(name, unit, *target);
    if (given_ || found_) return sheet_.refuse("either --agents or one target can be given");
    found_ = sheet_.take(search(*target));
  }
  std::int64_t agents();

 private:
  Sheet& sheet_;
  std::optional<std::int64_t> given_;
  std::optional<std::int64_t> found_;
};

// Heads to schedule, when a shrinkage is given.
void add_heads(Sheet& sheet, const ErlangInputs& inputs, std::int64_t agents);

}  // namespace switchyard::cli
