// Events as TaskRouter tells them: which, in which order, with what in them, over REST and as a form.
#include "adapters/twilio_events/event_fields.h"

#include <algorithm>
#include <map>
#include <set>

#include "tests/taskrouter/work_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

using Names = std::vector<std::string>;

class Events : public WorkWorld {
 protected:
  explicit Events(WorkSettings work = {}) : WorkWorld(std::move(work)) {}

  Json list(const std::string& query = "") {
    const Answer answer = ask("GET " + url("Events") + query);
    EXPECT_EQ(answer.status, 200U) << answer.body.dump();
    return answer.body["events"];
  }
  // Oldest first, without what the opening of the workspace told.
  Names types(const std::string& query = "") {
    Names names;
    const Json rows = list(query);
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) names.push_back(text_of(*row, "event_type"));
    return names;
  }
  Names types_of(const Answer& task) { return types("?TaskSid=" + task.sid()); }
};

TEST_F(Events, tell_the_way_of_a_task) {
  const Answer task = new_task();
  accept(task);
  ask("POST " + task_path(task), {{"AssignmentStatus", "wrapping"}});
  ask("POST " + task_path(task), {{"AssignmentStatus", "completed"}, {"Reason", "solved"}});
  EXPECT_EQ(types_of(task),
            (Names{"task.created", "workflow.entered", "workflow.target-matched", "task-queue.entered",
                   "reservation.created", "reservation.accepted", "task.wrapup", "reservation.wrapup",
                   "task.completed", "reservation.completed"}));
}

TEST_F(Events, tell_moves_timeouts_and_cancellations) {
  const Answer busy = new_task();
  const Answer task = new_task(R"({"type":"help"})");
  port_.advance(seconds(120));
  EXPECT_EQ(types_of(task),
            (Names{"task.created", "workflow.entered", "workflow.target-matched", "task-queue.entered",
                   "task-queue.timeout", "workflow.target-matched", "task-queue.moved", "task-queue.entered",
                   "task-queue.timeout", "workflow.timeout", "task.canceled"}));
  const Json moved = list("?EventType=task-queue.moved&TaskSid=" + task.sid())[0];
  EXPECT_EQ(moved["event_data"]["task_queue_name"], "help") << "the queue that it leaves";
  const Json canceled = list("?EventType=task.canceled&TaskSid=" + task.sid())[0];
  EXPECT_EQ(canceled["event_data"]["task_canceled_reason"], "Task canceled on Workflow timeout");
  EXPECT_EQ(canceled["event_data"]["task_age"], "120");
}

TEST_F(Events, of_an_offer_that_is_missed_move_the_worker) {
  const Answer task = new_task();
  port_.advance(seconds(120));
  EXPECT_EQ(types("?WorkerSid=" + worker(1) + "&Minutes=1"),
            (Names{"reservation.timeout", "worker.activity.update"}));
  const Json update = list("?EventType=worker.activity.update")[0];
  const Json& data = update["event_data"];
  EXPECT_EQ(update["description"], "Worker ann updated to Offline Activity");
  EXPECT_EQ(data["worker_activity_name"], "Offline");
  EXPECT_EQ(data["worker_activity_sid"], sid(SidKind::activity, 1));
  EXPECT_EQ(data["worker_previous_activity_sid"], sid(SidKind::activity, 2));
  EXPECT_EQ(data["worker_time_in_previous_activity"], "120");
  EXPECT_EQ(data["worker_time_in_previous_activity_ms"], "120000");
}

