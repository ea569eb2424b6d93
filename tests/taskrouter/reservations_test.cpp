// Reservations over REST: lists, answers, instructions, by both paths.
#include "tests/taskrouter/work_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

class Reservations : public WorkWorld {
 protected:
  std::string status(const std::string& path) { return ask("GET " + path).text("reservation_status"); }
  Answer answer(const std::string& path, const http::Fields& form) { return ask("POST " + path, form); }
};

TEST_F(Reservations, are_the_same_by_both_paths) {
  const Answer task = new_task();
  const Answer by_task = ask("GET " + offer_path(task));
  const std::string by_worker_path = url("Workers/" + worker(1) + "/Reservations/" + by_task.sid());
  const Answer by_worker = ask("GET " + by_worker_path);
  EXPECT_EQ(by_task.sid().substr(0, 2), "WR");
  EXPECT_EQ(by_task.text("reservation_status"), "pending");
  EXPECT_EQ(by_task.text("task_sid"), task.sid());
  EXPECT_EQ(by_task.text("worker_sid"), worker(1));
  EXPECT_EQ(by_task.text("worker_name"), "ann");
  EXPECT_EQ(by_task.text("date_created"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(by_task.text("url"), "https://example.com" + offer_path(task));
  EXPECT_EQ(by_worker.text("url"), "https://example.com" + by_worker_path);
  Json same = by_worker.body;
  same["url"] = by_task.body["url"];
  EXPECT_EQ(same, by_task.body);
  EXPECT_EQ(ask("GET " + url("Workers/" + worker(2) + "/Reservations/" + by_task.sid())).status, 404U);
  EXPECT_EQ(answer(by_worker_path, {{"ReservationStatus", "accepted"}}).text("reservation_status"),
            "accepted");
  EXPECT_EQ(fetch(task).text("assignment_status"), "assigned");
}

TEST_F(Reservations, are_listed_by_status_and_worker) {
  const Answer task = new_task();
  answer(offer_path(task), {{"ReservationStatus", "rejected"}});
  port_.advance(seconds(5));  // then ann is asked again
  const std::string list = "GET " + task_path(task) + "/Reservations";
  const std::pair<std::string, std::size_t> rows[] = {{"", 2},
                                                      {"?ReservationStatus=rejected", 1},
                                                      {"?ReservationStatus=pending", 1},
                                                      {"?ReservationStatus=timeout", 0},
                                                      {"?WorkerSid=" + worker(1), 2},
                                                      {"?WorkerSid=" + worker(2), 0}};
  for (const auto& [query, count] : rows)
    EXPECT_EQ(ask(list + query).body["reservations"].size(), count) << query;
  const std::string of_worker = "GET " + url("Workers/" + worker(1) + "/Reservations");
  EXPECT_EQ(ask(of_worker).body["reservations"].size(), 2U);
  EXPECT_EQ(ask(of_worker + "?ReservationStatus=rejected").body["reservations"].size(), 1U);
  EXPECT_EQ(ask(of_worker).body["meta"]["key"], "reservations");
  EXPECT_EQ(ask("GET " + url("Workers/WK00/Reservations")).status, 404U);
}

TEST_F(Reservations, go_from_pending_to_completed) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  const std::string sid = ask("GET " + path).sid();
  EXPECT_EQ(answer(path, {{"ReservationStatus", "wrapping"}}).text("message"),
            "Reservation " + sid + " is not currently in an Accepted state");
  port_.advance(seconds(7));
  const Answer taken = answer(path, {{"ReservationStatus", "accepted"}});
  EXPECT_EQ(taken.status, 200U);
  EXPECT_EQ(taken.text("date_updated"), "2026-03-01T08:00:07Z");
  const Answer twice = answer(path, {{"ReservationStatus", "accepted"}});
  EXPECT_EQ(twice.status, 400U);
  EXPECT_EQ(twice.body["code"], 20001);
  EXPECT_EQ(twice.text("message"), "Reservation " + sid + " is not currently in a Pending state");
  EXPECT_EQ(answer(path, {{"ReservationStatus", "wrapping"}}).text("reservation_status"), "wrapping");
  EXPECT_EQ(answer(path, {{"ReservationStatus", "completed"}}).text("reservation_status"), "completed");
  EXPECT_EQ(fetch(task).text("assignment_status"), "completed");
}

TEST_F(Reservations, move_the_worker_who_rejects) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  EXPECT_EQ(answer(path, {{"ReservationStatus", "rejected"}, {"WorkerActivitySid", "WA00"}}).status, 400U);
  EXPECT_EQ(
      answer(path, {{"ReservationStatus", "accepted"}, {"WorkerActivitySid", sid(SidKind::activity, 3)}})
          .status,
      400U);
  EXPECT_EQ(status(path), "pending");
  const Answer rejected =
      answer(path, {{"ReservationStatus", "rejected"}, {"WorkerActivitySid", sid(SidKind::activity, 3)}});
  EXPECT_EQ(rejected.text("reservation_status"), "rejected");
  EXPECT_EQ(port_.engine("desk")->state().workers[0].activity, ActivityId{2});
  EXPECT_EQ(fetch(task).text("assignment_status"), "pending");
}

