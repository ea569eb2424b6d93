// Calls out, voicemails and calls to another line in a run, with constant times so that every moment is
// known.
#include <gtest/gtest.h>

#include "tests/sim/diary.h"

namespace switchyard::sim {
namespace {

// One worker, leads that are read for 15 s before the customer is called, and a channel for calls.
Workspace lead_world() {
  return workspace_of(R"({"version": 1, "name": "leads",
    "task_channels": [{"name": "voice", "kind": "work", "opens_record": true, "places_call_after": "15s"},
                      {"name": "telephone", "kind": "call"}],
    "workers": [{"name": "w0", "activity": "Available"}], "task_queues": [{"name": "q"}],
    "workflows": [{"name": "in", "task_routing": {"default_filter": {"queue": "q"}}}]})");
}

TEST(Leads, are_read_and_called_and_the_talk_begins_when_the_customer_answers) {
  Scenario scenario = with_calls(lead_world(), {5});
  scenario.traffic[0].outbound_call.ring = Constant{7};
  EXPECT_EQ(diary_of(scenario), (Lines{"5 arrives", "5 accepts", "27 succeeds", "87 completes"}));
}

TEST(Leads, that_nobody_answers_are_given_up_and_some_call_back) {
  Scenario scenario = with_calls(lead_world(), {5});
  Traffic returned = scenario.traffic[0];
  returned.name = "returned";
  returned.channel = scenario.traffic[0].channel;
  for (std::uint32_t i = 0; i < scenario.workspace.channels.size(); ++i) {
    if (scenario.workspace.channels[i].name == "telephone") returned.channel = TaskChannelId{i};
  }
  returned.arrivals = Trace{};
  scenario.traffic.push_back(returned);
  OutboundCall& call = scenario.traffic[0].outbound_call;
  call = {0, Constant{}, Constant{20}, 1, Constant{100}, 1};
  EXPECT_EQ(diary_of(scenario), (Lines{"5 arrives", "5 accepts", "40 fails", "40 completes", "140 arrives",
                                       "140 accepts", "200 completes"}));
  call.returned = 0;
  EXPECT_EQ(diary_of(scenario), (Lines{"5 arrives", "5 accepts", "40 fails", "40 completes"}));
}

TEST(Leads, that_call_back_and_are_lost_try_again_as_their_own_traffic_says) {
  Scenario scenario = with_calls(lead_world(), {5});
  Traffic returned = scenario.traffic[0];
  returned.name = "returned";
  returned.arrivals = Trace{};
  for (std::uint32_t i = 0; i < scenario.workspace.channels.size(); ++i) {
    if (scenario.workspace.channels[i].name == "telephone") returned.channel = TaskChannelId{i};
  }
  returned.patience = Constant{9};
  returned.redial = {1, Constant{30}, 2};
  scenario.traffic.push_back(returned);
  scenario.traffic[0].outbound_call = {0, Constant{}, Constant{20}, 1, Constant{100}, 1};
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].presence = std::vector<Shift>{{hours(8), hours(8) + minutes(1)}};
  EXPECT_EQ(diary_of(scenario),
            (Lines{"5 arrives", "5 accepts", "40 fails", "40 completes", "60 changes", "140 arrives",
                   "149 leaves", "179 arrives", "188 leaves", "218 arrives", "227 leaves"}));
}

// A line with a voicemail behind five seconds of ringing, callbacks, and another line.
Scenario line_world() {
  Scenario scenario = with_calls(workspace_of(R"({"version": 1, "name": "line",
    "tenants": [{"name": "brand", "divert_code": "4711", "callbacks": {"queue": "back", "channel": "voice"}}],
    "numbers": [{"name": "operator", "number": "+37052000001"}],
    "workers": [{"name": "w0", "activity": "Available", "attributes": {"team": "back"}}],
    "task_queues": [{"name": "q", "target_workers": "team == 'front'"}, {"name": "back"}],
    "workflows": [{"name": "in", "task_routing": {"filters": [{"filter_friendly_name": "all",
      "expression": "1==1", "targets": [{"queue": "q", "timeout": 5}, {"end": "voicemail"}]}]}}]})"),
                                 {10});
  scenario.traffic[0].voicemail = {1, Constant{8}, Constant{20}};
  return scenario;
}

TEST(Voicemail, takes_the_message_and_the_callback_is_served) {
  EXPECT_EQ(diary_of(line_world()),
            (Lines{"10 arrives", "43 speaks", "43 accepts", "43 succeeds", "103 completes"}));
}

TEST(Voicemail, is_left_by_who_does_not_speak) {
  Scenario scenario = line_world();
  scenario.traffic[0].voicemail.speaks = 0;
  EXPECT_EQ(diary_of(scenario), (Lines{"10 arrives", "23 leaves"}));
}

TEST(Diverts, send_calls_to_another_line) {
  Scenario scenario = line_world();
  scenario.diverts.push_back({scenario.start + seconds(12), TenantId{0}, NumberId{0}, "4711", std::nullopt});
  scenario.forwarding = {Constant{2}, 0};
  EXPECT_EQ(diary_of(scenario), (Lines{"10 arrives", "12 diverts", "14 succeeds"}));
}

TEST(Diverts, that_fail_bring_the_customer_back_with_the_patience_that_is_left) {
  Scenario scenario = line_world();
  scenario.diverts.push_back(
      {scenario.start + seconds(12), TenantId{0}, NumberId{0}, "4711", scenario.start + seconds(13)});
  scenario.forwarding = {Constant{2}, 1};
  scenario.traffic[0].patience = Constant{6};
  EXPECT_EQ(diary_of(scenario), (Lines{"10 arrives", "12 diverts", "14 fails", "16 leaves"}));
}

}  // namespace
}  // namespace switchyard::sim
