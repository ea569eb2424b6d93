// One line a kind of run for each question.
#include "viz/feed/run.h"

#include <filesystem>
#include <utility>

#include "engine/base/match.h"
#include "engine/codec/log/format.h"

namespace switchyard::viz {
namespace {

using Log = std::unique_ptr<OpenedLog>;
using Simulated = std::unique_ptr<SimulationRun>;
using Live = std::unique_ptr<LiveRun>;

bool is_scenario(const std::string& what) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (!fs::is_directory(what, ignored)) return fs::path(what).extension() == ".json";
  return !fs::exists(fs::path(what) / "run.log", ignored) &&
         fs::exists(fs::path(what) / "scenario.json", ignored);
}

template <class Opened>
tl::expected<Run, FeedProblem> as_run(Opened opened) {
  if (!opened) return tl::unexpected(std::move(opened.error()));
  return Run(std::move(*opened));
}

}  // namespace

tl::expected<Run, FeedProblem> open_run(const std::string& what, const FeedOptions& options) {
  if (what.starts_with("http://") || what.starts_with("https://"))
    return as_run(LiveRun::open(what, options));
  if (is_scenario(what)) return as_run(SimulationRun::open(what, options));
  auto log = open_log(what, options);
  if (!log) return tl::unexpected(std::move(log.error()));
  return Run(std::make_unique<OpenedLog>(std::move(*log)));
}

Recording& recording_of(Run& run) {
  return match(
      run, [](Log& log) -> Recording& { return log->recording; },
      [](Simulated& simulated) -> Recording& { return simulated->recording(); },
      [](Live& live) -> Recording& { return live->recording(); });
}

Source source_of(const Run& run) {
  return static_cast<Source>(run.index());
}

Time known_until(const Run& run) {
  return match(
      run, [](const Log& log) { return log->end; },
      [](const Simulated& simulated) { return simulated->known(); },
      [](const Live& live) { return live->known(); });
}

bool is_complete(const Run& run) {
  return match(
      run, [](const Log&) { return true; }, [](const Simulated& simulated) { return simulated->complete(); },
      [](const Live& live) { return live->is_over(); });
}

std::optional<Time> expected_end(const Run& run) {
  const auto* simulated = std::get_if<Simulated>(&run);
  return simulated == nullptr ? std::nullopt : std::optional((*simulated)->expected_end());
}

bool is_from_middle(const Run& run) {
  const auto* live = std::get_if<Live>(&run);
  return live != nullptr && (*live)->from_middle();
}

void work_on(Run& run, Time time, std::chrono::microseconds budget, std::vector<std::string>& notices) {
  match(
      run, [](Log&) {}, [&](Simulated& simulated) { simulated->run_to(time, budget); },
      [&](Live& live) { live->take_news(notices); });
}

void finish(Run& run) {
  if (auto* simulated = std::get_if<Simulated>(&run)) (*simulated)->finish();
}

}  // namespace switchyard::viz
