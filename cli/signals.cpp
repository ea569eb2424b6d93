// The signal handler and what it may touch: atomics and calls that POSIX lists as safe in a handler.
#include "cli/signals.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <memory>
#include <utility>

namespace switchyard::cli {
namespace {

struct Scratch {
  std::string folder;
  std::vector<std::string> files;  // with the folder in front
  std::vector<std::string> above;  // outermost first
};

// A handler has no argument to find its state by.
std::atomic<int> first_signal{0};
std::atomic<std::int64_t> first_at{0};  // milliseconds, before first_signal is set
std::atomic<const Scratch*> scratch{nullptr};
std::atomic<bool> reload{false};

// Nobody asks twice for the same within this: timeout(1) signals the program and then its whole group.
constexpr std::int64_t one_press = 200;

std::int64_t milliseconds_now() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000 + now.tv_nsec / 1'000'000;
}

extern "C" void on_stop_signal(int signal) {
  int none = 0;
  std::int64_t never_before = 0;
  const std::int64_t now = milliseconds_now();
  first_at.compare_exchange_strong(never_before, now);
  if (first_signal.compare_exchange_strong(none, signal)) return;
  if (signal == none && now - first_at.load() < one_press) return;
  remove_scratch();
  _exit(128 + signal);
}

extern "C" void on_reload_signal(int) {
  reload.store(true);
}

}  // namespace

void catch_reload_signal() {
  std::signal(SIGHUP, on_reload_signal);
}

bool take_reload() {
  return reload.exchange(false);
}

void remove_scratch() {
  const Scratch* const left = scratch.load();
  if (left == nullptr) return;
  for (const std::string& file : left->files) static_cast<void>(unlink(file.c_str()));
  static_cast<void>(rmdir(left->folder.c_str()));
  for (auto above = left->above.rbegin(); above != left->above.rend(); ++above)
    static_cast<void>(rmdir(above->c_str()));
}

void ignore_write_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

void catch_stop_signals() {
  std::signal(SIGINT, on_stop_signal);
  std::signal(SIGTERM, on_stop_signal);
}

bool stop_asked() {
  return first_signal.load(std::memory_order_relaxed) != 0;
}

ExitCode stop_code() {
  return first_signal.load() == SIGTERM ? ExitCode::terminated : ExitCode::interrupted;
}

void set_scratch(const std::string& folder, const std::vector<std::string>& files,
                 const std::vector<std::string>& above) {
  std::unique_ptr<Scratch> next;
  if (!folder.empty()) {
    next = std::make_unique<Scratch>(Scratch{folder, {}, above});
    for (const std::string& file : files) next->files.push_back(folder + "/" + file);
  }
  delete scratch.exchange(next.release());
}

}  // namespace switchyard::cli
