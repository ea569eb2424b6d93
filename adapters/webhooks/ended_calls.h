// Calls that ended before anybody could be told of it: remembered until their task is there, or cannot come.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "adapters/http/outgoing.h"
#include "engine/base/time.h"

namespace switchyard::adapters::webhooks {

// A call by the key with which it arrives.
struct EndedCall {
  std::string workspace;
  std::string key;
  friend bool operator<(const EndedCall& one, const EndedCall& other) {
    return std::tie(one.workspace, one.key) < std::tie(other.workspace, other.key);
  }
};

// A list of texts that outlives the process. Any thread. Without functions nothing does.
struct EndList {
  // Removes and then adds: what is in both is there afterwards, with the new time. One flush for all of it.
  // False: nothing was changed.
  std::function<bool(const std::vector<std::string>& added, Time until,
                     const std::vector<std::string>& removed)>
      change;
  std::function<std::vector<std::pair<std::string, Time>>()> read;  // all, with the time until when
};

// Any thread. A call stays for an hour: longer than any carrier tries to have a call answered, and short
// enough that the list stays small. The functions must outlive it, and their calls be over before it goes.
class EndedCalls {
 public:
  static constexpr Duration kept = hours(1);
  static constexpr Duration looked_at_every = minutes(1);  // what is older than that goes from the list, too
  static constexpr std::size_t most = 100'000;

  // Begins with what the list has.
  EndedCalls(EndList list, http::Now now, http::After after);

  // From now on what is over is forgotten also when nothing else comes. Once.
  void begin();

  // Known at once; who is known already stays for another hour. `done` is told, on the thread of `after`,
  // when it is durable; false when it is not, or too many are there. What comes in one moment shares a flush.
  void keep(const EndedCall& call, std::function<void(bool)> done);
  // It has been ended. The list forgets it with the next flush.
  void drop(const EndedCall& call);

  bool knows(const EndedCall& call) const;  // never for longer than the hour
  std::vector<EndedCall> all() const;

 private:
  struct Waiting {
    std::vector<std::string> added;
    std::vector<std::function<void(bool)>> done;
  };
  void forget_old(Time now);
  void write();
  void drop_later(std::vector<std::string> dropped, std::vector<std::string> added);
  bool change(const std::vector<std::string>& added, Time until, const std::vector<std::string>& removed);

  EndList list_;
  http::Now now_;
  http::After after_;
  mutable std::mutex guard_;  // of everything below
  std::map<EndedCall, Time> calls_;
  Waiting waiting_;
  std::vector<std::string> dropped_;
};

}  // namespace switchyard::adapters::webhooks
