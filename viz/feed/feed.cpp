// Puts a run, who plays it, and a second run to compare with, behind the one door.
#include "viz/feed/feed.h"

#include <future>
#include <utility>

#include "engine/base/match.h"
#include "reports/difference/compare.h"
#include "viz/feed/player.h"
#include "viz/feed/run.h"

namespace switchyard::viz {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds run_ahead{4};
constexpr std::chrono::milliseconds job_time{4};
constexpr std::size_t most_notices = 100;
constexpr Duration ahead = hours(6);  // of a simulation before who looks

using Compared = std::optional<TaskComparison>;

// Replays both logs; in a thread of its own, because it takes as long as opening them.
Compared compare_logs(const std::string& first, const std::string& second, Duration within) {
  auto before_log = codec::LogReader::open(log_path(first));
  auto after_log = codec::LogReader::open(log_path(second));
  if (!before_log || !after_log) return std::nullopt;
  const auto before = reports::read_outcomes(*before_log, within);
  const auto after = reports::read_outcomes(*after_log, within);
  if (!before || !after) return std::nullopt;
  return compared_tasks(*before, *after, reports::compare_runs(*before, *after, within));
}

// A run with who plays it.
struct Played {
  Run run;
  Player player;

  Played(Run given, std::size_t rows) : run(std::move(given)), player(recording_of(run), rows) {
    player.set_source(source_of(run));
    player.reach(known_until(run), is_complete(run));
    player.begin_in_the_middle(is_from_middle(run));
    if (const auto end = expected_end(run)) player.set_expected_end(*end);
  }
};

}  // namespace

class Feed::Parts {
 public:
  Parts(std::string title, Run run, std::size_t rows)
      : title_(std::move(title)), main_(std::make_unique<Played>(std::move(run), rows)) {
    if (auto* log = std::get_if<std::unique_ptr<OpenedLog>>(&main_->run)) note((*log)->notice);
    const bool live = source_of(main_->run) == Source::live;
    main_->player.follow(live);
    show_other();
  }

  void compare_with(const std::string& first, const std::string& second, Run run, std::size_t rows) {
    other_ = std::make_unique<Played>(std::move(run), rows);
    if (auto* log = std::get_if<std::unique_ptr<OpenedLog>>(&other_->run)) note((*log)->notice);
    title_ = first + " beside " + second;
    const bool logs = source_of(main_->run) == Source::log && source_of(other_->run) == Source::log;
    if (logs) {
      comparing_ = std::async(std::launch::async, compare_logs, first, second,
                              main_->player.cursor().present().names.within);
    } else {
      note("tasks are compared between two logs only; depths and service levels are shown");
    }
    show_other();
  }

  void advance(std::chrono::microseconds elapsed) {
    work(run_ahead);
    main_->player.play(elapsed);
    main_->player.work(Clock::now() + job_time);
    if (comparing_.valid() && comparing_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
      take_comparison();
    }
    show_other();
  }

  void finish_background() {
    for (Played* played : {main_.get(), other_.get()}) {
      if (played == nullptr) continue;
      finish(played->run);
      played->player.reach(known_until(played->run), is_complete(played->run));
    }
    do {
      main_->player.work(Clock::now() + std::chrono::seconds(1));
    } while (main_->player.has_work() && is_complete(main_->run));
    if (comparing_.valid()) take_comparison();
    show_other();
  }

  void handle(const Request& request) {
    if (is_command(request)) return command(request);
    Player& player = main_->player;
    match(
        request, [&](const Play&) { play(); }, [&](const Pause&) { pause(); },
        [&](const SetSpeed& set) { player.set_speed(set.factor); }, [&](const SeekTo& to) { seek(to.time); },
        [&](const StepToNextEvent&) { note(player.step()); },
        [&](const StepToPreviousEvent&) { note(player.step_back()); },
        [&](const AddBookmark& mark) {
          recording_of(main_->run)
              .history()
              .add_mark({mark.at.value_or(player.transport().now), Mark::Kind::bookmark, mark.text});
        },
        [&](const SelectTask& chosen) { player.select(chosen.task); },
        [&](const SelectWorker& chosen) { player.selection().worker = chosen.worker; },
        [&](const SelectQueue& chosen) { player.selection().queue = chosen.queue; },
        [&](const Search& search) { player.search(search.text); }, [](const auto&) {});
    show_other();
  }

