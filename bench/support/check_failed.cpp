// A broken invariant ends a measurement at once: a figure of a wrong engine is worth nothing.
#include <cstdio>
#include <cstdlib>

#include "engine/base/check.h"

namespace switchyard {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: check failed: %s\n", file, line, condition);
  std::exit(1);
}

}  // namespace switchyard
