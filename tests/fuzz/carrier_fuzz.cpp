// Any answer of a carrier or of a callback's owner, and any report: a value or nothing, and never a way out
// of TwiML.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "adapters/callbacks/answer.h"
#include "adapters/carrier/carrier.h"
#include "adapters/carrier/rest.h"
#include "adapters/carrier/subject.h"
#include "adapters/twiml/twiml.h"
#include "engine/base/check.h"
#include "tests/webhooks/posted.h"
#include "tests/webhooks/world.h"

namespace {

using namespace switchyard;
using namespace switchyard::adapters;

void check_answers(const std::string& text) {
  const http::SendResult result{{}, false, {200, {{"Content-Type", "application/json"}}, text}};
  const auto answer = callbacks::read_answer(result);
  SY_CHECK(answer.has_value());  // it came in time and is JSON by its header: bad content is a fault
  SY_CHECK(!answer->instruction || answer->fault.empty());
  static_cast<void>(carrier::read_sid(text));
  static_cast<void>(carrier::read_first_conference(text));
  static_cast<void>(carrier::read_messages(text));
  static_cast<void>(carrier::read_calls(text));
  if (const auto media = carrier::read_media({}, text)) {
    for (const auto& one : *media) SY_CHECK(one.url.starts_with("https://api.twilio.com/"));
  }
  static_cast<void>(carrier::may_succeed_later({{}, false, {400, {}, text}}));
  static_cast<void>(carrier::describe_failure({{}, false, {400, {}, text}}));
  if (const auto time = carrier::read_mail_date(text))
    SY_CHECK(*time >= earliest_time && *time <= latest_time);
}

void check_twiml(const std::string& text) {
  const std::string escaped = twiml::escape(text);
  SY_CHECK(escaped.find_first_of("<>\"'") == std::string::npos);
  const std::string verbs = twiml::dial(text, text, text, text);
  const auto opened = std::count(verbs.begin(), verbs.end(), '<');  // an element without content is one
  SY_CHECK(opened == (escaped.empty() ? 3 : 4));
}

// A report that the carrier signed, with any query and form.
void check_report(const std::string& query, const std::string& body) {
  World world;
  carrier::Settings settings;
  settings.auth_token = carrier_token;
  settings.public_url = public_url;
  carrier::Carrier door(world.port, world.send(), world.after(), settings);
  world.port.observe(door);
  world.open();
  TaskArrives call;  // that rings, so that reports may be about something
  call.channel = TaskChannelId{1};
  call.route = ThroughWorkflow{WorkflowId{1}};
  call.tenant = TenantId{1};
  world.give(call);
  for (const char* path : {"/carrier/leg", "/carrier/leg/status", "/carrier/customer",
                           "/carrier/customer/status", "/carrier/forward/answered", "/carrier/forward/ended",
                           "/carrier/voicemail", "/carrier/recording", "/carrier/supervisor"}) {
    for (const std::string& asked : {query, "w=shop&t=1&r=1&e=1.0&" + query}) {
      auto request =
          signed_post(std::string(path) + "?" + asked, http::read_form(body).value_or(http::Fields{}));
      int answers = 0;
      door.handle(request, [&](const http::Response& response) { answers += response.status == 0 ? 0 : 1; });
      SY_CHECK(answers == 1);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check_answers(text);
  check_twiml(text);
  const std::size_t middle = std::min(text.find('\n'), text.size());
  check_report(text.substr(0, middle), text.substr(std::min(middle + 1, text.size())));
  return 0;
}
