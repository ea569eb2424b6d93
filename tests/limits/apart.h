// Runs a piece of work in a process of its own, so that what it costs can be measured and a crash is an
// answer.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace switchyard::tests {

struct Cost {
  bool ended = false;  // by itself; else it crashed, or took more than a minute or 8 GiB
  std::string answer;
  double cpu_seconds = 0;
  std::size_t peak_megabytes = 0;  // resident, the program itself included
};

Cost run_apart(const std::function<std::string()>& work);

// What an answer may cost: 20 s and 2,048 MB. Sanitizers make all of it dearer, so with them the time is ten
// times that and memory is not looked at.
void expect_cheap(const Cost& cost, const std::string& name);

}  // namespace switchyard::tests
