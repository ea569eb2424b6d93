// fork, limits that hold even when the reader's own do not, and what the system counted.
#include "tests/limits/apart.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace switchyard::tests {
namespace {

constexpr double dearer = SWITCHYARD_DEARER;
constexpr bool sanitized = dearer > 1;
constexpr double most_seconds = 20 * dearer;
constexpr std::size_t most_megabytes = 2'048;

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(resource, &both);
}

// The sanitizers reserve terabytes of addresses.
void limit_this_process() {
  limit(RLIMIT_CPU, static_cast<rlim_t>(60 * dearer));
  limit(RLIMIT_CORE, 0);
  if (!sanitized) limit(RLIMIT_AS, rlim_t{8} << 30);
}

[[noreturn]] void answer_into(int pipe, const std::function<std::string()>& work) {
  limit_this_process();
  const std::string answer = work().substr(0, 60'000);  // a pipe holds that much without a reader
  const bool written = write(pipe, answer.data(), answer.size()) == static_cast<ssize_t>(answer.size());
  _exit(written ? 0 : 1);
}

std::string read_all(int pipe) {
  std::string all;
  std::array<char, 4'096> block;
  for (ssize_t count = 0; (count = read(pipe, block.data(), block.size())) > 0;) {
    all.append(block.data(), static_cast<std::size_t>(count));
  }
  return all;
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

Cost run_apart(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) return {};
  const pid_t child = fork();
  if (child == 0) answer_into(ends[1], work);
  close(ends[1]);
  Cost cost;
  cost.answer = read_all(ends[0]);
  close(ends[0]);
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  cost.ended = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  cost.cpu_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
  cost.peak_megabytes = static_cast<std::size_t>(used.ru_maxrss) / 1'024;
  return cost;
}

void expect_cheap(const Cost& cost, const std::string& name) {
  EXPECT_TRUE(cost.ended) << name;
  EXPECT_LT(cost.cpu_seconds, most_seconds) << name;
  if (sanitized) return;
  EXPECT_LT(cost.peak_megabytes, most_megabytes) << name;
}

}  // namespace switchyard::tests
