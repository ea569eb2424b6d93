// The carrier's REST as values: requests in the forms of Twilio's 2010-04-01 API, and what its answers say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/carrier/settings.h"
#include "adapters/http/outgoing.h"

namespace switchyard::adapters::carrier {

struct MessageOrder {
  std::string key;  // the sender's own id of it: sent as Idempotency-Key
  std::string from;
  std::string to;
  std::string body;
  std::vector<std::string> media;  // URLs
  std::string status_url;          // told of its delivery; empty: nobody
};

struct CallOrder {
  std::string key;
  std::string from;
  std::string to;
  std::string url;         // asked for TwiML when somebody answers
  std::string status_url;  // told when it ends; empty: nobody
  Duration ringing = seconds(60);
  std::vector<std::string> status_events = {"completed"};  // that status_url is told
  http::Fields more = {};                                  // further parameters, in the carrier's words
};

http::OutgoingRequest send_message(const Settings& settings, const MessageOrder& order);
http::OutgoingRequest place_call(const Settings& settings, const CallOrder& order);
// Whatever it does at the moment: a call that rings rings no more.
http::OutgoingRequest end_call(const Settings& settings, std::string_view call_sid, std::string_view key);
// What the call does from now on: the TwiML, or what the URL gives.
http::OutgoingRequest steer_call(const Settings& settings, std::string_view call_sid, std::string_view twiml,
                                 std::string_view key);
http::OutgoingRequest redirect_call(const Settings& settings, std::string_view call_sid, std::string_view url,
                                    std::string_view key);
http::OutgoingRequest record_call(const Settings& settings, std::string_view call_sid, std::string_view key);
http::OutgoingRequest delete_recording(const Settings& settings, std::string_view recording_sid);
// The live conference of that name, and a text that one who is in it hears.
http::OutgoingRequest find_conference(const Settings& settings, std::string_view name);
http::OutgoingRequest announce(const Settings& settings, std::string_view conference_sid,
                               std::string_view call_sid, std::string_view url, std::string_view key);
// The conference goes on when that participant leaves it.
http::OutgoingRequest outlive_participant(const Settings& settings, std::string_view conference_sid,
                                          std::string_view call_sid, std::string_view key);

// Messages to the number from that day (UTC) on.
http::OutgoingRequest list_messages(const Settings& settings, std::string_view number, Time since);
// The further page that an answer names.
http::OutgoingRequest next_page(const Settings& settings, std::string_view page_uri);

// The `sid` of what an answer describes; for a list of conferences that of the first. Nothing when it has
// none.
std::optional<std::string> read_sid(std::string_view body);
std::optional<std::string> read_first_conference(std::string_view body);

// An inbound message as the carrier lists it.
struct ListedMessage {
  std::string sid;
  std::string from;
  std::string to;
  std::string body;
  std::string media_count;
  std::optional<Time> sent;
};
// What was sent with a message.
struct ListedMedia {
  std::string url;  // as the carrier's webhook would name it
  std::string type;
};
http::OutgoingRequest list_media(const Settings& settings, std::string_view message_sid);
// Nothing when it is no such list.
std::optional<std::vector<ListedMedia>> read_media(const Settings& settings, std::string_view body);

struct MessagePage {
  std::vector<ListedMessage> messages;  // inbound ones only
  std::string next;                     // empty: it was the last
};
// Nothing when it is no such page.
std::optional<MessagePage> read_messages(std::string_view body);

// Calls of that status: queued, ringing or in-progress.
http::OutgoingRequest list_calls(const Settings& settings, std::string_view status);
// A call that we placed, as the carrier lists it.
struct ListedCall {
  std::string sid;
  std::string from;
  std::string to;
  std::string status;
};
struct CallPage {
  std::vector<ListedCall> calls;  // outbound ones only
  std::string next;               // empty: it was the last
};
// Nothing when it is no such page.
std::optional<CallPage> read_calls(std::string_view body);

// RFC 2822, such as "Thu, 24 Aug 2023 05:01:45 +0000".
std::optional<Time> read_mail_date(std::string_view text);

// Whether the same request may succeed later: no answer, 429, 5xx, or a call that is not yet answered.
bool may_succeed_later(const http::SendResult& result);
// The carrier's own number of what is wrong; nothing when its answer has none.
std::optional<std::int64_t> read_code(const http::SendResult& result);
// One sentence on a request that failed, with the carrier's own words.
std::string describe_failure(const http::SendResult& result);

}  // namespace switchyard::adapters::carrier
