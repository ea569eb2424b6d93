// Runs a scenario: invented customers and workers on one side, the engine on the other, in virtual time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/serial_map.h"
#include "engine/engine.h"
#include "sim/calendar/calendar.h"
#include "sim/observer.h"
#include "sim/people/customers.h"
#include "sim/people/offers.h"
#include "sim/people/presence.h"
#include "sim/people/workers.h"
#include "sim/scenario/scenario.h"
#include "sim/traffic/arrivals.h"

namespace switchyard::sim {

struct RunOptions {
  std::optional<std::uint64_t> seed;  // instead of the scenario's
  std::uint32_t replication = 0;      // below replications_limit
  std::vector<Observer> observers;    // called in this order
  std::optional<Observer> before;     // called before the engine, with an empty output
};

struct RunResult {
  std::uint64_t turns = 0;      // commands that the engine took
  std::uint64_t contacts = 0;   // arrivals, every new attempt of a customer included
  std::uint64_t customers = 0;  // arrivals without new attempts
  std::uint64_t abandoned = 0;  // contacts whose customer left while waiting
  std::uint64_t released = 0;   // contacts that the engine gave up (blocked, timed out …) or refused
  std::uint64_t open = 0;       // contacts still open at the end
  Time end;                     // of the last turn, or the scenario's end when that is later
};

// One run, a turn at a time. It holds one engine, and as many slots as contacts were ever open together.
class Simulation {
 public:
  // The scenario must outlive the run and hold what its reader promises: ids that exist, laws that are whole.
  explicit Simulation(const Scenario& scenario, RunOptions options = {});
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // Does the next thing. False when the run is over. Amortised O(log open contacts) besides the engine's
  // cost.
  bool step();

  // Does everything that is due before `time`. False when the run is over.
  bool run_until(Time time);

  // When the next thing happens; `never` when the run is over.
  Time next_time() const;

  Time now() const { return calendar_.now(); }
  const Engine& engine() const { return engine_; }
  RunResult result() const;

 private:
  enum class Kind : std::uint32_t {
    duty,           // index: unused
    arrival,        // stream
    redial,         // contact
    wait,           // contact: was nobody asked at once?
    patience,       // contact
    accept,         // offer
    reject,         // offer
    finish,         // contact
    complete,       // contact
    forget,         // contact: the engine ends its wrap-up
    come_back,      // worker
    calendars,      // unused: the engine learns the opening hours
    divert,         // index in Scenario::diverts
    spoken,         // contact: the message is recorded
    reached,        // contact: the customer answers the call
    not_reached,    // contact
    forwarded,      // contact: the other line takes the call
    not_forwarded,  // contact
    pass_on,        // contact: the worker gives it back or transfers it
    consult_ends,   // contact: the initiator of a warm transfer goes
    written,        // contact: the worker answers a message
    writes,         // contact: the customer answers
    closes,         // contact: the customer did not answer for too long
    writes_more,    // contact: the customer writes another message of a burst
    asks_callback,  // contact
    looks,          // worker: presses the callback button
  };
  struct Look {  // of an idle worker for somebody to call back
    bool habit = false;
    bool planned = false;
    CalendarHandle press;
    std::uint64_t contact = 0;  // its entity: who is going to be called, or was the last time
    std::uint32_t ordinal = 0;  // times that this one was going to be called before
  };
  struct Member {  // a worker as the simulator knows it
    const Habits* habits = nullptr;
    std::uint64_t name_hash = 0;
    ActivityId on;
    ActivityId off;
    ActivityId rest;
    Pace pace;
    Duty planned = Duty::off;
    Duty present = Duty::off;    // missed offers may take who is on duty out of it
    std::uint32_t absences = 0;  // after missed offers
    CalendarHandle comes_back;   // from the last of them
    Look look;
    std::int64_t work = 0;               // offers and work in hand, while anybody looks
    std::vector<std::uint32_t> in_hand;  // contacts of whose number the speed depends
  };

  void hire();
  CalendarHandle schedule(Time time, Kind kind, std::uint32_t index);
  void act(CalendarItem item);
  void apply(const Command& command);
  void turn(const Command& command);
  void take_effects();
  void take_effect(const Effect& effect, EffectId id);
  void note_events();
  void note_event(const Event& event);
  bool was_refused() const;
  bool joined_thread() const;
  bool is_over(Time next) const;

  void change_duty();
  void set_activity(std::uint32_t worker, Duty duty);
  void note_absences();
  void tell_calendars();
  void divert(std::uint32_t index);

