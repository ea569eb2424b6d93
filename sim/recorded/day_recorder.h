// Watches the turns of a log and keeps what they show of its people.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "engine/base/serial_map.h"
#include "engine/codec/replay/replay.h"
#include "sim/recorded/day.h"

namespace switchyard::sim {

// Give it every turn from the first one on. O(1) a turn; memory of what was seen.
class DayRecorder {
 public:
  explicit DayRecorder(Time start) { day_.start = day_.end = start; }

  void observe(const codec::ReplayedTurn& turn);

  // What is still open was seen to last until `end`. Once.
  RecordedDay finish();

 private:
  struct Offer {
    std::uint32_t contact = no_contact;
    WorkerId worker;
    TaskQueueId queue;
    Time since;
  };
  // What of a contact is open at the moment.
  struct Open {
    std::optional<Time> talks_since;
    std::optional<Time> wraps_since;
    std::optional<Time> records_since;
    bool waits = true;
  };
  struct Order {  // an effect whose result is to come
    std::uint32_t contact = no_contact;
    bool forward = false;
    Time since;
  };

  void note_input(const codec::ReplayedTurn& turn);
  void note_activity(const WorkerChangesActivity& command, const codec::ReplayedTurn& turn);
  void note_result(EffectId effect, bool done, Time time);
  void note_event(const codec::ReplayedTurn& turn, const Event& event);
  void note_effect(const codec::ReplayedTurn& turn, const Effect& effect, std::uint32_t index);
  void add_input(const codec::ReplayedTurn& turn, std::uint32_t contact);
  std::uint32_t begin(TaskId task, Time time, TaskChannelId channel);
  void adopt_callback(const CallbackCreated& callback, Time time);
  void end_offer(ReservationId reservation, SeenReply reply, const codec::ReplayedTurn& turn);
  void accept(const ReservationAccepted& event, const codec::ReplayedTurn& turn);
  void end_wait(std::uint32_t contact, Time time, const Command* leaves);
  void end_talk(std::uint32_t contact, Time time, bool whole);
  void end_wrap_up(std::uint32_t contact, Time time, bool whole);
  void complete(TaskId task, const codec::ReplayedTurn& turn);
  void end_task(TaskId task, const codec::ReplayedTurn& turn);
  std::uint32_t contact_of(TaskId task) const { return by_task_.find(task.value); }

  RecordedDay day_;
  std::vector<Open> open_;  // by contact
  std::uint32_t arriving_ = no_contact;
  SerialMap by_task_;
  std::map<std::uint64_t, Offer> offers_;  // by reservation
  std::map<EffectId, Order> orders_;
  std::map<std::uint32_t, Time> away_;  // by worker: out of service by a miss since then
};

}  // namespace switchyard::sim
