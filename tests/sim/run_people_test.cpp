// People in a run, one habit at a time, with constant times so that every moment is known.
#include <gtest/gtest.h>

#include "tests/sim/diary.h"

namespace switchyard::sim {
namespace {

TEST(People, answer_talk_and_wrap_up) {
  Scenario scenario = with_calls(one_queue(1), {5});
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits.answer_delay = Constant{3};
  scenario.traffic[0].wrap_up = Constant{10};
  EXPECT_EQ(diary_of(scenario), (Lines{"5 arrives", "8 accepts", "68 finishes", "78 completes"}));
}

TEST(People, complete_at_once_when_there_is_no_wrap_up) {
  EXPECT_EQ(diary_of(with_calls(one_queue(1), {5})), (Lines{"5 arrives", "5 accepts", "65 completes"}));
}

TEST(People, leave_the_end_of_the_wrap_up_to_its_limit) {
  for (const char* limit : {"0s", "4s"}) {
    Scenario scenario =
        with_calls(one_queue(1, R"(, "wrap_up_limit": ")" + std::string(limit) + "\""), {5, 5});
    scenario.traffic[0].wrap_up = Constant{10};
    const std::string second = limit[0] == '0' ? "65" : "69";
    EXPECT_EQ(diary_of(scenario),
              (Lines{"5 arrives", "5 arrives", "5 accepts", "65 finishes", second + " accepts",
                     std::to_string(std::stoi(second) + 60) + " finishes"}));
  }
}

TEST(People, lose_patience) {
  Scenario scenario = with_calls(one_queue(1), {0, 10, 50});
  scenario.traffic[0].patience = Constant{30};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "10 arrives", "40 leaves", "50 arrives",
                                       "60 completes", "60 accepts", "120 completes"}));
}

TEST(People, lose_patience_while_it_rings) {
  Scenario scenario = with_calls(one_queue(1), {0});
  scenario.traffic[0].patience = Constant{2};
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits.answer_delay = Constant{3};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "2 leaves"}));
}

TEST(People, balk_when_nobody_is_asked_at_once) {
  Scenario scenario = with_calls(one_queue(1), {0, 10});
  scenario.traffic[0].balk = 1;
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits.answer_delay = Constant{3};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "3 accepts", "10 arrives", "10 leaves", "63 completes"}));
}

TEST(People, try_again_as_often_as_they_may) {
  Scenario scenario = with_calls(one_queue(1), {0, 10});
  scenario.traffic[0].patience = Constant{5};
  scenario.traffic[0].redial = {1, Constant{10}, 2};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "10 arrives", "15 leaves", "25 arrives",
                                       "30 leaves", "40 arrives", "45 leaves", "60 completes"}));
}

TEST(People, in_a_ring_all_answer_once_and_the_others_stop_ringing) {
  Scenario scenario = with_calls(one_queue(3, {}, R"(, "ring": "all")"), {0});
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits.answer_delay = Exponential{5};
  const Lines lines = diary_of(scenario);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_NE(lines[1].find("accepts"), std::string::npos);
}

TEST(People, who_all_answer_at_one_moment_still_answer_once) {
  Scenario scenario = with_calls(one_queue(3, {}, R"(, "ring": "all")"), {0});
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "60 completes"}));
}

TEST(People, go_off_duty_after_the_work_in_hand) {
  Scenario scenario = with_calls(one_queue(2), {0, 0, 70});
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].presence =
      std::vector<StaffStep>{{{}, hours(8) + seconds(30), 2}, {hours(8) + seconds(30), days(1), 0}};
  scenario.traffic[0].patience = Constant{20};
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 arrives", "0 arrives", "0 accepts", "0 accepts", "30 changes", "30 changes",
                   "60 completes", "60 completes", "70 arrives", "90 leaves"}));
}

TEST(People, come_on_duty_and_take_who_waits) {
  Scenario scenario = with_calls(one_queue(1), {0});
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].presence = std::vector<Shift>{{hours(8) + minutes(1), hours(9)}};
  EXPECT_EQ(diary_of(scenario),
            (Lines{"0 changes", "0 arrives", "60 changes", "60 accepts", "120 completes", "3600 changes"}));
}

TEST(People, reject_and_are_asked_again) {
  Scenario scenario = with_calls(one_queue(1), {0});
  scenario.traffic[0].patience = Constant{14};
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits.reject = 1;
  const Lines lines = diary_of(scenario);
  ASSERT_GE(lines.size(), 4U);
  EXPECT_EQ(lines[1], "0 rejects");
  EXPECT_EQ(lines[2], "5 rejects");  // after the workspace's pause
  EXPECT_EQ(lines.back(), "14 leaves");
}

TEST(People, who_missed_an_offer_come_back_in_their_own_time) {
  Scenario scenario =
      with_calls(one_queue(1, R"(, "reservation_timeout": "10s", "on_miss": {"activity": "Offline"})"), {0});
  scenario.traffic[0].patience = Constant{50};
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].habits.miss = 1;
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "50 leaves"}));
  scenario.people[0].habits.return_after_miss = Constant{20};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "30 changes", "50 leaves", "60 changes"}));
}

TEST(People, whom_a_break_brought_back_stay_away_anew_after_the_next_miss) {
  Scenario scenario = with_calls(
      one_queue(1, R"(, "reservation_timeout": "10s", "on_miss": {"activity": "Offline"})"), {0, 40});
  scenario.traffic[0].patience = Constant{15};
  scenario.people.push_back(everybody(scenario));
  scenario.people[0].rest = activity(scenario, "Unavailable");
  scenario.people[0].breaks = {{hours(8) + seconds(20), seconds(10), {}}};
  scenario.people[0].habits.miss = 1;
  scenario.people[0].habits.return_after_miss = Constant{100};
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "15 leaves", "20 changes", "30 changes", "40 arrives",
                                       "55 leaves", "150 changes"}));
}

TEST(People, serve_by_the_law_of_the_queue) {
  Scenario scenario = with_calls(one_queue(1), {0});
  scenario.handle_times.push_back({std::nullopt, TaskQueueId{0}, DailyLaw(Constant{7}), std::nullopt});
  EXPECT_EQ(diary_of(scenario), (Lines{"0 arrives", "0 accepts", "7 completes"}));
}

}  // namespace
}  // namespace switchyard::sim