  View view() const {
    const Player& player = main_->player;
    const Present& present = player.cursor().present();
    const auto* live = std::get_if<std::unique_ptr<LiveRun>>(&main_->run);
    const auto* log = std::get_if<std::unique_ptr<OpenedLog>>(&main_->run);
    return {title_,
            present.names,
            present.board,
            recording_of(main_->run).history(),
            player.transport(),
            player.selection(),
            player.page(),
            player.found(),
            player.life(),
            shown_other_,
            compared_ ? &*compared_ : nullptr,
            live != nullptr && (*live)->can_command(),
            notices_,
            log != nullptr ? (*log)->hash : std::string()};
  }

 private:
  void note(std::optional<std::string> notice) {
    if (!notice) return;
    notices_.push_back(std::move(*notice));
    if (notices_.size() > most_notices) notices_.erase(notices_.begin());
  }

  void play() {
    main_->player.follow(source_of(main_->run) == Source::live &&
                         main_->player.transport().now >= main_->player.transport().end);
    main_->player.set_playing(true);
  }

  void pause() {
    main_->player.follow(false);
    main_->player.set_playing(false);
  }

  // A simulation is run to where somebody wants to be, however far that is.
  void seek(Time time) {
    if (auto* simulated = std::get_if<std::unique_ptr<SimulationRun>>(&main_->run)) {
      (*simulated)->run_to(time, std::chrono::hours(1));
    }
    main_->player.reach(known_until(main_->run), is_complete(main_->run));
    main_->player.follow(source_of(main_->run) == Source::live && time >= known_until(main_->run));
    note(main_->player.go_to(time));
  }

  void command(const Request& request) {
    auto* live = std::get_if<std::unique_ptr<LiveRun>>(&main_->run);
    if (live == nullptr) return note("a recording takes no commands");
    note((*live)->command(request));
  }

  void work(std::chrono::microseconds budget) {
    for (Played* played : {main_.get(), other_.get()}) {
      if (played == nullptr) continue;
      std::vector<std::string> news;
      work_on(played->run, played->player.transport().now + ahead, budget, news);
      for (std::string& one : news) note(std::move(one));
      played->player.reach(known_until(played->run), is_complete(played->run));
    }
  }

  void take_comparison() {
    compared_ = comparing_.get();
    if (!compared_) note("the tasks of the two logs cannot be compared: one of them is not whole");
  }

  // The other run at the same moment of the axis.
  void show_other() {
    if (!other_) return;
    const Duration shift =
        shift_of_other(recording_of(main_->run).history(), recording_of(other_->run).history());
    note(other_->player.go_to(main_->player.transport().now - shift));
    const Present& present = other_->player.cursor().present();
    shown_other_.emplace(OtherRun{present.names, present.board, recording_of(other_->run).history()});
  }

  std::string title_;
  std::unique_ptr<Played> main_;
  std::unique_ptr<Played> other_;
  std::optional<OtherRun> shown_other_;
  std::future<Compared> comparing_;
  Compared compared_;
  std::vector<std::string> notices_;
};

tl::expected<Feed, FeedProblem> Feed::open(const std::string& what, const FeedOptions& options) {
  auto run = open_run(what, options);
  if (!run) return tl::unexpected(std::move(run.error()));
  return Feed(std::make_unique<Parts>(what, std::move(*run), options.rows));
}

tl::expected<Feed, FeedProblem> Feed::open_pair(const std::string& what, const std::string& other,
                                                const FeedOptions& options) {
  auto run = open_run(what, options);
  if (!run) return tl::unexpected(std::move(run.error()));
  auto second = open_run(other, options);
  if (!second) return tl::unexpected(std::move(second.error()));
  auto parts = std::make_unique<Parts>(what, std::move(*run), options.rows);
  parts->compare_with(what, other, std::move(*second), options.rows);
  return Feed(std::move(parts));
}

Feed::Feed(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Feed::~Feed() = default;
Feed::Feed(Feed&&) noexcept = default;
Feed& Feed::operator=(Feed&&) noexcept = default;

void Feed::advance(std::chrono::microseconds elapsed) {
  parts_->advance(elapsed);
}

void Feed::handle(const Request& request) {
  parts_->handle(request);
}

View Feed::view() const {
  return parts_->view();
}

void Feed::finish_background() {
  parts_->finish_background();
}

}  // namespace switchyard::viz
