// The live host: one thread that owns the engines and turns work into journaled, applied turns.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/host/options.h"
#include "adapters/host/runner.h"
#include "adapters/journal/journal.h"
#include "adapters/port.h"

namespace switchyard::adapters::host {

class Host final : public Port {
 public:
  Host(std::unique_ptr<journal::Store> store, HostOptions options);

  // Before start(); it must outlive the host.
  void observe(Observer& observer) { options_.observers.push_back(&observer); }

  // Opens every journal of the store and brings its workspace back; observers are told on the calling thread.
  // Then works on its own thread until stop(). The error is one sentence. Once.
  tl::expected<void, std::string> start();

  // As stop().
  ~Host() override;

  // Takes no more work, finishes what is queued, takes a snapshot of each workspace that changed, closes.
  void stop();

  bool submit(Work work) override;
  bool open_workspace(std::string document, Opened opened) override;
  bool remove_workspace(std::string name, std::function<void(bool)> removed) override;
  bool look_at_all(Look look) override;

  // As of the last batch. Any thread.
  Health health() const;

 private:
  using Task = std::function<void(Time stamp)>;
  // Work for one workspace, or a task for all.
  struct Item {
    Work work;
    Task task;  // empty: it is work
  };

  tl::expected<void, std::string> recover_all();
  void add_runner(std::unique_ptr<journal::Journal> journal, Recovered state);
  bool enqueue(Item item, bool always = false);

  void work();
  bool wait_for_batch(std::vector<Item>& batch);
  void wait_for_neighbours(std::unique_lock<std::mutex>& lock);
  void take_batch(std::vector<Item>& batch);
  void take(Item& item, Time stamp);
  void flush_all(Time stamp);
  void close_all();
  Time next_moment() const;
  Time next_stamp();
  void publish_health(Time stamp);

  tl::expected<std::string, std::string> make_workspace(std::string document, Time stamp);
  bool drop_workspace(const std::string& name);
  void start_snapshots(Time stamp);
  void save_snapshots();
  void judge_snapshots();
  void wait_for_snapshots();

  HostOptions options_;
  std::unique_ptr<journal::Store> store_;
  std::map<std::string, std::unique_ptr<Runner>, std::less<>> runners_;  // host's thread
  Time last_stamp_ = earliest_time;
  bool gave_up_ = false;
  bool busy_ = false;  // the last batch was more than one piece

  mutable std::mutex mutex_;
  std::condition_variable something_to_do_;
  std::deque<Item> queue_;
  bool stopping_ = false;
  bool sleeping_ = false;   // the thread wants to be woken by the first piece of work
  bool gathering_ = false;  // or by the last that has room in a batch
  Health health_;

  struct SaveJob {
    std::string name;
    journal::Journal* journal;
    SnapshotJob job;
  };
  struct UnreadSnapshots {
    std::string name;
    journal::Journal* journal;
    std::vector<journal::SnapshotMark> marks;
  };
  std::vector<UnreadSnapshots> unread_;  // the saver's, once it has begun

  std::mutex saver_mutex_;
  std::condition_variable saver_changed_;
  std::deque<SaveJob> to_save_;
  std::size_t saves_under_way_ = 0;
  bool saver_stops_ = false;

  std::thread saver_;
  std::thread thread_;
};

}  // namespace switchyard::adapters::host
