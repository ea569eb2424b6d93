// The two forms of an instruction give the same value, and say what is wrong with the field by its own name.
#include <gtest/gtest.h>

#include "adapters/instructions/read.h"

namespace switchyard::adapters {
namespace {

using namespace instruction;

template <class Kind>
Kind form(const FormFields& fields) {
  const auto read = read_instruction_form(fields);
  EXPECT_TRUE(read && *read) << (read ? "nothing" : read.error());
  return read && *read ? std::get<Kind>(**read) : Kind{};
}

template <class Kind>
Kind json(std::string_view body) {
  const auto read = read_instruction_json(body);
  EXPECT_TRUE(read && *read) << (read ? "nothing" : read.error());
  return read && *read ? std::get<Kind>(**read) : Kind{};
}

TEST(Instructions, both_forms_give_the_same_dequeue) {
  const FormFields fields{{"Instruction", "dequeue"},
                          {"DequeueTo", "+3701"},
                          {"DequeueFrom", "+3702"},
                          {"DequeuePostWorkActivitySid", "WA1"},
                          {"DequeueRecord", "record-from-answer"},
                          {"DequeueTimeout", "30"},
                          {"DequeueStatusCallbackUrl", "https://a.example/s"},
                          {"DequeueStatusCallbackEvent", "ringing"},
                          {"DequeueStatusCallbackEvent", "answered"}};
  const auto of_form = form<Dequeue>(fields);
  const auto of_json = json<Dequeue>(R"({"instruction":"dequeue","to":"+3701","from":"+3702",
    "post_work_activity_sid":"WA1","record":"record-from-answer","timeout":"30",
    "status_callback_url":"https://a.example/s","status_callback_events":["ringing","answered"]})");
  for (const Dequeue& asked : {of_form, of_json}) {
    EXPECT_EQ(asked.to, "+3701");
    EXPECT_EQ(asked.from, "+3702");
    EXPECT_EQ(asked.post_work_activity_sid, "WA1");
    EXPECT_EQ(asked.record, "record-from-answer");
    EXPECT_EQ(asked.timeout, seconds(30));
    EXPECT_EQ(asked.status_callback_url, "https://a.example/s");
    EXPECT_EQ(asked.status_callback_events, (std::vector<std::string>{"ringing", "answered"}));
  }
}

TEST(Instructions, call_redirect_reject_and_supervise_have_their_own_prefixes) {
  const auto call = form<Call>({{"Instruction", "call"},
                                {"CallTo", "a"},
                                {"CallFrom", "b"},
                                {"CallUrl", "c"},
                                {"CallAccept", "true"}});
  EXPECT_EQ(call.to + call.from + call.url, "abc");
  EXPECT_TRUE(call.accept);
  const auto redirect =
      form<Redirect>({{"Instruction", "redirect"}, {"RedirectCallSid", "CA1"}, {"RedirectUrl", "u"}});
  EXPECT_EQ(redirect.call_sid + redirect.url, "CA1u");
  EXPECT_FALSE(redirect.accept);
  EXPECT_EQ(form<Reject>({{"Instruction", "reject"}, {"WorkerActivitySid", "WA2"}}).activity_sid, "WA2");
  EXPECT_EQ(json<Reject>(R"({"instruction":"reject","activity_sid":"WA2"})").activity_sid, "WA2");
  const auto supervise =
      form<Supervise>({{"Instruction", "supervise"}, {"Supervisor", "WK1"}, {"SupervisorMode", "barge"}});
  EXPECT_EQ(supervise.supervisor, "WK1");
  EXPECT_EQ(supervise.mode, SupervisorMode::barge);
}

TEST(Instructions, a_conference_has_all_its_fields_in_both_forms) {
  const auto of_form = form<Conference>({{"Instruction", "conference"},
                                         {"EndConferenceOnExit", "true"},
                                         {"Muted", "false"},
                                         {"EarlyMedia", "false"},
                                         {"Beep", "onEnter"},
                                         {"MaxParticipants", "3"},
                                         {"ConferenceStatusCallbackEvent", "start"},
                                         {"ConferenceRecordingStatusCallbackMethod", "POST"},
                                         {"SipAuthUsername", "u"},
                                         {"Timeout", "999"}});
  const auto of_json = json<Conference>(R"({"instruction":"conference","end_conference_on_exit":true,
    "muted":"false","early_media":false,"beep":"onEnter","max_participants":3,"conference_status_callback_events":"start",
    "conference_recording_status_callback_method":"POST","sip_auth_username":"u","timeout":999})");
  for (const Conference& asked : {of_form, of_json}) {
    EXPECT_EQ(asked.end_conference_on_exit, true);
    EXPECT_EQ(asked.muted, false);
    EXPECT_EQ(asked.beep, "onEnter");
    EXPECT_EQ(asked.max_participants, 3U);
    EXPECT_EQ(asked.conference_status_callback_events, std::vector<std::string>{"start"});
    EXPECT_EQ(asked.conference_recording_status_callback_method, "POST");
    EXPECT_EQ(asked.sip_auth_username, "u");
    EXPECT_EQ(asked.timeout, seconds(999));
  }
}

