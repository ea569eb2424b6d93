// What the viewer does when an invariant is broken: it tells where, and stops.
#include <unistd.h>

#include <cstdio>

#include "engine/base/check.h"

namespace switchyard {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr,
               "switchyard-view: a fault of this program: %s does not hold (%s:%d)\n"
               "please report this with the log or the scenario\n",
               condition, file, line);
  // Nothing else may run: neither destructors nor other threads.
  _exit(1);
}

}  // namespace switchyard
