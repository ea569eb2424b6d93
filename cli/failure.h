// Why a command could not do its work: what the user is told, and the exit code.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "cli/exit_code.h"

namespace switchyard::cli {

struct Failure {
  ExitCode code = ExitCode::environment;
  std::string message;  // one sentence
  std::string hint;     // what to do; may be empty
};

template <class Value>
using Outcome = tl::expected<Value, Failure>;

inline tl::unexpected<Failure> fail(ExitCode code, std::string message, std::string hint = {}) {
  return tl::unexpected(Failure{code, std::move(message), std::move(hint)});
}

}  // namespace switchyard::cli
