// A loop: wait for work or a deadline, stamp, hand it to the workspaces, flush them, look after the house.
#include "adapters/host/host.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "adapters/host/snapshots.h"
#include "engine/codec/calendar/calendar.h"
#include "engine/codec/calendar/zones.h"
#include "engine/codec/replay/compile_source.h"
#include "engine/codec/snapshot/snapshot.h"

namespace switchyard::adapters::host {
namespace {

constexpr Duration longest_sleep = seconds(1);

Time system_time() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
}

}  // namespace

Host::Host(std::unique_ptr<journal::Store> store, HostOptions options)
    : options_(std::move(options)), store_(std::move(store)) {
  if (!options_.clock) options_.clock = system_time;
  health_.queue_limit = options_.queue_limit;
}

tl::expected<void, std::string> Host::start() {
  if (auto recovered = recover_all(); !recovered) return recovered;
  saves_under_way_ = 1;  // nobody takes a journal away while its snapshots are judged
  saver_ = std::thread([this] {
    judge_snapshots();
    save_snapshots();
  });
  thread_ = std::thread([this] { work(); });
  return {};
}

Host::~Host() {
  stop();
}

void Host::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  something_to_do_.notify_all();
  if (thread_.joinable()) thread_.join();
  {
    const std::lock_guard lock(saver_mutex_);
    saver_stops_ = true;
  }
  saver_changed_.notify_all();
  if (saver_.joinable()) saver_.join();
}

// --- coming back

tl::expected<void, std::string> Host::recover_all() {
  auto journals = store_->open_all();
  if (!journals) return tl::unexpected(journals.error().text);
  for (std::unique_ptr<journal::Journal>& journal : *journals) {
    const std::string name = journal->header().name;
    RecoveryOptions recovery;
    for (Observer* observer : options_.observers) {
      if (const auto after = observer->sees_again_after(name))
        recovery.see_again_after = std::min(recovery.see_again_after.value_or(*after), *after);
    }
    if (options_.seen_again > Duration{}) recovery.see_again_since = options_.clock() - options_.seen_again;
    recovery.began = [&](const Engine& engine, Time time) {
      for (Observer* observer : options_.observers) observer->workspace_opened({name, engine, time});
    };
    recovery.observe = [&](const codec::ReplayedTurn& turn) {
      const WorkspaceView view{name, turn.engine, turn.time};
      for (Observer* observer : options_.observers)
        observer->turn_applied(view, {turn.sequence, turn.time, turn.command, turn.output}, true);
    };
    auto state = recover(*journal, codec::compile_source, recovery);
    if (!state) return tl::unexpected(name + ": " + state.error().text);
    options_.log(Level::info, name + ": " + std::to_string(state->replayed) +
                                  " turns after the snapshot at " + std::to_string(state->snapshot_sequence));
    last_stamp_ = std::max(last_stamp_, state->last);
    unread_.push_back({name, journal.get(), std::move(state->unread)});
    add_runner(std::move(journal), *std::move(state));
  }
  publish_health(last_stamp_);
  return {};
}

void Host::add_runner(std::unique_ptr<journal::Journal> journal, Recovered state) {
  const std::string name = journal->header().name;
  runners_.emplace(name, std::make_unique<Runner>(std::move(journal), std::move(state), options_));
}

// --- what adapters call

bool Host::enqueue(Item item, bool always) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (!always && (stopping_ || queue_.size() >= options_.queue_limit)) return false;
    queue_.push_back(std::move(item));
    wake = std::exchange(sleeping_, false) || (gathering_ && queue_.size() >= options_.batch_limit);
  }
  if (wake) something_to_do_.notify_one();
  return true;
}

bool Host::submit(Work work) {
  return enqueue({std::move(work), {}});
}

bool Host::open_workspace(std::string document, Opened opened) {
  return enqueue({{}, [this, document = std::move(document), opened = std::move(opened)](Time stamp) {
                    opened(make_workspace(document, stamp));
                  }});
}

