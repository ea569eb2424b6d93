// What a caller wants done with a reservation, as one value, whichever way it came.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/time.h"

// Names and meanings are those of TaskRouter's assignment instructions. An empty text is one that was not
// given.
namespace switchyard::adapters::instruction {

inline constexpr Duration ring_time = seconds(60);

struct Accept {};

struct Reject {
  std::string activity_sid;  // the worker moves there; empty: stays
};

// For callers who wait in a queue of the carrier: dials the worker, bridges on answer, then accepts.
struct Dequeue {
  std::string to;    // empty: the worker's attribute contact_uri
  std::string from;  // empty: the caller's number
  std::string post_work_activity_sid;
  std::string record;            // empty or record-from-answer
  Duration timeout = ring_time;  // at most 999 s, to a SIP address 600 s
  std::string status_callback_url;
  std::vector<std::string> status_callback_events;
};

// Calls somebody, usually the worker, and lets `url` say how the call goes on.
struct Call {
  std::string to;
  std::string from;
  std::string url;
  bool accept = false;  // the reservation is accepted at once
  std::string record;
  Duration timeout = ring_time;
  std::string status_callback_url;
};

// Moves a live call to other instructions.
struct Redirect {
  std::string call_sid;
  std::string url;
  bool accept = false;  // the reservation is accepted at once
};

// Dials the worker into a conference named by the task, in which the customer is. TaskRouter's early_media is
// no field of it: its readers refuse true.
struct Conference {
  std::string to;
  std::string from;
  Duration timeout = ring_time;
  std::string post_work_activity_sid;
  std::string record;  // true, false, record-from-start or do-not-record
  std::optional<bool> muted;
  std::string beep;  // empty, true, false, onEnter or onExit
  std::optional<bool> beep_on_customer_entrance;
  std::optional<bool> start_conference_on_enter;
  std::optional<bool> end_conference_on_exit;
  std::optional<bool> end_conference_on_customer_exit;
  std::optional<std::uint32_t> max_participants;  // 2 … 250
  std::string wait_url;
  std::string wait_method;
  std::string status_callback;
  std::string status_callback_method;
  std::vector<std::string> status_callback_events;  // initiated, ringing, answered, completed
  std::string conference_status_callback;
  std::string conference_status_callback_method;
  std::vector<std::string> conference_status_callback_events;  // start, end, join, leave, mute, hold, speaker
  std::string conference_record;                               // as record
  std::string conference_trim;                                 // trim-silence or do-not-trim
  std::string recording_channels;                              // mono or dual
  std::string recording_status_callback;
  std::string recording_status_callback_method;
  std::string conference_recording_status_callback;
  std::string conference_recording_status_callback_method;
  std::string region;
  std::string sip_auth_username;
  std::string sip_auth_password;
  std::string jitter_buffer_size;  // large, medium, small or off
};

enum class SupervisorMode : std::uint8_t { monitor, whisper, barge };

// A supervisor listens to, or joins, work that was accepted. By REST only.
struct Supervise {
  std::string supervisor;  // a worker's SID
  SupervisorMode mode = SupervisorMode::monitor;
};

}  // namespace switchyard::adapters::instruction

namespace switchyard::adapters {

using Instruction =
    std::variant<instruction::Accept, instruction::Reject, instruction::Dequeue, instruction::Call,
                 instruction::Redirect, instruction::Conference, instruction::Supervise>;

}  // namespace switchyard::adapters
