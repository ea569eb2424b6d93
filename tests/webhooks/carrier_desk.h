// A carrier that the test plays, and a desk whose calls go through it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/carrier/carrier.h"
#include "tests/webhooks/posted.h"
#include "tests/webhooks/world.h"

namespace switchyard::adapters::carrier {

inline Settings settings() {
  Settings all;
  all.base_url = "https://carrier.example.com";
  all.account_sid = "AC1";
  all.auth_token = carrier_token;
  all.public_url = public_url;
  all.caller = "+4930000";
  return all;
}

inline std::string created(const std::string& sid) {
  return R"({"sid": ")" + sid + R"(", "status": "queued"})";
}

inline Attributes attributes_of(const std::vector<std::pair<std::string, std::string>>& texts) {
  Value::Object object;
  for (const auto& [name, text] : texts) object.emplace_back(name, Value(Value::Data(text)));
  return Attributes(Value(Value::Data(std::move(object))));
}

struct Desk : World {
  explicit Desk(RungByOthers others = {}, const std::string& document = world_document)
      : carrier(
            port, send(), after(), settings(), std::move(others),
            [this](const std::string& recording, Duration time) { kept[recording] = time; },
            [this](const WorkspaceView&, const ConnectTask& e) { not_rung.push_back(e.reservation); }) {
    port.observe(carrier);
    open(document);
  }

  // A call to the dealer, by the index of tenant and workflow.
  void call(std::uint32_t dealer = 0) {
    TaskArrives arrives = work(dealer, "voice");
    arrives.attributes = attributes_of(
        {{"call_sid", "CA1"}, {"from", "+4917022"}, {"to", dealer == 0 ? "+4930100" : "+4930200"}});
    give(arrives);
  }
  void lead() {
    TaskArrives arrives = work(0, "lead");
    arrives.attributes = attributes_of({{"phone", "+4917033"}});
    give(arrives);
  }
  TaskArrives work(std::uint32_t dealer, const std::string& channel) const {
    TaskArrives arrives;
    arrives.tenant = TenantId{dealer};
    arrives.route = ThroughWorkflow{WorkflowId{dealer}};
    const auto& channels = state().workspace().channels;
    for (std::uint32_t i = 0; i < channels.size(); ++i)
      if (channels[i].name == channel) arrives.channel = TaskChannelId{i};
    return arrives;
  }

  // The carrier posts to a URL that it was given.
  http::Response report(const std::string& url, const http::Fields& form = {{"CallSid", "CAx"}}) {
    return post(signed_post(url.substr(public_url.size()), form));
  }
  http::Response post(const http::Request& request) {
    std::optional<http::Response> answer;
    carrier.handle(request, [&](http::Response response) { answer = std::move(response); });
    return answer.value_or(http::Response{0, {}, "no answer"});
  }
  // The URL of the oldest request's field, and the answer that the call was made.
  std::string place(const std::string& sid, const std::string& name = "Url") {
    const std::string url = sent.at(0).field(name);
    answer(201, created(sid));
    return url;
  }
  std::string path() const { return sent.empty() ? "" : sent.front().request.url.substr(27); }

  std::map<std::string, Duration> kept;  // recordings
  std::vector<ReservationId> not_rung;
  Carrier carrier;
};

inline const std::string conference_end = "</Conference></Dial></Response>";

inline bool is_hang_up(const http::Response& response) {
  return response.body.find("<Response><Hangup/></Response>") != std::string::npos;
}
inline bool is_conference(const http::Response& response) {
  return response.body.find(conference_end) != std::string::npos;
}

// Where the carrier posts the recording.
inline std::string action_of(const std::string& twiml) {
  const std::size_t begin = twiml.find("action=\"") + 8;
  std::string action = twiml.substr(begin, twiml.find('"', begin) - begin);
  for (std::size_t at = action.find("&amp;"); at != std::string::npos; at = action.find("&amp;"))
    action.replace(at, 5, "&");
  return action;
}

}  // namespace switchyard::adapters::carrier
