// A centre of three tenants and some hours of its day, made by a few rules, so that pictures have something
// to show: queues that fill in a surge, agents in every state, one task's life, a second run to compare with.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "viz/view/view.h"

namespace switchyard::viz {

struct CentrePlan {
  std::uint32_t tenants = 3;
  std::uint32_t queues = 9;
  std::uint32_t workers = 28;
  int seconds = 4 * 3600;
  int surge_from = 2 * 3600 + 900;  // arrivals double
  int surge_to = 3 * 3600;
  std::uint32_t arrivals = 215;  // a task every so many seconds and queue, on average
  std::uint32_t handle = 330;    // seconds of work on a task, on average
};

// 2026-11-21T08:00:00Z
inline constexpr Time centre_begin{1'795'248'000'000'000};

class MadeCentre {
 public:
  explicit MadeCentre(const CentrePlan& plan = {});

  // What a panel is handed.
  View view() const;

  Names names;
  Board board;
  History history;
  Transport transport;
  Selection selection;
  EventPage events;
  SearchResult search;
  std::optional<TaskLife> life;
  std::optional<OtherRun> other;
  std::optional<TaskComparison> compared;
  std::vector<std::string> notices;
  bool can_command = false;

 private:
  struct Work {
    TaskId task;
    std::uint32_t queue = 0;
    std::uint32_t worker = 0;
    int rings_until = 0;
    int talks_until = 0;
    int wraps_until = 0;
    int phase = 0;
  };

  std::uint32_t draw(std::uint32_t below);
  template <class E>
  void tell(const E& event);
  void end_turn();
  void run_second(const CentrePlan& plan, int second);
  void arrive(const CentrePlan& plan, int second, std::uint32_t queue);
  void lose(std::uint32_t queue);
  void offer(const CentrePlan& plan, int second, std::uint32_t queue);
  bool work_on(Work& work, int second);
  void change_activities(int second);
  std::optional<std::uint32_t> free_worker(std::uint32_t queue);

  std::uint32_t state_ = 12'345;
  std::uint64_t sequence_ = 0;
  std::uint64_t tasks_ = 0;
  std::uint64_t reservations_ = 0;
  Time now_ = centre_begin;
  Changes changes_;
  Workspace workspace_;
  std::vector<std::deque<TaskId>> waiting_;
  std::vector<Work> working_;
  std::vector<bool> busy_;
  std::vector<EventRow> rows_;
};

// The life of a task that rang twice before somebody took it, as an explanation tells it.
TaskLife made_life(Time arrived, Time now);

// Some tasks that fared otherwise.
TaskComparison made_comparison(Time begin);

}  // namespace switchyard::viz
