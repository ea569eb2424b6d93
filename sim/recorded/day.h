// What a recorded day shows: who came, what became of each, and what was ordered from outside.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/command.h"
#include "sim/recorded/lifetimes.h"

namespace switchyard::sim {

inline constexpr std::uint32_t no_contact = 0xFFFF'FFFF;

enum class SeenReply : std::uint8_t { accepted, rejected, none };  // none: missed, or taken away before

struct SeenAnswer {
  WorkerId worker;
  SeenReply reply = SeenReply::none;
  Duration after{};
};

// What became of a call that a worker made to the customer, or of one that was sent to another line.
struct SeenCall {
  bool done = false;
  Duration after{};
};

// One customer's request, or a callback that the engine made of one.
struct RecordedContact {
  Time arrived;
  TaskChannelId channel;
  TaskQueueId queue;                  // in which it was taken up; none: it never was
  std::uint32_t missed = no_contact;  // of a callback: the contact that it is for
  bool on_the_line = true;            // hanging up ends it
  std::optional<Seen> patience;       // from the arrival, while it waits
  std::optional<Command> leaves;      // how it left, when it did
  std::optional<Seen> talk;           // of all workers who had it in hand, together
  std::optional<Seen> wrap_up;
  std::optional<Seen> voicemail;  // from the greeting on
  bool speaks = false;            // and did not hang up
  std::vector<SeenAnswer> answers;
  std::vector<SeenCall> calls;
  std::vector<SeenCall> forwards;
};

// A command that does not follow from the rules: it comes again at its moment.
struct RecordedInput {
  Time time;
  std::uint32_t contact = no_contact;  // that arrives, or whose task the command names
  Command command;
};

// A worker whom a missed offer took out of service, until the worker came back.
struct SeenAbsence {
  WorkerId worker;
  Seen length;
};

struct RecordedDay {
  Time start;
  Time end;  // of the last turn
  std::vector<RecordedContact> contacts;
  std::vector<RecordedInput> inputs;  // in the order of the log
  std::vector<SeenAbsence> absences;
};

}  // namespace switchyard::sim
