// A live host as a recording that grows: what its event stream tells, from the oldest turn that it still
// keeps.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "engine/codec/json/read_event.h"
#include "viz/feed/feed.h"
#include "viz/feed/live_board.h"
#include "viz/feed/live_host.h"
#include "viz/feed/recording.h"
#include "viz/view/request.h"

namespace switchyard::viz {

// Turns that are kept to go back to; the columns keep everything.
inline constexpr std::size_t most_live_turns = 200'000;

class LiveRun {
 public:
  // Asks who there is, when an account may ask, and reads the stream from the oldest turn that the host
  // keeps. Waits for the first answers, at most a few seconds.
  static tl::expected<std::unique_ptr<LiveRun>, FeedProblem> open(const std::string& url,
                                                                  const FeedOptions& options);
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;

  Recording& recording() { return *recording_; }
  // A second ago by our clock, so that what is shown as present has been told; or the newest event.
  Time known() const;
  bool is_over() const { return over_; }
  // The host had turns before those that it still tells.
  bool from_middle() const { return from_middle_; }

  // What has come since; `notices` are for who looks.
  void take_news(std::vector<std::string>& notices);

  bool can_command() const { return !path_.empty() && !over_; }
  // Nothing when it was sent; the host's refusal becomes a notice later.
  std::optional<std::string> command(const Request& request);

 private:
  LiveRun(std::unique_ptr<LiveHost> host, const FeedOptions& options);
  std::optional<FeedProblem> ask_who_there_is();
  std::optional<FeedProblem> read_list(
      const std::string& path, const std::string& name_field, std::vector<std::string>& sids,
      const std::function<std::uint32_t(const Json&, const std::string&)>& add);
  void ask_what_is_open();
  std::optional<FeedProblem> begin();
  void read_the_past(std::vector<std::string>& notices);
  bool is_caught_up() const;
  void begin_with_board();
  void begin_recording(Time time, std::uint64_t sequence, const LiveBegin& before);
  void complete_tables();
  Names names() const;
  void take_event(const StreamEvent& event, std::vector<std::string>& notices);
  void end_turn();
  void add_turn(EventTurn turn);
  void add_page(const LiveBoard::Page& page);
  void ask_after(const EventTurn& turn);
  void take_answer(const Answered& answer);
  std::optional<std::string> post_worker(WorkerId worker, const std::string& rest,
                                         const adapters::http::Fields& form);
  std::string path_of(TaskId task) const;
  void post_task(TaskId task, const adapters::http::Fields& form);

  FeedOptions options_;
  std::unique_ptr<LiveHost> host_;
  std::string path_;  // of the workspace in the API; empty: we may not ask
  std::string workspace_name_;
  EventStore store_;
  codec::EventReader reader_{store_.workspace};
  std::uint64_t known_names_ = 0;
  std::vector<std::string> worker_sids_;    // by WorkerId
  std::vector<std::string> activity_sids_;  // by ActivityId
  std::vector<std::string> queue_sids_;     // by TaskQueueId
  std::vector<std::string> channel_sids_;   // by TaskChannelId
  std::optional<LiveBoard> board_;          // until the recording has begun
  std::vector<EventTurn> past_;             // turns up to the board's
  std::vector<std::string> attributes_;     // by WorkerId
  std::map<std::string, TaskId> asked_;     // by the path that was asked for
  EventTurn turn_;                          // that is coming
  std::uint64_t last_ = 0;                  // the newest turn that is whole
  Time newest_ = earliest_time;
  Present present_;
  Changes changes_;
  std::optional<Recording> recording_;
  bool over_ = false;
  bool from_middle_ = false;
  std::vector<std::string> notices_of_begin_;  // that nobody has been told yet
};

}  // namespace switchyard::viz