TEST_F(Reservations, time_out_and_are_rescinded_by_name) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  port_.advance(seconds(120));
  EXPECT_EQ(status(path), "timeout");
  EXPECT_EQ(answer(path, {{"ReservationStatus", "accepted"}}).status, 400U);
}

TEST_F(Reservations, refuse_what_nobody_can_set) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  for (const char* word : {"pending", "timeout", "rescinded", "canceled", "eaten"})
    EXPECT_EQ(answer(path, {{"ReservationStatus", word}}).status, 400U) << word;
  EXPECT_EQ(answer(path, {}).text("message"), "ReservationStatus or Instruction is required");
  EXPECT_EQ(answer(path, {{"ReservationStatus", "accepted"}, {"Instruction", "accept"}}).status, 400U);
  EXPECT_EQ(status(path), "pending");
}

TEST_F(Reservations, follow_if_match) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  const Answer pending = ask("GET " + path);
  const std::string tag(http::find_header(pending.headers, "ETag").value_or("none"));
  EXPECT_EQ(ask("POST " + path, {{"ReservationStatus", "accepted"}}, {{"If-Match", "\"other\""}}).status,
            412U);
  EXPECT_EQ(ask("POST " + path, {{"ReservationStatus", "accepted"}}, {{"If-Match", tag}}).status, 200U);
  EXPECT_EQ(ask("POST " + path, {{"ReservationStatus", "wrapping"}}, {{"If-Match", tag}}).status, 412U);
}

TEST_F(Reservations, are_hidden_from_other_tenants) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  sign_in("SKkaunas:key-secret");
  EXPECT_EQ(ask("GET " + path).status, 404U);
  EXPECT_EQ(answer(path, {{"ReservationStatus", "accepted"}}).status, 404U);
  EXPECT_EQ(ask("GET " + url("Workers/" + worker(1) + "/Reservations")).status, 404U);
}

TEST_F(Reservations, take_accept_and_reject_as_instructions) {
  const Answer first = new_task();
  EXPECT_EQ(answer(offer_path(first), {{"Instruction", "accept"}}).text("reservation_status"), "accepted");
  const Answer second = make(url("Tasks"), {{"RoutingTarget", worker(2)}});
  EXPECT_EQ(answer(offer_path(second),
                   {{"Instruction", "reject"}, {"WorkerActivitySid", sid(SidKind::activity, 3)}})
                .text("reservation_status"),
            "rejected");
  EXPECT_EQ(port_.engine("desk")->state().workers[1].activity, ActivityId{2});
}

TEST_F(Reservations, have_nobody_to_dial_without_a_carrier) {
  const Answer task = new_task();
  EXPECT_EQ(answer(offer_path(task), {{"Instruction", "dequeue"}}).text("message"),
            "There is no carrier that could carry out this Instruction");
}