bool Host::remove_workspace(std::string name, std::function<void(bool)> removed) {
  return enqueue({{}, [this, name = std::move(name), removed = std::move(removed)](Time) {
                    removed(drop_workspace(name));
                  }});
}

bool Host::look_at_all(Look look) {
  return enqueue({{}, [this, look = std::move(look)](Time stamp) {
                    std::vector<WorkspaceView> views;
                    for (const auto& [name, runner] : runners_) views.push_back(runner->view(stamp));
                    look(views);
                  }});
}

Health Host::health() const {
  const std::lock_guard lock(mutex_);
  Health health = health_;
  health.queued = queue_.size();
  return health;
}

// --- the thread

void Host::work() {
  const Time start = next_stamp();
  for (auto& [name, runner] : runners_) runner->begin(start);
  std::vector<Item> batch;
  while (wait_for_batch(batch)) take_batch(batch);
  close_all();
}

// False when the host stops and nothing waits any more.
bool Host::wait_for_batch(std::vector<Item>& batch) {
  batch.clear();
  const Time next = next_moment();
  std::unique_lock lock(mutex_);
  if (busy_) wait_for_neighbours(lock);
  if (queue_.empty() && !stopping_) {
    const Duration left = std::clamp(next - options_.clock(), Duration{}, longest_sleep);
    sleeping_ = true;
    something_to_do_.wait_for(lock, std::chrono::microseconds(left.microseconds),
                              [&] { return !queue_.empty() || stopping_; });
    sleeping_ = false;
  }
  while (!queue_.empty() && batch.size() < options_.batch_limit) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  busy_ = batch.size() > 1;
  return !batch.empty() || !stopping_;
}

void Host::wait_for_neighbours(std::unique_lock<std::mutex>& lock) {
  gathering_ = true;
  something_to_do_.wait_for(lock, options_.gather,
                            [&] { return queue_.size() >= options_.batch_limit || stopping_; });
  gathering_ = false;
}

void Host::take_batch(std::vector<Item>& batch) {
  const Time stamp = next_stamp();
  for (Item& item : batch) take(item, stamp);
  flush_all(stamp);
  start_snapshots(stamp);
  if (batch.empty()) {
    for (auto& [name, runner] : runners_) runner->tidy(stamp);
  }
  publish_health(stamp);
}

void Host::take(Item& item, Time stamp) {
  if (item.task) {
    flush_all(stamp);
    return item.task(stamp);
  }
  const auto runner = runners_.find(item.work.workspace);
  if (runner != runners_.end()) return runner->second->take(std::move(item.work), stamp);
  item.work.finish(nullptr, {Outcome::Kind::unknown_workspace, {}, {}, "no workspace of that name"});
}

void Host::flush_all(Time stamp) {
  for (auto& [name, runner] : runners_) {
    runner->flush(stamp);
    if (!runner->gave_up() || std::exchange(gave_up_, true)) continue;
    options_.gave_up(name + ": " + *runner->gave_up());
  }
}

Time Host::next_moment() const {
  Time next = never;
  for (const auto& [name, runner] : runners_) next = std::min(next, runner->next_moment());
  return next;
}

// The clock may jump; stamps stay where they were until it has caught up.
Time Host::next_stamp() {
  last_stamp_ = std::clamp(options_.clock(), last_stamp_, latest_time);
  return last_stamp_;
}

void Host::publish_health(Time stamp) {
  Health health;
  health.queue_limit = options_.queue_limit;
  health.gave_up = gave_up_;
  health.stamp = stamp;
  for (const auto& [name, runner] : runners_) health.workspaces.push_back(runner->health());
  const std::lock_guard lock(mutex_);
  health_ = std::move(health);
}

// --- workspaces come and go

