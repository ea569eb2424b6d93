// Requests: one form, one address, one authorization.
#include "adapters/carrier/rest.h"

#include <algorithm>

#include "adapters/signatures/hmac.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::adapters::carrier {
namespace {

http::OutgoingRequest request(const Settings& settings, std::string method, const std::string& path) {
  http::OutgoingRequest made;
  made.method = std::move(method);
  made.url = settings.base_url + path;
  made.headers = {
      {"Authorization", "Basic " + signatures::to_base64(settings.account_sid + ":" + settings.auth_token)},
      {"Accept", "application/json"}};
  return made;
}

std::string account_path(const Settings& settings) {
  return "/2010-04-01/Accounts/" + http::percent_encode(settings.account_sid);
}

// Fields without a value are left out.
http::OutgoingRequest post(const Settings& settings, const std::string& resource, http::Fields form,
                           std::string_view key) {
  auto made = request(settings, "POST", account_path(settings) + resource);
  made.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  if (!key.empty()) made.headers.emplace_back("Idempotency-Key", std::string(key));
  std::erase_if(form, [](const auto& field) { return field.second.empty(); });
  made.body = http::write_form(form);
  return made;
}

std::string call_resource(std::string_view call_sid, std::string_view more = {}) {
  return "/Calls/" + http::percent_encode(call_sid) + std::string(more) + ".json";
}

std::string participant_resource(std::string_view conference_sid, std::string_view call_sid) {
  return "/Conferences/" + http::percent_encode(conference_sid) + "/Participants/" +
         http::percent_encode(call_sid) + ".json";
}

// Carriers ring for at least 5 s and at most 10 minutes.
std::string ringing_seconds(Duration ringing) {
  return std::to_string(std::clamp<std::int64_t>(ringing.microseconds / 1'000'000, 5, 600));
}

}  // namespace

http::OutgoingRequest send_message(const Settings& settings, const MessageOrder& order) {
  http::Fields form = {
      {"To", order.to}, {"From", order.from}, {"Body", order.body}, {"StatusCallback", order.status_url}};
  for (const std::string& url : order.media) form.emplace_back("MediaUrl", url);
  return post(settings, "/Messages.json", std::move(form), order.key);
}

http::OutgoingRequest place_call(const Settings& settings, const CallOrder& order) {
  http::Fields form = {{"To", order.to},
                       {"From", order.from},
                       {"Url", order.url},
                       {"Timeout", ringing_seconds(order.ringing)},
                       {"StatusCallback", order.status_url}};
  if (!order.status_url.empty()) {
    for (const std::string& event : order.status_events) form.emplace_back("StatusCallbackEvent", event);
  }
  form.insert(form.end(), order.more.begin(), order.more.end());
  return post(settings, "/Calls.json", std::move(form), order.key);
}

http::OutgoingRequest end_call(const Settings& settings, std::string_view call_sid, std::string_view key) {
  return post(settings, call_resource(call_sid), {{"Status", "completed"}}, key);
}

http::OutgoingRequest steer_call(const Settings& settings, std::string_view call_sid, std::string_view twiml,
                                 std::string_view key) {
  return post(settings, call_resource(call_sid), {{"Twiml", std::string(twiml)}}, key);
}

http::OutgoingRequest redirect_call(const Settings& settings, std::string_view call_sid, std::string_view url,
                                    std::string_view key) {
  return post(settings, call_resource(call_sid), {{"Url", std::string(url)}}, key);
}

http::OutgoingRequest record_call(const Settings& settings, std::string_view call_sid, std::string_view key) {
  return post(settings, call_resource(call_sid, "/Recordings"), {{"RecordingChannels", "dual"}}, key);
}

http::OutgoingRequest delete_recording(const Settings& settings, std::string_view recording_sid) {
  return request(settings, "DELETE",
                 account_path(settings) + "/Recordings/" + http::percent_encode(recording_sid) + ".json");
}

http::OutgoingRequest find_conference(const Settings& settings, std::string_view name) {
  return request(settings, "GET",
                 account_path(settings) +
                     "/Conferences.json?Status=in-progress&FriendlyName=" + http::percent_encode(name));
}

http::OutgoingRequest announce(const Settings& settings, std::string_view conference_sid,
                               std::string_view call_sid, std::string_view url, std::string_view key) {
  return post(settings, participant_resource(conference_sid, call_sid), {{"AnnounceUrl", std::string(url)}},
              key);
}

http::OutgoingRequest outlive_participant(const Settings& settings, std::string_view conference_sid,
                                          std::string_view call_sid, std::string_view key) {
  return post(settings, participant_resource(conference_sid, call_sid), {{"EndConferenceOnExit", "false"}},
              key);
}

http::OutgoingRequest list_messages(const Settings& settings, std::string_view number, Time since) {
  const std::string day = codec::to_rfc3339(since).substr(0, 10);
  return request(settings, "GET",
                 account_path(settings) + "/Messages.json?PageSize=100&To=" + http::percent_encode(number) +
                     "&DateSent%3E=" + day);
}

http::OutgoingRequest list_calls(const Settings& settings, std::string_view status) {
  return request(settings, "GET",
                 account_path(settings) + "/Calls.json?PageSize=500&Status=" + http::percent_encode(status));
}

http::OutgoingRequest list_media(const Settings& settings, std::string_view message_sid) {
  return request(
      settings, "GET",
      account_path(settings) + "/Messages/" + http::percent_encode(message_sid) + "/Media.json?PageSize=50");
}

http::OutgoingRequest next_page(const Settings& settings, std::string_view page_uri) {
  return request(settings, "GET", std::string(page_uri));
}

}  // namespace switchyard::adapters::carrier
