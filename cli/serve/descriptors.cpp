// A limit that cannot be raised stays; whoever needs more than it says so.
#include "cli/serve/descriptors.h"

#include <sys/resource.h>

namespace switchyard::cli {

std::uint64_t raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  return setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

}  // namespace switchyard::cli
