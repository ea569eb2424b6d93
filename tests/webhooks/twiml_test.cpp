// What a carrier is told, letter by letter, also when names are made to break out of it.
#include "adapters/twiml/twiml.h"

#include <gtest/gtest.h>

namespace switchyard::adapters::twiml {
namespace {

TEST(Twiml, says_what_the_carrier_must_do) {
  struct Case {
    std::string made, expected;
  };
  const std::vector<Case> cases = {
      {response(), R"(<?xml version="1.0" encoding="UTF-8"?><Response/>)"},
      {response(hangup()), R"(<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>)"},
      {reject(), R"(<Reject reason="busy"/>)"},
      {say("a < b"), R"(<Say>a &lt; b</Say>)"},
      {customer_conference("WT1", "https://x/wait?a=1&b=2"),
       R"(<Dial><Conference startConferenceOnEnter="false" endConferenceOnExit="true")"
       R"( waitUrl="https://x/wait?a=1&amp;b=2">WT1</Conference></Dial>)"},
      {worker_conference("WT1"),
       R"(<Dial><Conference startConferenceOnEnter="true" endConferenceOnExit="false")"
       R"( beep="false">WT1</Conference></Dial>)"},
      {worker_conference("WT1", {{"beep", "onEnter"}, {"record", "record-from-start"}, {"waitUrl", "/a&b"}}),
       R"(<Dial><Conference startConferenceOnEnter="true" endConferenceOnExit="false" beep="onEnter")"
       R"( record="record-from-start" waitUrl="/a&amp;b">WT1</Conference></Dial>)"},
      {supervisor_conference("WT1", true, ""),
       R"(<Dial><Conference startConferenceOnEnter="false" endConferenceOnExit="false" beep="false")"
       R"( muted="true">WT1</Conference></Dial>)"},
      {supervisor_conference("WT1", false, "CA2"),
       R"(<Dial><Conference startConferenceOnEnter="false" endConferenceOnExit="false" beep="false")"
       R"( coach="CA2">WT1</Conference></Dial>)"},
      {record("/done", minutes(2)), R"(<Record action="/done" playBeep="true" maxLength="120"/>)"},
      {dial("+4930", "+4940", "/up", "/end"),
       R"(<Dial callerId="+4940" action="/end" answerOnBridge="true"><Number statusCallbackEvent="answered")"
       R"( statusCallback="/up">+4930</Number></Dial>)"},
      {dial("sip:a@b", "", "", ""), R"(<Dial answerOnBridge="true"><Sip>sip:a@b</Sip></Dial>)"},
  };
  for (const auto& [made, expected] : cases) EXPECT_EQ(made, expected);
}

TEST(Twiml, no_text_breaks_out_of_its_place) {
  EXPECT_EQ(escape("\"><Dial>'&\x01\x1f\t"), "&quot;&gt;&lt;Dial&gt;&apos;&amp;\t");
  EXPECT_EQ(escape(std::string_view("a\0b", 3)), "ab");
  EXPECT_EQ(customer_conference("</Conference><Hangup/>", "\" x=\"").find("<Hangup"), std::string::npos);
}

}  // namespace
}  // namespace switchyard::adapters::twiml
