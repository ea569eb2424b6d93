// A broken invariant stops the program at once, in every build, because a wrong engine must not go on
// deciding.
#pragma once

namespace switchyard {

// Called by SY_CHECK when `condition` does not hold. Each program defines it (the engine itself has no
// output): print where, then stop. It must not return.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace switchyard

// For what can only be false by a fault of ours; what input can reach is a refusal, never a check.
#define SY_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::switchyard::check_failed(#condition, __FILE__, __LINE__))