TEST(Instructions, an_answer_without_an_instruction_asks_for_nothing) {
  for (const std::string_view body : {"", "  \n", "{}", R"({"instruction":null,"to":"x"})"}) {
    const auto read = read_instruction_json(body);
    EXPECT_TRUE(read && !*read) << body;
  }
  const auto read = read_instruction_form({{"ReservationStatus", "accepted"}});
  EXPECT_TRUE(read && !*read);
}

TEST(Instructions, say_what_is_wrong_with_which_field) {
  struct Row {
    FormFields fields;
    std::string problem;
  };
  const Row rows[] = {
      {{{"Instruction", "fly"}}, "Instruction \"fly\" is not known"},
      {{{"Instruction", "call"}, {"CallUrl", "u"}}, "CallFrom is required"},
      {{{"Instruction", "redirect"}, {"RedirectUrl", "u"}}, "RedirectCallSid is required"},
      {{{"Instruction", "dequeue"}, {"DequeueTimeout", "1000"}},
       "DequeueTimeout must be a whole number from 1 to 999"},
      {{{"Instruction", "dequeue"}, {"DequeueTo", "sip:a@b"}, {"DequeueTimeout", "601"}},
       "DequeueTimeout must be a whole number from 1 to 600"},
      {{{"Instruction", "dequeue"}, {"DequeueTimeout", "5x"}},
       "DequeueTimeout must be a whole number from 1 to 999"},
      {{{"Instruction", "dequeue"}, {"DequeueStatusCallbackEvent", "sneezed"}},
       "DequeueStatusCallbackEvent must be of initiated ringing answered completed"},
      {{{"Instruction", "conference"}, {"WaitMethod", "PUT"}}, "WaitMethod must be one of GET POST"},
      {{{"Instruction", "conference"}, {"EarlyMedia", "true"}},
       "EarlyMedia cannot be true: a worker's telephone rings outside the conference"},
      {{{"Instruction", "supervise"}}, "Supervisor is required"},
      {{{"Instruction", "supervise"}, {"Supervisor", "WK1"}, {"SupervisorMode", "shout"}},
       "SupervisorMode must be one of monitor whisper barge"},
  };
  for (const Row& row : rows) {
    const auto read = read_instruction_form(row.fields);
    ASSERT_FALSE(read) << row.problem;
    EXPECT_EQ(read.error(), row.problem);
  }
}

TEST(Instructions, take_a_number_however_it_is_written) {
  for (const std::string_view number : {"30", "30.0", "3e1", "\"30\""}) {
    const auto body = R"({"instruction":"dequeue","timeout":)" + std::string(number) + "}";
    EXPECT_EQ(json<Dequeue>(body).timeout, seconds(30)) << number;
  }
  for (const std::string_view number : {"1e300", "1e-300", "12.5", "-1", "1e3", "9223372036854775808"}) {
    const auto read =
        read_instruction_json(R"({"instruction":"dequeue","timeout":)" + std::string(number) + "}");
    ASSERT_FALSE(read) << number;
    EXPECT_EQ(read.error(), "timeout must be a whole number from 1 to 999") << number;
  }
}

// What is no text at all is not the same as what was not given.
TEST(Instructions, refuse_objects_and_lists_where_a_text_must_be) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {R"("instruction":"dequeue","timeout":{})", "timeout must be a text, a number, true or false"},
      {R"("instruction":"dequeue","timeout":[])", "timeout must be a text, a number, true or false"},
      {R"("instruction":"dequeue","to":["a","b"])", "to must be a text, a number, true or false"},
      {R"("instruction":"conference","muted":{"a":1})", "muted must be a text, a number, true or false"},
      {R"("instruction":"redirect","call_sid":{},"url":"u")",
       "call_sid must be a text, a number, true or false"},
      {R"("instruction":"dequeue","status_callback_events":{})",
       "status_callback_events must be a text or a list of texts"},
      {R"("instruction":"dequeue","status_callback_events":["ringing",{}])",
       "status_callback_events must be a text or a list of texts"}};
  for (const auto& [body, problem] : rows) {
    const auto read = read_instruction_json("{" + std::string(body) + "}");
    ASSERT_FALSE(read) << body;
    EXPECT_EQ(read.error(), problem);
  }
  EXPECT_EQ(json<Dequeue>(R"({"instruction":"dequeue","timeout":null})").timeout, Dequeue{}.timeout);
}

TEST(Instructions, refuse_json_that_is_none) {
  const std::string_view bodies[] = {"[]",
                                     "accept",
                                     R"({"instruction":1})",
                                     R"({"instruction":"supervise"})",
                                     R"({"instruction":"accept")",
                                     R"({"instruction":"accept","instruction":"reject"})"};
  for (const std::string_view body : bodies) EXPECT_FALSE(read_instruction_json(body)) << body;
  EXPECT_FALSE(read_instruction_json(std::string(70'000, ' ') + "{}"));
}

}  // namespace
}  // namespace switchyard::adapters
