// A recorded day once more: the same people come at the same moments, the rules may be others.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "engine/base/serial_map.h"
#include "engine/codec/replay/replay.h"
#include "sim/calendar/calendar.h"
#include "sim/random/stream.h"
#include "sim/recorded/day.h"
#include "sim/recorded/laws.h"

namespace switchyard::sim {

enum class Rules : std::uint8_t {
  recorded,  // with the changes that the log has, at their moments
  other,     // of the whole day; the log's changes of rules and calendars are left out
};

// What the log shows of a contact is done again; what it leaves open is drawn, the same for all rules. It
// ends with the log. `rules` continue the ids of every version in the log. The day and its laws must live as
// long.
class Resimulation {
 public:
  Resimulation(const RecordedDay& day, const DayLaws& laws, Workspace rules, Rules which, Key key);
  Resimulation(const Resimulation&) = delete;
  Resimulation& operator=(const Resimulation&) = delete;

  // The whole day.
  void run(const codec::ReplayObserver& observe);

 private:
  enum class Kind : std::uint32_t {
    leave,          // contact
    accept,         // offer
    reject,         // offer
    finish,         // contact
    complete,       // contact
    spoken,         // contact
    reached,        // contact
    not_reached,    // contact
    forwarded,      // contact
    not_forwarded,  // contact
    come_back,      // worker
  };
  enum class Stage : std::uint8_t { away, waiting, calling, talking, wrapping, elsewhere };
  struct Contact {
    const RecordedContact* seen = nullptr;
    std::uint64_t entity = 0;  // root of its chance
    TaskId task;
    Time arrived;
    TaskChannelId channel;
    TaskQueueId queue;
    ReservationId reservation;
    EffectId effect;
    CalendarHandle next;  // what ends the present stage
    Stage stage = Stage::away;
    bool on_the_line = true;
    std::uint32_t calls = 0;
    std::uint32_t forwards = 0;
    std::vector<std::pair<WorkerId, std::uint32_t>> asked;  // how often
  };
  struct Offer {
    std::uint32_t contact = no_contact;
    ReservationId reservation;
    CalendarHandle answer;
  };
  struct Absence {
    ActivityId before;
    CalendarHandle comes_back;
    std::uint32_t count = 0;
  };

  bool step();
  void feed(const RecordedInput& input);
  void act(CalendarItem item);
  void act_for(std::uint32_t contact, Kind kind);
  void tell_calendars();
  void turn(const Command& command);
  void note_event(const Event& event);
  void note_absence(const WorkerActivityChanged& event);
  void take_effect(const Effect& effect, EffectId id);

  void arrive(std::uint32_t contact, const RecordedInput& input);
  void adopt_callback(const CallbackCreated& callback);
  std::uint32_t add_contact(const RecordedContact& seen);
  void wait(std::uint32_t contact);
  void leave(std::uint32_t contact);
  void offered(const OfferReservation& offer);
  void withdrawn(const WithdrawOffer& offer);
  void answer(std::uint32_t offer, bool accepts);
  void connected(const ConnectTask& effect);
  void open_record(const OpenRecord& effect);
  void place_call(const PlaceCall& effect, EffectId id);
  void end_call(std::uint32_t contact, bool reached);
  void forward(const ForwardCall& effect, EffectId id);
  void end_forwarding(std::uint32_t contact, bool done);
  void record_voicemail(const RecordVoicemail& effect);
  void talk(std::uint32_t contact);
  void finish(std::uint32_t contact);
  void end(TaskId task);

  std::uint32_t contact_of(TaskId task) const { return by_task_.find(task.value); }
  void plan(std::uint32_t contact, Duration after, Kind kind);
  double draw(Purpose purpose, std::uint64_t entity, std::uint32_t index = 0) const {
    return uniform(key_, purpose, entity, index);
  }
  Duration length_of(const std::optional<Seen>& seen, const Lifetimes& law, double u) const;

  const RecordedDay& day_;
  const DayLaws& laws_;
  Rules which_;
  Key key_;
  Engine engine_;
  Calendar calendar_;
  Output output_;
  codec::ReplayObserver observe_;
  std::size_t next_input_ = 0;
  std::vector<Contact> contacts_;                         // those of the day, then callbacks that it had not
  std::vector<std::vector<std::uint32_t>> callbacks_of_;  // by contact: the day's own
  RecordedContact unseen_;                                // of such a callback nothing was seen
  std::uint32_t arriving_ = no_contact;
  bool goes_as_planned_ = false;  // a worker, in this turn
  SerialMap by_task_;
  std::vector<Offer> offers_;
  std::map<std::uint64_t, std::uint32_t> offer_of_;  // by reservation
  std::map<std::uint32_t, Absence> absences_;        // by worker
};

}  // namespace switchyard::sim
