// Everything is known by its name, as the stream has it; SIDs are needed for commands only.
#include "viz/feed/live.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <thread>
#include <utility>

#include "engine/base/match.h"
#include "engine/base/sid.h"

namespace switchyard::viz {
namespace {

namespace http = adapters::http;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds first_answers{2};
constexpr std::chrono::milliseconds look_again{5};
constexpr std::chrono::milliseconds quiet{300};  // so long nothing new: the host has told all that it keeps
constexpr std::size_t most_asked = 64;           // tasks at once
constexpr Duration behind = seconds(1);

Time wall_clock() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Time{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

std::string text_of(const Json& row, const std::string& field) {
  const auto found = row.is_object() ? row.find(field) : row.end();
  return row.is_object() && found != row.end() && found->is_string() ? found->get<std::string>()
                                                                     : std::string();
}

// The turn that a host tells us to begin at, when it has forgotten those before.
std::optional<std::uint64_t> since_in(const std::string& words) {
  constexpr std::string_view mark = "?since=";
  const std::size_t at = words.find(mark);
  if (at == std::string::npos) return std::nullopt;
  std::uint64_t since = 0;
  const char* begin = words.data() + at + mark.size();
  const auto read = std::from_chars(begin, words.data() + words.size(), since);
  return read.ec == std::errc() ? std::optional(since) : std::nullopt;
}

template <class Kind>
const std::string* sid_in(const std::vector<std::string>& sids, Id<Kind> id) {
  return id.index() < sids.size() && !sids[id.index()].empty() ? &sids[id.index()] : nullptr;
}

}  // namespace

LiveRun::LiveRun(std::unique_ptr<LiveHost> host, const FeedOptions& options)
    : options_(options), host_(std::move(host)) {}

tl::expected<std::unique_ptr<LiveRun>, FeedProblem> LiveRun::open(const std::string& url,
                                                                  const FeedOptions& options) {
  auto host = LiveHost::open(url, options);
  if (!host) return tl::unexpected(std::move(host.error()));
  std::unique_ptr<LiveRun> run(new LiveRun(std::move(*host), options));
  run->workspace_name_ = options.workspace;
  if (!options.account.empty()) {
    if (auto problem = run->ask_who_there_is()) return tl::unexpected(std::move(*problem));
  }
  run->ask_what_is_open();
  if (auto problem = run->begin()) return tl::unexpected(std::move(*problem));
  return run;
}

std::optional<FeedProblem> LiveRun::read_list(
    const std::string& path, const std::string& name_field, std::vector<std::string>& sids,
    const std::function<std::uint32_t(const Json&, const std::string&)>& add) {
  const auto rows = host_->list(path + "?PageSize=1000");
  if (!rows) return rows.error();
  for (const Json& row : *rows) {
    const std::string name = text_of(row, name_field);
    if (name.empty()) continue;
    const std::uint32_t index = add(row, name);
    if (sids.size() <= index) sids.resize(index + 1);
    sids[index] = text_of(row, "sid");
  }
  return std::nullopt;
}

std::optional<FeedProblem> LiveRun::ask_who_there_is() {
  const auto all = host_->list("/v1/Workspaces?PageSize=1000");
  if (!all) return all.error();
  const auto wanted = [&](const Json& row) {
    const std::string name = text_of(row, "friendly_name");
    return options_.workspace.empty() || options_.workspace == name ||
           options_.workspace == text_of(row, "sid");
  };
  if (std::count_if(all->begin(), all->end(), wanted) != 1) {
    return FeedProblem{2, all->empty()
                              ? "the host has no workspace"
                              : "name one of the host's workspaces: there is not exactly one that fits"};
  }
  const Json& row = *std::find_if(all->begin(), all->end(), wanted);
  workspace_name_ = text_of(row, "friendly_name");
  path_ = "/v1/Workspaces/" + text_of(row, "sid");
  Workspace& workspace = store_.workspace;
  workspace.name = workspace_name_;
  std::vector<std::string> unused;
  const auto id = [this](auto kind) {
    return [this, kind](const Json&, const std::string& name) { return reader_.id_of(kind, name).value; };
  };
  if (auto bad = read_list(path_ + "/Activities", "friendly_name", activity_sids_,
                           [&](const Json& activity, const std::string& name) {
                             const ActivityId at = reader_.id_of(ActivityId{}, name);
                             workspace.activities[at.index()].available = activity.value("available", false);
                             return at.value;
                           })) {
    return bad;
  }
  const std::string usual = text_of(row, "default_activity_name");
  if (!usual.empty()) workspace.default_activity = reader_.id_of(ActivityId{}, usual);
  if (auto bad = read_list(path_ + "/TaskQueues", "friendly_name", queue_sids_, id(TaskQueueId{})))
    return bad;
  if (auto bad = read_list(path_ + "/TaskChannels", "unique_name", channel_sids_, id(TaskChannelId{})))
    return bad;
  if (auto bad = read_list(path_ + "/Workflows", "friendly_name", unused, id(WorkflowId{}))) return bad;
  return read_list(path_ + "/Workers", "friendly_name", worker_sids_,
                   [&](const Json& worker, const std::string& name) {
                     const WorkerId at = reader_.id_of(WorkerId{}, name);
                     const std::string activity = text_of(worker, "activity_name");
                     if (!activity.empty()) {
                       workspace.workers[at.index()].activity = reader_.id_of(ActivityId{}, activity);
                     }
                     workspace.workers[at.index()].tenant = TenantId{0};
                     return at.value;
                   });
}

// What only the host knows: tenants, and what was open before the oldest event that it tells.
void LiveRun::ask_what_is_open() {
  auto board = ask_board(*host_, workspace_name_, reader_, store_.workspace);
  if (!board) {
    notices_of_begin_.push_back("tenants, and what began before the first event, are not known: " +
                                board.error().text);
    return;
  }
  if (workspace_name_.empty()) workspace_name_ = board->workspace;
  attributes_ = std::move(board->attributes);
  board_ = std::move(*board);
}

// The recording begins with the first event that the host still has, or now when nothing has happened.
std::optional<FeedProblem> LiveRun::begin() {
  complete_tables();
  host_->follow(workspace_name_, 0);
  std::vector<std::string> notices;
  read_the_past(notices);
  if (over_) return FeedProblem{4, notices.empty() ? "the host does not tell events" : notices.back()};
  if (board_) begin_with_board();
  if (!recording_ && !notices.empty() && path_.empty()) return FeedProblem{4, notices.back()};
  if (!recording_) begin_recording(wall_clock(), 0, {});
  notices_of_begin_.insert(notices_of_begin_.end(), notices.begin(), notices.end());
  return std::nullopt;
}

// For as long as the host goes on telling, if it knows what was open; else until its first turn.
void LiveRun::read_the_past(std::vector<std::string>& notices) {
  Clock::time_point until = Clock::now() + first_answers;
  std::uint64_t read = 0;
  while (!recording_ && !over_ && !is_caught_up() && Clock::now() < until) {
    take_news(notices);
    if (past_.size() != read) until = Clock::now() + quiet;
    read = past_.size();
    if (!recording_) std::this_thread::sleep_for(look_again);
  }
}

bool LiveRun::is_caught_up() const {
  return board_ && last_ >= board_->pages.back().sequence;
}

void LiveRun::begin_with_board() {
  const LiveBoard board = *std::exchange(board_, std::nullopt);
  const std::vector<EventTurn> past = std::exchange(past_, {});
  const LiveBoard::Page& now = board.pages.front();
  const Time time = past.empty() ? now.time : past.front().time;
  const std::uint64_t sequence = past.empty() ? now.sequence : past.front().sequence - 1;
  begin_recording(time, sequence, begin_of(board, past));
  auto page = board.pages.begin();
  for (const EventTurn& turn : past) {
    for (; page != board.pages.end() && page->sequence < turn.sequence; ++page) add_page(*page);
    add_turn(turn);
  }
  for (; page != board.pages.end(); ++page) add_page(*page);
}

// What a workspace without tenants has: one of that name.
void LiveRun::complete_tables() {
  Workspace& workspace = store_.workspace;
  if (workspace.tenants.empty()) reader_.id_of(TenantId{}, "default");
  for (Worker& worker : workspace.workers) worker.channels.resize(workspace.channels.size());
}

Names LiveRun::names() const {
  Names names = names_of(store_.workspace);
  for (std::size_t i = 0; i < std::min(attributes_.size(), names.workers.size()); ++i)
    names.workers[i].attributes = attributes_[i];
  return names;
}

void LiveRun::begin_recording(Time time, std::uint64_t sequence, const LiveBegin& before) {
  complete_tables();
  Workspace& workspace = store_.workspace;
  for (std::size_t i = 0; i < std::min(before.activities.size(), workspace.workers.size()); ++i)
    workspace.workers[i].activity = before.activities[i];
  known_names_ = reader_.added();
  store_.names = names();
  present_.names = store_.names;
  present_.board = begin_board(present_.names, time);
  present_.board.sequence = sequence;
  for (const KnownWork& work : before.work) take_over(present_.board, time, work, present_.names);
  for (const KnownCooldown& cooldown : before.cooldowns)
    take_over(present_.board, time, cooldown, present_.names);
  present_.recent = RecentEvents(options_.rows);
  recording_.emplace(TurnKeeper(&store_), options_.checkpoints, present_, nullptr,
                     TurnPlace(store_.forgotten + store_.turns.size()));
}

Time LiveRun::known() const {
  return std::max({newest_, wall_clock() - behind, present_.board.now});
}

void LiveRun::take_news(std::vector<std::string>& notices) {
  for (std::string& notice : std::exchange(notices_of_begin_, {})) notices.push_back(std::move(notice));
  StreamNews news = host_->news();
  if (news.restarted) turn_.events.clear();
  for (const StreamEvent& event : news.events) take_event(event, notices);
  for (const Answered& answer : news.answers) take_answer(answer);
  std::optional<std::uint64_t> oldest;
  if (news.gone && !news.notices.empty()) oldest = since_in(news.notices.back());
  notices.insert(notices.end(), news.notices.begin(), news.notices.end());
  if (oldest) {
    notices.push_back("what happened up to turn " + std::to_string(*oldest) + " is not shown");
    from_middle_ = true;
    last_ = std::max(last_, *oldest);
    host_->follow(workspace_name_, *oldest);
  } else if (news.gone) {
    over_ = true;
  }
}

void LiveRun::take_event(const StreamEvent& event, std::vector<std::string>& notices) {
  auto line = reader_.read(event.data);
  if (!line || !line->sequence) {
    notices.push_back("the host told what we cannot read: " + (line ? "it has no sequence" : line.error()));
    return;
  }
  if (*line->sequence <= last_) return;  // it was told before the connection broke
  turn_.sequence = *line->sequence;
  turn_.time = line->time;
  turn_.events.push_back(line->event);
  if (event.id) end_turn();
}

void LiveRun::end_turn() {
  last_ = turn_.sequence;
  host_->reached(last_);
  EventTurn turn = std::exchange(turn_, {});
  if (board_ && last_ <= board_->pages.back().sequence) return past_.push_back(std::move(turn));
  if (board_) begin_with_board();
  if (!recording_) begin_recording(turn.time, turn.sequence - 1, {});
  ask_after(turn);
  add_turn(std::move(turn));
}

void LiveRun::add_turn(EventTurn turn) {
  complete_tables();
  if (known_names_ != reader_.added()) {
    known_names_ = reader_.added();
    store_.names = names();
    ++store_.revision;
    rename(present_, store_.names, turn.time, &changes_);
  }
  newest_ = std::max(newest_, turn.time);
  take_known(present_, turn, &changes_);
  fold_turn(present_, turn.sequence, turn.time, turn.events, nullptr, &changes_);
  store_.turns.push_back(std::move(turn));
  recording_->see(present_, changes_, nullptr, TurnPlace(store_.forgotten + store_.turns.size()));
  changes_.clear();
  if (store_.turns.size() <= most_live_turns) return;
  store_.turns.pop_front();
  recording_->forget_before(++store_.forgotten);
}

// What is known of a moment beside the events takes the place of a turn that has none.
void LiveRun::add_page(const LiveBoard::Page& page) {
  const Time time = std::max(present_.board.now, std::min(page.time, wall_clock()));
  add_turn({std::max(page.sequence, present_.board.sequence), time, {}, page.work});
}

// An update may have given the task another priority; events do not say which.
void LiveRun::ask_after(const EventTurn& turn) {
  for (const Event& event : turn.events) {
    const auto* updated = std::get_if<TaskUpdated>(&event);
    if (updated == nullptr || path_.empty() || asked_.size() >= most_asked) continue;
    const std::string path = path_of(updated->task);
    if (asked_.emplace(path, updated->task).second) host_->ask(path);
  }
}

void LiveRun::take_answer(const Answered& answer) {
  const auto asked = asked_.find(answer.path);
  if (asked == asked_.end()) return;
  const OpenTask* open = recording_ ? present_.board.tasks.find(asked->second) : nullptr;
  asked_.erase(asked);
  const auto priority = answer.body.is_object() ? answer.body.find("priority") : answer.body.end();
  if (open == nullptr || !answer.body.is_object() || priority == answer.body.end()) return;
  if (!priority->is_number_integer()) return;
  KnownWork work{*open, {}};
  work.task.priority = priority->get<std::int32_t>();
  add_turn({std::max(last_, present_.board.sequence), present_.board.now, {}, {std::move(work)}});
}

std::string LiveRun::path_of(TaskId task) const {
  return path_ + "/Tasks/" + make_sid(sid_key(workspace_name_), SidKind::task, task.value);
}

std::optional<std::string> LiveRun::post_worker(WorkerId worker, const std::string& rest,
                                                const http::Fields& form) {
  const std::string* sid = sid_in(worker_sids_, worker);
  if (sid == nullptr) return "the host did not say who that worker is";
  host_->post(path_ + "/Workers/" + *sid + rest, form, name_of(present_.names, worker));
  return std::nullopt;
}

void LiveRun::post_task(TaskId task, const http::Fields& form) {
  host_->post(path_of(task), form, "task " + std::to_string(task.value));
}

std::optional<std::string> LiveRun::command(const Request& request) {
  if (!can_command()) return "the host takes no commands from us: name an account and its token";
  return match(
      request,
      [&](const SetActivity& set) -> std::optional<std::string> {
        const std::string* activity = sid_in(activity_sids_, set.activity);
        if (activity == nullptr) return "the host did not say what that activity is";
        return post_worker(set.worker, "", {{"ActivitySid", *activity}});
      },
      [&](const SetCapacity& set) -> std::optional<std::string> {
        const std::string* channel = sid_in(channel_sids_, set.channel);
        if (channel == nullptr) return "the host did not say what that channel is";
        return post_worker(
            set.worker, "/Channels/" + *channel,
            {{"Capacity", std::to_string(set.capacity)}, {"Available", set.available ? "true" : "false"}});
      },
      [&](const Override& override_) -> std::optional<std::string> {
        post_task(override_.task, {{"Priority", std::to_string(override_.priority)}});
        return std::nullopt;
      },
      [&](const Requeue& requeue) -> std::optional<std::string> {
        const std::string* queue = sid_in(queue_sids_, requeue.queue);
        if (queue == nullptr) return "the host did not say what that queue is";
        post_task(requeue.task, {{"TaskQueueSid", *queue}});
        return std::nullopt;
      },
      [](const auto&) -> std::optional<std::string> { return std::nullopt; });
}

}  // namespace switchyard::viz
