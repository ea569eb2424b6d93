// Tables of names: the instruction's, and what the carrier calls the same thing.
#include "adapters/carrier/wishes.h"

#include <array>
#include <utility>

#include "engine/base/sid.h"
#include "engine/state/state.h"

namespace switchyard::adapters::carrier {
namespace {

using Name = std::pair<std::string_view, std::string_view>;

constexpr std::array<Name, 14> conference_names = {{
    {"muted", "muted"},
    {"beep", "beep"},
    {"start_conference_on_enter", "startConferenceOnEnter"},
    {"end_conference_on_exit", "endConferenceOnExit"},
    {"max_participants", "maxParticipants"},
    {"wait_url", "waitUrl"},
    {"wait_method", "waitMethod"},
    {"conference_record", "record"},
    {"conference_trim", "trim"},
    {"region", "region"},
    {"jitter_buffer_size", "jitterBufferSize"},
    {"conference_status_callback", "statusCallback"},
    {"conference_status_callback_method", "statusCallbackMethod"},
    {"conference_status_callback_events", "statusCallbackEvent"},
}};

// What else must be known once the worker has lifted.
constexpr std::array<std::string_view, 5> further_wishes = {
    "status_callback_method", "end_conference_on_customer_exit", "beep_on_customer_entrance",
    "conference_recording_status_callback", "conference_recording_status_callback_method"};

constexpr std::array<Name, 3> call_names = {{
    {"recording_channels", "RecordingChannels"},
    {"sip_auth_username", "SipAuthUsername"},
    {"sip_auth_password", "SipAuthPassword"},
}};

std::string value_of(const http::Fields& fields, std::string_view name) {
  return std::string(http::find_field(fields, name).value_or(""));
}

void copy(const http::Fields& from, std::string_view name, std::string_view as, http::Fields& to) {
  if (std::string value = value_of(from, name); !value.empty()) to.emplace_back(as, std::move(value));
}

bool is_recorded(std::string_view record) {
  return !record.empty() && record != "false" && record != "do-not-record";
}

// One word among others between spaces or commas.
bool has_word(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find_first_of(" ,"), words.size());
    if (words.substr(0, end) == wanted) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

// The event that a status of a call is told as.
std::string_view event_of(std::string_view status) {
  if (status == "queued" || status == "initiated") return "initiated";
  if (status == "ringing") return "ringing";
  return status == "in-progress" || status == "answered" ? "answered" : "completed";
}

}  // namespace

http::Fields wishes_of(const std::string& instruction, const http::Fields& fields) {
  http::Fields wishes = {{"instruction", instruction}};
  copy(fields, "post_work_activity_sid", "post_work_activity_sid", wishes);
  const std::string_view listener = instruction == "dequeue" ? "status_callback_url" : "status_callback";
  copy(fields, listener, "status_callback", wishes);
  copy(fields, "status_callback_events", "status_callback_events", wishes);
  if (instruction != "conference") return wishes;
  for (const auto& [name, attribute] : conference_names) copy(fields, name, name, wishes);
  for (const std::string_view name : further_wishes) copy(fields, name, name, wishes);
  return wishes;
}

void add_wishes(CallOrder& order, const http::Fields& fields, const http::Fields& wishes,
                const std::string& recordings) {
  if (is_recorded(value_of(fields, "record"))) {
    order.more.emplace_back("Record", "true");
    order.more.emplace_back("RecordingStatusCallback", recordings);
  }
  for (const auto& [name, parameter] : call_names) copy(fields, name, parameter, order.more);
  if (value_of(wishes, "status_callback").empty()) return;
  const std::string events = value_of(wishes, "status_callback_events");
  for (const char* event : {"initiated", "ringing", "answered"}) {
    if (has_word(events, event)) order.status_events.emplace_back(event);
  }
}

twiml::Changes conference_changes(const http::Fields& wishes, const std::string& recordings) {
  twiml::Changes changes;
  for (const auto& [name, attribute] : conference_names) {
    std::string value = value_of(wishes, name);
    if (value.empty()) continue;
    if (attribute == "record") value = is_recorded(value) ? "record-from-start" : "do-not-record";
    changes.emplace_back(attribute, std::move(value));
  }
  if (is_recorded(value_of(wishes, "conference_record")))
    changes.emplace_back("recordingStatusCallback", recordings);
  // The customer is in it first: what tells the worker that they have met is the sound of the worker's
  // entrance.
  if (value_of(wishes, "beep").empty() && value_of(wishes, "beep_on_customer_entrance") == "true")
    changes.emplace_back("beep", "onEnter");
  return changes;
}

http::Fields listener_of(const http::Fields& fields, std::string_view about) {
  http::Fields listener;
  copy(fields, about, "listener", listener);
  copy(fields, std::string(about) + "_method", "method", listener);
  return listener;
}

std::optional<std::string> status_listener(const http::Fields& wishes, std::string_view call_status) {
  std::string listener = value_of(wishes, "status_callback");
  if (listener.empty()) return std::nullopt;
  const std::string events = value_of(wishes, "status_callback_events");
  const bool wanted = has_word(events.empty() ? "completed" : events, event_of(call_status));
  return wanted ? std::optional(std::move(listener)) : std::nullopt;
}

ActivityId post_work_activity(const WorkspaceView& view, const http::Fields& wishes) {
  const State& state = view.engine.state();
  const auto sid = read_sid(state.sid_key, value_of(wishes, "post_work_activity_sid"));
  const bool good = sid && sid->kind == SidKind::activity && sid->serial >= 1 &&
                    sid->serial <= state.workspace().activities.size();
  return good ? ActivityId{static_cast<std::uint32_t>(sid->serial - 1)} : ActivityId{};
}

}  // namespace switchyard::adapters::carrier
