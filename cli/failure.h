// Why a command could not do its work: what the user is told, and the exit code.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "cli/exit_code.h"
#include "engine/codec/document/problem.h"

namespace switchyard::cli {

struct Failure {
  ExitCode code = ExitCode::environment;
  std::string message;  // one sentence
  std::string hint;     // what to do; may be empty
  // What is wrong with a document: told instead of the message, each problem at its place.
  codec::Problems problems = {};
};

template <class Value>
using Outcome = tl::expected<Value, Failure>;

inline tl::unexpected<Failure> fail(ExitCode code, std::string message, std::string hint = {}) {
  return tl::unexpected(Failure{code, std::move(message), std::move(hint)});
}

// A document that has errors; when all of them are the world's, so is the exit code.
inline tl::unexpected<Failure> fail(codec::Problems problems) {
  const ExitCode code = problems.only_environment() ? ExitCode::environment : ExitCode::invalid_input;
  return tl::unexpected(Failure{code, {}, {}, std::move(problems)});
}

}  // namespace switchyard::cli
