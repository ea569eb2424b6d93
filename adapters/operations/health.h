// /livez and /readyz: whether the program runs, and whether it should be sent work.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/http/message.h"

namespace switchyard::adapters::operations {

// One thing that must be well for new work to be taken: the journal, the disk, the start.
struct Check {
  std::string name;  // one word
  bool ok = true;
  std::string text;  // for people; one line, may be empty
};
// Any thread; must be quick.
using Checks = std::function<std::vector<Check>()>;

// 200 "ok": the process answers.
http::Response livez();

// 200 when all checks are well, else 503. Only with `verbose`, which is for operators, a line a check, as
// Kubernetes' own servers write them: "[+]journal ok" or "[-]journal failed: no space left".
http::Response readyz(const std::vector<Check>& checks, bool verbose);

}  // namespace switchyard::adapters::operations
