// A broken invariant ends a test program with a message, as it ends every other program.
#include "engine/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace switchyard {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: invariant broken: %s\n", file, line, condition);
  std::abort();
}

}  // namespace switchyard