  void plan_arrival(std::uint32_t stream);
  void arrive(std::uint32_t stream);
  void dial(std::uint32_t contact);
  void fill_arrival(const Contact& contact, const Traffic& traffic);
  void begin_wait(std::uint32_t contact);
  void start_patience(std::uint32_t contact);
  void leave(std::uint32_t contact);
  void lose(std::uint32_t contact);
  void go_away(std::uint32_t contact, Time again, std::uint32_t attempt);
  void close(std::uint32_t contact);
  void forget_offers(std::uint32_t contact);
  std::uint32_t twin_of(std::uint32_t contact, std::uint32_t attempts);

  std::optional<Duration> callback_asked_after(const Contact& contact) const;
  void ask_for_callback(std::uint32_t contact);
  void adopt_callback(const CallbackCreated& created);
  void note_callback(std::uint32_t contact);
  bool waits_for_call(TaskId task) const;
  std::uint32_t callback_for(WorkerId worker);
  void note_work(const Event& event);
  void watch_idle(WorkerId worker);
  void plan_look(WorkerId worker);
  void press_button(WorkerId worker);

  void offered(const OfferReservation& effect);
  void withdrawn(const WithdrawOffer& effect);
  void connected(const ConnectTask& effect);
  void released(const ReleaseCustomer& effect);
  void answer(std::uint32_t offer, bool accepts);

  void open_record(const OpenRecord& effect);
  void place_call(const PlaceCall& effect, EffectId id);
  void reach(std::uint32_t contact);
  void miss_customer(std::uint32_t contact);
  void plan_return(std::uint32_t contact);
  void record_voicemail(const RecordVoicemail& effect);
  void speak(std::uint32_t contact);
  void forward_call(const ForwardCall& effect, EffectId id);
  void end_forwarding(std::uint32_t contact, bool taken);

  void take_up(std::uint32_t contact, ReservationId reservation, WorkerId worker);
  void put_down(std::uint32_t contact);
  void change_speed(Member& member, std::size_t in_hand_before);
  void begin_talk(std::uint32_t contact);
  void go_on(std::uint32_t contact);
  void begin_work(std::uint32_t contact, Kind end);
  Kind end_of_work(const Contact& contact) const;

  const TransferHabit* transfer_of_contact(const Contact& contact) const;
  bool hands_back_contact(const Contact& contact) const;
  std::optional<Duration> passes_on_after(const Contact& contact) const;
  void pass_on(std::uint32_t contact);
  void pass(std::uint32_t contact, const Command& command);
  void resume(std::uint32_t contact);
  void begin_consult(std::uint32_t contact);
  void end_consult(std::uint32_t contact);

  void write(std::uint32_t contact);
  void wait_for_customer(std::uint32_t contact);
  void customer_writes(std::uint32_t contact);
  void customer_writes_more(std::uint32_t contact);
  bool send_message(std::uint32_t contact);
  void begin_burst(std::uint32_t contact);
  void plan_message(std::uint32_t contact);
  void plan_conversation(std::uint32_t contact);
  void close_thread(std::uint32_t contact);

  void finish(std::uint32_t contact);
  void begin_wrap_up(std::uint32_t contact, Duration length);
  void complete(std::uint32_t contact);

  const Traffic& traffic_of(const Contact& contact) const;
  TenantId tenant_of(const Contact& contact) const;
  const Habits& habits_of(WorkerId worker) const;
  WorkKind kind_of(const Contact& contact) const;
  bool has_wrap_up(const Contact& contact) const;
  Duration wrap_up_of(const Contact& contact) const;

  const Scenario* scenario_;
  Key key_;
  std::vector<Observer> observers_;
  std::optional<Observer> before_;
  Engine engine_;
  Calendar calendar_;
  Output output_;
  std::vector<Stream> streams_;
  std::vector<Arrival> arrivals_;  // the next of each stream
  std::vector<MixShares> mixes_;   // by traffic
  SlotPool<Contact> contacts_;
  SerialMap by_task_;
  OfferBook offers_;
  Habits plain_habits_;  // of workers that no group names
  std::vector<Member> members_;
  std::vector<DutyChange> duty_;
  std::size_t duty_next_ = 0;
  std::vector<WorkerId> pressers_;    // who looks for callbacks
  std::vector<TaskId> to_call_back_;  // in the order in which they came; kept only for the pressers
  bool notes_events_ = false;         // whether anybody acts on more than effects
  std::uint64_t open_ = 0;
  RunResult result_;

  // One command of each kind, filled again and again, so that no turn allocates.
  Command time_passes_{TimePasses{}};
  Command arrives_{TaskArrives{}};
  Command leaves_{CustomerLeaves{}};
  Command accepts_{WorkerAccepts{}};
  Command rejects_{WorkerRejects{}};
  Command finishes_{WorkerFinishes{}};
  Command completes_{WorkerCompletes{}};
  Command changes_activity_{WorkerChangesActivity{}};
};

// The whole run.
RunResult run(const Scenario& scenario, RunOptions options = {});

}  // namespace switchyard::sim
