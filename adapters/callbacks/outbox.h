// The events of one workspace on their way out: in order, one at a time, and what becomes of those that
// nobody takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/callbacks/position.h"
#include "adapters/http/message.h"
#include "engine/base/time.h"

namespace switchyard::adapters::callbacks {

struct Delivery {
  std::string id;  // workspace:sequence:index, the same after a restart
  EventPosition place;
  Time made;
  http::Fields form;
  std::uint32_t attempts = 0;  // that failed
  bool is_kept = false;        // it has been a dead letter before, and is still kept as one
};

struct DeadLetter {
  Delivery delivery;
  Time died;
  std::string reason;  // of the last attempt
};

// For whoever keeps the dead letters: this one is there, or (without a letter) no longer.
struct DeadLetterChange {
  std::string id;
  std::optional<DeadLetter> letter;
};

struct OutboxLimits {
  std::size_t waiting = 100'000;
  // Of the dead letters; beyond either the oldest is forgotten.
  std::size_t dead = 10'000;
  std::size_t dead_bytes = std::size_t{64} << 20;  // of their forms
  Duration kept = hours(24);                       // tried for so long
  Duration first_pause = seconds(1);
  Duration longest_pause = minutes(5);
};

// A value: it has no clock and sends nothing.
class Outbox {
 public:
  // With the dead letters of before, the oldest first.
  explicit Outbox(OutboxLimits limits = {}, std::vector<DeadLetter> dead = {});

  // At the end of the line; straight to the dead letters when the line is full.
  void add(Delivery delivery, Time now);

  // The one whose turn it is; null when there is none. It stays until it was accepted or has died.
  const Delivery* first() const { return waiting_.empty() ? nullptr : &waiting_.front(); }

  void first_was_accepted();
  // When to try it again; nothing when it has been tried for too long: then it is a dead letter, and the next
  // one's turn.
  std::optional<Duration> first_failed(Time now, std::string reason);

  const std::deque<DeadLetter>& dead_letters() const { return dead_; }
  // Puts a dead letter, or (empty) all of them, at the end of the line, as if made now. Tells how many. It is
  // kept as a dead letter until it is accepted, so that a stop in between does not lose it.
  std::size_t replay(const std::string& id, Time now);
  // What has changed among the kept dead letters since the last call, in order.
  std::vector<DeadLetterChange> take_changes() { return std::exchange(changes_, {}); }

  struct Figures {
    std::size_t waiting = 0;
    std::size_t dead = 0;
    std::uint64_t accepted = 0;
    std::uint64_t failed_attempts = 0;
    std::uint64_t forgotten = 0;  // dead letters beyond the limit
    std::optional<Duration> age;  // of the oldest that waits
  };
  Figures figures(Time now) const;

 private:
  void bury(Delivery delivery, Time now, std::string reason);
  void forget_oldest();

  OutboxLimits limits_;
  std::deque<Delivery> waiting_;
  std::deque<DeadLetter> dead_;
  std::size_t dead_bytes_ = 0;
  std::vector<DeadLetterChange> changes_;
  std::uint64_t accepted_ = 0;
  std::uint64_t failed_attempts_ = 0;
  std::uint64_t forgotten_ = 0;
};

}  // namespace switchyard::adapters::callbacks
