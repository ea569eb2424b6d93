// What the carrier's side is told at the start: where it is, who we are there, and what callers hear.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/time.h"

namespace switchyard::adapters::carrier {

// A request that failed is tried again after first_pause, then after twice as long each time.
struct RetryPolicy {
  Duration first_pause = milliseconds(500);
  Duration longest_pause = seconds(30);
  std::uint32_t attempts = 6;  // in all
};

struct Settings {
  std::string base_url = "https://api.twilio.com";
  std::string account_sid;
  std::string auth_token;                         // for its REST, and the key of its callbacks to us
  std::string public_url;                         // scheme and host under which it reaches us, without a path
  std::string caller;                             // shown on calls that have no number of their own
  std::string contact_attribute = "contact_uri";  // of a worker: where to ring
  std::vector<std::string> customer_attributes = {"phone", "from"};  // of a task: whom to call back
  std::string greeting = "Please leave a message after the tone.";   // before a voicemail
  std::string recording_notice = "This call is recorded.";           // said to the caller first
  Duration longest_voicemail = minutes(5);
  RetryPolicy retries;
};

}  // namespace switchyard::adapters::carrier