// The same desk with a carrier.
class Instructed : public WorkWorld {
 protected:
  Instructed() : WorkWorld(with_carrier(*this)) {}

  static WorkSettings with_carrier(Instructed& world) {
    WorkSettings settings;
    settings.carrier = [&world](const InstructionOrder& order) { world.orders_.push_back(order); };
    return settings;
  }
  std::vector<InstructionOrder> orders_;
};

TEST_F(Instructed, carriers_get_what_is_to_be_done) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  const Answer reply = ask("POST " + path, {{"Instruction", "conference"},
                                            {"To", "+370"},
                                            {"EndConferenceOnExit", "true"},
                                            {"PostWorkActivitySid", sid(SidKind::activity, 3)}});
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.text("reservation_status"), "pending") << "it is accepted when the worker answers";
  ASSERT_EQ(orders_.size(), 1U);
  EXPECT_EQ(orders_[0].workspace, "desk");
  EXPECT_EQ(orders_[0].task, TaskId{1});
  EXPECT_EQ(orders_[0].worker, WorkerId{0});
  const auto& conference = std::get<instruction::Conference>(orders_[0].instruction);
  EXPECT_EQ(conference.to, "+370");
  EXPECT_EQ(conference.end_conference_on_exit, true);
}

TEST_F(Instructed, carriers_are_asked_only_for_what_is_possible) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  const http::Fields wrong[] = {
      {{"Instruction", "call"}, {"CallFrom", "a"}},
      {{"Instruction", "dequeue"}, {"DequeuePostWorkActivitySid", "WA00"}},
      {{"Instruction", "supervise"}, {"Supervisor", worker(2)}},
      {{"Instruction", "sing"}},
      {{"Instruction", "conference"}, {"EarlyMedia", "true"}},
      {{"Instruction", "conference"}, {"StatusCallback", "http://10.0.0.1/x"}},
      {{"Instruction", "conference"}, {"RecordingStatusCallback", "http://10.0.0.1/x"}},
      {{"Instruction", "dequeue"}, {"DequeueStatusCallbackUrl", "javascript:x"}},
  };
  judge_ = [](std::string_view url) {
    return url.starts_with("http://10.") ? std::optional<std::string>("leads astray") : std::nullopt;
  };
  for (const http::Fields& form : wrong) EXPECT_EQ(ask("POST " + path, form).status, 400U) << form[0].second;
  EXPECT_TRUE(orders_.empty());
  const Answer call =
      ask("POST " + path,
          {{"Instruction", "call"}, {"CallFrom", "a"}, {"CallUrl", "https://b"}, {"CallAccept", "true"}});
  EXPECT_EQ(call.text("reservation_status"), "accepted");
  EXPECT_EQ(ask("POST " + path, {{"Instruction", "dequeue"}}).status, 400U) << "it is no longer pending";
  EXPECT_EQ(ask("POST " + path, {{"Instruction", "supervise"}, {"Supervisor", "WK00"}}).status, 400U);
  EXPECT_EQ(ask("POST " + path, {{"Instruction", "supervise"}, {"Supervisor", worker(2)}}).status, 200U);
  ASSERT_EQ(orders_.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<instruction::Call>(orders_[0].instruction));
  EXPECT_TRUE(std::holds_alternative<instruction::Supervise>(orders_[1].instruction));
}

TEST_F(Instructed, carriers_hear_nothing_of_what_is_not_durable) {
  const Answer task = new_task();
  const std::string path = offer_path(task);
  port_.fail_journal(true);
  EXPECT_EQ(ask("POST " + path, {{"Instruction", "redirect"},
                                 {"RedirectCallSid", "CA1"},
                                 {"RedirectUrl", "u"},
                                 {"RedirectAccept", "true"}})
                .status,
            503U);
  EXPECT_TRUE(orders_.empty());
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