tl::expected<std::string, std::string> Host::make_workspace(std::string document, Time stamp) {
  auto compiled = codec::compile_source(document, nullptr);
  if (!compiled) return tl::unexpected(compiled.error());
  codec::LogHeader header{options_.engine_version, codec::tzdata_version(), compiled->name, stamp, 0,
                          compiled->source};
  if (runners_.contains(header.name)) return tl::unexpected(std::string("there is a workspace of that name"));
  auto journal = store_->create(header);
  if (!journal) return tl::unexpected(journal.error().text);
  Recovered state;
  state.engine = std::make_unique<Engine>(*std::move(compiled), stamp);
  state.last = stamp;
  const std::string name = header.name;
  add_runner(*std::move(journal), std::move(state));
  Runner& runner = *runners_.find(name)->second;
  for (Observer* observer : options_.observers) observer->workspace_opened(runner.view(stamp));
  runner.begin(stamp);
  return name;
}

bool Host::drop_workspace(const std::string& name) {
  const auto runner = runners_.find(name);
  if (runner == runners_.end()) return false;
  wait_for_snapshots();
  if (auto retired = store_->retire(runner->second->release_journal()); !retired)
    options_.log(Level::error, name + ": the journal stays where it is: " + retired.error().text);
  runners_.erase(runner);
  for (Observer* observer : options_.observers) observer->workspace_removed(name);
  return true;
}

// --- snapshots, written on a thread of their own

void Host::start_snapshots(Time stamp) {
  for (auto& [name, runner] : runners_) {
    auto job = runner->snapshot_if_due(stamp);
    if (!job) continue;
    const std::lock_guard lock(saver_mutex_);
    to_save_.push_back({name, &runner->journal(), *std::move(job)});
    saver_changed_.notify_all();
  }
}

// What the start did not need may be needed by the next one. A snapshot goes when two newer ones are marked,
// and those are written by this thread afterwards.
void Host::judge_snapshots() {
  for (const UnreadSnapshots& unread : unread_) {
    for (const std::string& fault : faults_of_snapshots(*unread.journal, unread.marks))
      options_.log(Level::warning, unread.name + ": " + fault);
  }
  const std::lock_guard lock(saver_mutex_);
  --saves_under_way_;
  saver_changed_.notify_all();
}

void Host::save_snapshots() {
  std::unique_lock lock(saver_mutex_);
  while (true) {
    saver_changed_.wait(lock, [&] { return !to_save_.empty() || saver_stops_; });
    if (to_save_.empty()) return;
    const SaveJob job = std::move(to_save_.front());
    to_save_.pop_front();
    ++saves_under_way_;
    lock.unlock();
    codec::ByteBuffer bytes;
    codec::append_snapshot(bytes, job.job.snapshot, options_.engine_version);
    const auto saved = job.journal->save_snapshot(job.job.mark, bytes.view());
    enqueue({{},
             [this, name = job.name, mark = job.job.mark, saved](Time) {
               const auto runner = runners_.find(name);
               if (runner != runners_.end()) runner->second->snapshot_saved(mark, saved);
             }},
            true);
    lock.lock();
    --saves_under_way_;
    saver_changed_.notify_all();
  }
}

void Host::wait_for_snapshots() {
  std::unique_lock lock(saver_mutex_);
  saver_changed_.wait(lock, [&] { return to_save_.empty() && saves_under_way_ == 0; });
}

void Host::close_all() {
  wait_for_snapshots();
  std::vector<Item> left;
  while (wait_for_batch(left)) take_batch(left);  // what the snapshots have reported
  for (auto& [name, runner] : runners_) {
    if (runner->turns_since_snapshot() == 0 || runner->gave_up()) continue;
    const SnapshotJob job = runner->snapshot_now(last_stamp_);
    codec::ByteBuffer bytes;
    codec::append_snapshot(bytes, job.snapshot, options_.engine_version);
    runner->snapshot_saved(job.mark, runner->journal().save_snapshot(job.mark, bytes.view()));
  }
  publish_health(last_stamp_);
  runners_.clear();
}

}  // namespace switchyard::adapters::host
