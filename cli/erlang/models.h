// The formulas of reports/formulas as sheets, one function a model.
#pragma once

#include <string>
#include <vector>

#include "cli/erlang/inputs.h"
#include "cli/erlang/sheet.h"

namespace switchyard::cli {

struct ErlangModel {
  std::string name;
  std::string summary;
  std::string examples;  // arguments behind the name, two lines
  std::vector<AddInput> inputs;
  Sheet (*solve)(const ErlangInputs& inputs);
};

const std::vector<ErlangModel>& erlang_models();

}  // namespace switchyard::cli