TEST_F(Events, have_all_fields_and_can_be_fetched) {
  const Answer task = new_task(R"({"type":"sale"})", {{"Priority", "3"}});
  const Json event = list("?EventType=reservation.created")[0];
  const std::string reservation = text_of(reservations_of(task)[0], "sid");
  EXPECT_EQ(text_of(event, "sid").substr(0, 2), "EV");
  EXPECT_EQ(event["account_sid"], "ACone");
  EXPECT_EQ(event["event_date"], "2026-03-01T08:00:00Z");
  EXPECT_EQ(event["event_date_ms"], 1'772'352'000'000);
  EXPECT_EQ(event["resource_type"], "reservation");
  EXPECT_EQ(event["resource_sid"], reservation);
  EXPECT_EQ(event["resource_url"], "https://example.com" + offer_path(task));
  EXPECT_EQ(event["description"], "Reservation " + reservation + ": reservation created");
  const Json data{{"task_sid", task.sid()},
                  {"task_attributes", R"({"type":"sale"})"},
                  {"task_age", "0"},
                  {"task_priority", "3"},
                  {"task_assignment_status", "reserved"},
                  {"task_queue_sid", sid(SidKind::task_queue, 1)},
                  {"task_queue_name", "sales"},
                  {"reservation_sid", reservation},
                  {"workflow_sid", calls()},
                  {"workflow_name", "calls"},
                  {"task_channel_sid", task.text("task_channel_sid")},
                  {"task_channel_unique_name", "default"},
                  {"worker_sid", worker(1)},
                  {"worker_name", "ann"},
                  {"worker_attributes", R"({"skill":"sales"})"},
                  {"worker_version", "0"},
                  {"worker_activity_sid", sid(SidKind::activity, 2)},
                  {"worker_activity_name", "Available"}};
  EXPECT_EQ(event["event_data"], data);
  EXPECT_EQ(ask("GET " + url("Events/" + text_of(event, "sid"))).body, event);
  EXPECT_EQ(ask("GET " + url("Events/" + sid(SidKind::event, 12'345))).status, 404U);
  EXPECT_EQ(ask("GET " + url("Events/" + task.sid())).status, 404U);
}

TEST_F(Events, are_found_by_what_they_speak_of) {
  const Answer task = new_task();
  const std::string reservation = text_of(reservations_of(task)[0], "sid");
  new_task(R"({"type":"help"})", {{"TaskChannel", "voice"}});
  const std::pair<std::string, std::size_t> rows[] = {
      {"?ReservationSid=" + reservation, 1},
      {"?EventType=task.created", 2},
      {"?EventType=task.created,workflow.entered", 4},
      {"?TaskQueueSid=" + sid(SidKind::task_queue, 2) + "&EventType=task-queue.entered", 1},
      {"?WorkflowSid=" + calls() + "&EventType=task.created", 2},
      {"?TaskChannel=voice&EventType=task.created", 1},
      {"?TaskChannel=pigeon", 0},
      {"?TaskSid=WT00", 0},
      {"?WorkerSid=WK00", 0},
      {"?Sid=" + text_of(list("?EventType=reservation.created")[0], "sid"), 1},
  };
  for (const auto& [query, count] : rows) EXPECT_EQ(list(query).size(), count) << query;
}

TEST_F(Events, are_those_of_a_period) {
  new_task();
  port_.advance(minutes(15) + seconds(1));
  EXPECT_TRUE(types("?EventType=task.created").empty()) << "a quarter of an hour, if nothing is said";
  EXPECT_EQ(types("?EventType=task.created&Minutes=16").size(), 1U);
  EXPECT_EQ(types("?EventType=task.created&StartDate=2026-03-01T08:00:00Z").size(), 1U);
  EXPECT_EQ(types("?EventType=task.created&StartDate=2026-03-01T08:00:01Z").size(), 0U);
  EXPECT_EQ(
      types("?EventType=task.created&StartDate=2026-03-01T07:00:00Z&EndDate=2026-03-01T08:00:00Z").size(),
      0U);
  EXPECT_EQ(ask("GET " + url("Events?StartDate=tomorrow")).status, 400U);
  EXPECT_EQ(ask("GET " + url("Events?StartDate=2026-03-01T09:00:00Z&EndDate=2026-03-01T08:00:00Z")).status,
            400U);
}

TEST_F(Events, of_a_new_workspace_tell_what_it_declares) {
  const Names opening = types("?Minutes=1");
  EXPECT_EQ(opening.front(), "workspace.created");
  for (const auto& [type, count] : std::map<std::string, long>{{"activity.created", 3},
                                                               {"worker.created", 3},
                                                               {"task-queue.created", 3},
                                                               {"workflow.created", 2}})
    EXPECT_EQ(std::count(opening.begin(), opening.end(), type), count) << type;
}

// The text with one piece of it replaced.
std::string with(std::string text, const std::string& piece, const std::string& by) {
  const std::size_t at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return text.replace(at, piece.size(), by);
}

TEST_F(Events, tell_what_a_new_version_of_the_rules_changes) {
  const std::pair<std::string, Names> rows[] = {
      {document(), {"workspace.updated"}},
      {with(document(), "{\"name\": \"bob\"",
            "{\"name\": \"eve\", \"tenant\": \"kaunas\"}, {\"name\": \"bob\""),
       {"workspace.updated", "worker.created"}},
      {with(document(), "skill == 'help'", "skill == 'aid'"),
       {"workspace.updated", "worker.deleted", "task-queue.expression.updated"}},
      {with(document(), "\"timeout\": 60", "\"timeout\": 61"),
       {"workspace.updated", "task-queue.expression.updated", "workflow.updated"}},
  };
  for (const auto& [text, expected] : rows) {
    port_.advance(seconds(10));
    change_rules(text);
    EXPECT_EQ(types("?StartDate=" + date_text(port_.now())), expected);
  }
  EXPECT_EQ(list("?EventType=worker.deleted")[0]["event_data"]["worker_name"], "eve");
}

TEST_F(Events, tell_changes_of_a_workspace_over_rest) {
  port_.advance(minutes(1));
  ask("POST " + url(""), {{"FriendlyName", "Night desk"}});
  EXPECT_EQ(types("?StartDate=2026-03-01T08:00:30Z"), Names{"workspace.updated"});
}

TEST_F(Events, tell_what_becomes_of_a_workers_channel) {
  port_.advance(seconds(30));
  const TaskChannelId chat = channel("chat");
  apply(WorkerChannelChanges{WorkerId{0}, chat, 4, std::nullopt});
  apply(WorkerChannelChanges{WorkerId{0}, chat, std::nullopt, false});
  apply(WorkerChannelChanges{WorkerId{0}, chat, 4, false});
  apply(WorkerAttributesChange{WorkerId{0}, Attributes{}});
  EXPECT_EQ(
      types("?StartDate=2026-03-01T08:00:30Z"),
      (Names{"worker.capacity.update", "worker.channel.availability.update", "worker.attributes.update"}));
  const Json data = list("?EventType=worker.capacity.update")[0]["event_data"];
  EXPECT_EQ(data["worker_channel_capacity"], "4");
  EXPECT_EQ(data["worker_channel_previous_capacity"], "1");
  EXPECT_EQ(data["worker_channel_available"], "true");
  EXPECT_EQ(data["worker_channel_task_count"], "0");
  EXPECT_EQ(data["task_channel_unique_name"], "chat");
  EXPECT_EQ(list("?EventType=worker.attributes.update")[0]["event_data"]["worker_attributes"], "{}");
}

TEST_F(Events, tell_of_a_transfer_and_its_failure) {
  const Answer task = new_task();
  accept(task);
  apply(TransferTask{ReservationId{1}, TransferMode::warm, {}, TaskQueueId{1}, seconds(20)});
  EXPECT_EQ(fetch(task).text("assignment_status"), "assigned") << "ann has it still";
  port_.advance(seconds(20));
  const Names all = types_of(task);
  EXPECT_EQ(Names(all.end() - 3, all.end()),
            (Names{"task.transfer-initiated", "task-queue.entered", "task.transfer-failed"}));
  EXPECT_EQ(ask("POST " + task_path(task), {{"AssignmentStatus", "completed"}}).status, 200U);
}

TEST_F(Events, of_one_tenant_are_hidden_from_the_other) {
  const Answer task = new_task();
  const std::string created = text_of(list("?EventType=task.created")[0], "sid");
  sign_in("SKkaunas:key-secret");
  EXPECT_TRUE(types("?EventType=task.created").empty());
  EXPECT_TRUE(types_of(task).empty());
  EXPECT_EQ(ask("GET " + url("Events/" + created)).status, 404U);
  EXPECT_EQ(types("?EventType=worker.created").size(), 1U);
  EXPECT_EQ(types("?EventType=workspace.created").size(), 1U);
}

// A short window.
class FewEvents : public Events {
 protected:
  FewEvents() : Events(settings()) {}
  static WorkSettings settings() {
    WorkSettings made;
    made.events_kept = 5;
    return made;
  }

  // As event callbacks tell them, from that turn on.
  std::vector<twilio_events::Fields> forms(std::uint64_t turn) {
    std::vector<twilio_events::Fields> made;
    const auto* kept = api_.events("desk");
    const Workspace& rules = port_.engine("desk")->state().workspace();
    for (auto event = kept->first_of_turn(turn); event != kept->window.end(); ++event) {
      made.push_back(
          twilio_events::event_form(*event, {rules, "ACone", "Desk", [](SidKind kind, std::uint64_t serial) {
                                               return make_sid(sid_key("desk"), kind, serial);
                                             }}));
    }
    return made;
  }
};

TEST_F(FewEvents, keep_the_newest_and_tell_all) {
  const Answer task = new_task();
  ask("POST " + task_path(task), {{"Priority", "4"}});
  EXPECT_EQ(types(), (Names{"workflow.entered", "workflow.target-matched", "task-queue.entered",
                            "reservation.created", "task.updated"}));
  EXPECT_EQ(api_.events("elsewhere"), nullptr);
  EXPECT_EQ(forms(0).size(), 5U) << "of all turns";
  EXPECT_EQ(forms(1).size(), 5U) << "what was dropped is not told";
  EXPECT_EQ(forms(4).size(), 0U) << "has not been yet";
  ASSERT_EQ(forms(3).size(), 1U);
  const twilio_events::Fields last = forms(3).front();
  const std::pair<std::string, std::string> expected[] = {{"EventType", "task.updated"},
                                                          {"AccountSid", "ACone"},
                                                          {"WorkspaceSid", sid(SidKind::workspace, 1)},
                                                          {"WorkspaceName", "Desk"},
                                                          {"ResourceType", "task"},
                                                          {"ResourceSid", task.sid()},
                                                          {"Timestamp", "1772352000"},
                                                          {"TimestampMs", "1772352000000"},
                                                          {"TaskSid", task.sid()},
                                                          {"TaskPriority", "4"},
                                                          {"TaskAssignmentStatus", "reserved"},
                                                          {"WorkflowName", "calls"}};
  for (const auto& [name, value] : expected)
    EXPECT_EQ(http::find_field(last, name).value_or("absent"), value) << name;
  std::set<std::string> sids;
  for (const auto& form : forms(0)) sids.insert(std::string(http::find_field(form, "Sid").value_or("")));
  EXPECT_EQ(sids.size(), 5U) << "no SID twice";
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
