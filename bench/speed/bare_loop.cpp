// Ends of service in a binary heap, a line of calls a queue, a line of idle workers a skill, and nothing
// more.
#include "bench/speed/bare_loop.h"

#include <deque>
#include <queue>
#include <vector>

#include "sim/random/math.h"
#include "sim/random/stream.h"

namespace switchyard::bench {

namespace {

constexpr std::uint32_t nobody = 0xFFFF'FFFF;

struct Call {
  std::int64_t arrived = 0;
  std::int64_t gone = 0;     // when patience ends
  std::int64_t service = 0;  // microseconds
};

struct End {
  std::int64_t time = 0;
  std::uint64_t sequence = 0;
  std::uint32_t worker = 0;
  bool operator<(const End& other) const {
    return time != other.time ? time > other.time : sequence > other.sequence;
  }
};

// A worker's place in the line of one skill: longest idle first.
struct Link {
  std::uint32_t previous = nobody;
  std::uint32_t next = nobody;
};

std::int64_t exponential(double mean_microseconds, double u) {
  return static_cast<std::int64_t>(-mean_microseconds * sim::natural_log(1.0 - u) + 0.5);
}

class BareLoop {
 public:
  BareLoop(const Workload& workload, std::uint64_t seed) : workload_(workload), key_{seed, 0} {
    lines_.resize(workload.queues);
    idle_.resize(workload.queues);
    for (std::uint32_t w = 0; w < workload.workers; ++w) {
      skills_.push_back(workload.skills_a_worker == 0 ? std::vector<std::uint32_t>{0}
                                                      : skills_of(workload, w));
      links_.emplace_back(skills_.back().size());
      become_idle(w);
    }
  }

  BareResult run() {
    const double gap = mean_service / workload_.erlangs * 1e6;
    std::int64_t next = 0;
    for (std::uint64_t call = 0; call < workload_.calls; ++call) {
      if (call % 2 == 0)
        gaps_ = sim::uniform_pair(key_, sim::Purpose::arrival, sim::entity_of(stream_, call / 2));
      next += exponential(gap, call % 2 == 0 ? gaps_.first : gaps_.second);
      while (!ends_.empty() && ends_.top().time <= next) end_service();
      now_ = next;
      arrive(call);
    }
    while (!ends_.empty()) end_service();
    return result_;
  }

 private:
  void arrive(std::uint64_t index) {
    const std::uint64_t contact = sim::entity_of(stream_, index);
    Call call;
    call.arrived = now_;
    call.service = exponential(mean_service * 1e6, sim::uniform(key_, sim::Purpose::handle_time, contact));
    call.gone = now_ + patience(contact);
    const std::uint32_t queue =
        workload_.queues == 1
            ? 0
            : sim::uniform_index(sim::uniform(key_, sim::Purpose::attributes, contact), workload_.queues);
    ++result_.calls;
    const std::uint32_t worker = idle_[queue].next;
    worker == nobody ? lines_[queue].push_back(call) : serve(worker, call);
  }

  std::int64_t patience(std::uint64_t contact) {
    if (workload_.mean_patience <= 0) return std::int64_t{1} << 62;
    return exponential(workload_.mean_patience * 1e6, sim::uniform(key_, sim::Purpose::patience, contact));
  }

  void serve(std::uint32_t worker, const Call& call) {
    leave_idle(worker);
    begin_service(worker, call);
  }

  void begin_service(std::uint32_t worker, const Call& call) {
    result_.total_wait += static_cast<double>(now_ - call.arrived) * 1e-6;
    ends_.push({now_ + call.service, sequence_++, worker});
  }

  void end_service() {
    const End end = ends_.top();
    ends_.pop();
    now_ = end.time;
    const std::uint32_t queue = oldest_call(end.worker);
    if (queue == nobody) return become_idle(end.worker);
    const Call call = lines_[queue].front();
    lines_[queue].pop_front();
    begin_service(end.worker, call);
  }

  // The queue of the worker's with the oldest call, after those who have lost patience are gone.
  std::uint32_t oldest_call(std::uint32_t worker) {
    std::uint32_t best = nobody;
    for (const std::uint32_t queue : skills_[worker]) {
      std::deque<Call>& line = lines_[queue];
      while (!line.empty() && line.front().gone <= now_) lose_first(line);
      if (line.empty()) continue;
      if (best == nobody || line.front().arrived < lines_[best].front().arrived) best = queue;
    }
    return best;
  }

  void lose_first(std::deque<Call>& line) {
    result_.total_wait += static_cast<double>(line.front().gone - line.front().arrived) * 1e-6;
    ++result_.abandoned;
    line.pop_front();
  }

  Link& link(std::uint32_t worker, std::uint32_t skill) {
    std::uint32_t at = 0;
    while (skills_[worker][at] != skill) ++at;
    return links_[worker][at];
  }

  // To the end of the line of each skill; idle_[skill].previous is the last, .next the first.
  void become_idle(std::uint32_t worker) {
    for (std::uint32_t at = 0; at < skills_[worker].size(); ++at) {
      const std::uint32_t skill = skills_[worker][at];
      links_[worker][at] = {idle_[skill].previous, nobody};
      (idle_[skill].previous == nobody ? idle_[skill] : link(idle_[skill].previous, skill)).next = worker;
      idle_[skill].previous = worker;
    }
  }

  void leave_idle(std::uint32_t worker) {
    for (std::uint32_t at = 0; at < skills_[worker].size(); ++at) {
      const std::uint32_t skill = skills_[worker][at];
      const Link gone = links_[worker][at];
      (gone.previous == nobody ? idle_[skill] : link(gone.previous, skill)).next = gone.next;
      (gone.next == nobody ? idle_[skill] : link(gone.next, skill)).previous = gone.previous;
    }
  }

  const Workload& workload_;
  sim::Key key_;
  std::uint64_t stream_ = sim::hash_of_name("calls");
  sim::UniformPair gaps_;
  std::int64_t now_ = 0;
  std::uint64_t sequence_ = 0;
  std::priority_queue<End> ends_;
  std::vector<std::deque<Call>> lines_;             // by queue
  std::vector<Link> idle_;                          // by skill: the ends of its line of idle workers
  std::vector<std::vector<std::uint32_t>> skills_;  // by worker
  std::vector<std::vector<Link>> links_;            // by worker and skill
  BareResult result_;
};

}  // namespace

BareResult run_bare_loop(const Workload& workload, std::uint64_t seed) {
  return BareLoop(workload, seed).run();
}

}  // namespace switchyard::bench
