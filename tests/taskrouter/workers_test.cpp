// Workers and their channels over the REST API.
#include "tests/taskrouter/api_world.h"

namespace switchyard::adapters::taskrouter {
namespace {

class Workers : public ApiWorld {
 protected:
  std::string workspace_ = make_workspace();
  std::string workers_ = workspace_ + "/Workers";

  std::string activity(const std::string& name) {
    const Answer list = ask("GET " + workspace_ + "/Activities?FriendlyName=" + name);
    return text_of(list.body["activities"][0], "sid");
  }
  std::vector<std::string> names(const std::string& query) {
    std::vector<std::string> found;
    const Answer answer = ask("GET " + workers_ + query);
    for (const Json& row : answer.body.at("workers")) found.push_back(text_of(row, "friendly_name"));
    return found;
  }
  static std::string etag(const Answer& answer) {
    return std::string(http::find_header(answer.headers, "ETag").value_or(""));
  }
};

using Names = std::vector<std::string>;

TEST_F(Workers, are_made_offline_with_a_channel_of_each_kind) {
  const Answer made = make(workers_, {{"FriendlyName", "ann"}, {"Attributes", R"({"level": 3})"}});
  const std::string url = "https://example.com" + workers_ + "/" + made.sid();
  EXPECT_EQ(made.sid().substr(0, 2), "WK");
  EXPECT_EQ(made.text("activity_name"), "Offline");
  EXPECT_EQ(made.text("activity_sid"), activity("Offline"));
  EXPECT_EQ(made.body["available"], false);
  EXPECT_EQ(made.text("attributes"), R"({"level":3})");
  EXPECT_EQ(made.text("date_status_changed"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(made.text("url"), url);
  EXPECT_EQ(made.body["links"]["reservations"], url + "/Reservations");
  EXPECT_EQ(ask("GET " + workers_ + "/" + made.sid()).body, made.body);
  const Json channels = ask("GET " + workers_ + "/" + made.sid() + "/Channels").body["channels"];
  ASSERT_EQ(channels.size(), 5U);
  EXPECT_EQ(text_of(channels[1], "sid").substr(0, 2), "WC");
  EXPECT_EQ(text_of(channels[1], "task_channel_unique_name"), "voice");
  EXPECT_EQ(channels[1]["configured_capacity"], 1);
  EXPECT_EQ(channels[1]["available_capacity_percentage"], 100);
  EXPECT_EQ(channels[1]["assigned_tasks"], 0);
  EXPECT_EQ(channels[1]["available"], true);
}

TEST_F(Workers, change_activity_attributes_and_name_in_one_request) {
  const Answer made = make(workers_, {{"FriendlyName", "ann"}});
  port_.advance(minutes(5));
  const Answer changed = ask(
      "POST " + workers_ + "/" + made.sid(),
      {{"ActivitySid", activity("Available")}, {"Attributes", R"({"level":4.5})"}, {"FriendlyName", "anna"}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(changed.sid(), made.sid());
  EXPECT_EQ(changed.text("friendly_name"), "anna");
  EXPECT_EQ(changed.text("attributes"), R"({"level":4.5})");
  EXPECT_EQ(changed.text("activity_name"), "Available");
  EXPECT_EQ(changed.body["available"], true);
  EXPECT_EQ(changed.text("date_status_changed"), "2026-03-01T08:05:00Z");
  EXPECT_EQ(changed.text("date_updated"), "2026-03-01T08:05:00Z");
  EXPECT_EQ(changed.text("date_created"), "2026-03-01T08:00:00Z");
  const Answer renamed = ask("POST " + workers_ + "/" + made.sid(), {{"FriendlyName", "Anna"}});
  EXPECT_EQ(renamed.text("friendly_name"), "Anna");
  EXPECT_EQ(renamed.text("activity_name"), "Available") << "a change of the document leaves it alone";
  EXPECT_EQ(renamed.text("attributes"), R"({"level":4.5})");
}

TEST_F(Workers, are_not_changed_by_one_who_saw_them_otherwise) {
  const std::string path = workers_ + "/" + make(workers_, {{"FriendlyName", "ann"}}).sid();
  const std::string before = etag(ask("GET " + path));
  EXPECT_EQ(ask("POST " + path, {{"Attributes", "{\"a\":1}"}}, {{"If-Match", before}}).status, 200U);
  const Answer late = ask("POST " + path, {{"Attributes", "{}"}}, {{"if-match", before}});
  EXPECT_EQ(late.status, 412U);
  EXPECT_EQ(late.body["code"], 20412);
  EXPECT_EQ(ask("DELETE " + path, {}, {{"If-Match", before}}).status, 412U);
  const Answer now = ask("GET " + path);
  EXPECT_EQ(now.text("attributes"), "{\"a\":1}");
  EXPECT_EQ(ask("POST " + path, {{"Attributes", "{}"}}, {{"If-Match", "W/" + etag(now) + ", \"x\""}}).status,
            200U);
  EXPECT_EQ(ask("DELETE " + path, {}, {{"If-Match", "*"}}).status, 204U);
}

TEST_F(Workers, are_listed_by_what_they_do_and_know) {
  make(workspace_ + "/TaskQueues", {{"FriendlyName", "loans"}, {"TargetWorkers", "skills HAS 'loans'"}});
  make(workers_, {{"FriendlyName", "ann"},
                  {"ActivitySid", activity("Available")},
                  {"Attributes", R"({"skills":["loans"],"level":2})"}});
  make(workers_, {{"FriendlyName", "bob"}, {"Attributes", R"({"level":5})"}});
  make(workers_, {{"FriendlyName", "cid"}, {"ActivitySid", activity("Unavailable")}});
  EXPECT_EQ(names(""), (Names{"ann", "bob", "cid"}));
  EXPECT_EQ(names("?FriendlyName=bob"), (Names{"bob"}));
  EXPECT_EQ(names("?ActivityName=Offline"), (Names{"bob"}));
  EXPECT_EQ(names("?ActivitySid=" + activity("Unavailable")), (Names{"cid"}));
  EXPECT_EQ(names("?Available=1"), (Names{"ann"}));
  EXPECT_EQ(names("?Available=false"), (Names{"bob", "cid"}));
  EXPECT_EQ(names("?TaskQueueName=loans"), (Names{"ann"}));
  EXPECT_EQ(names("?TaskQueueName=nothing"), (Names{}));
  EXPECT_EQ(names("?TargetWorkersExpression=level%20%3E%201"), (Names{"ann", "bob"}));
  EXPECT_EQ(names("?TargetWorkersExpression=worker.channel.voice.configured_capacity%20%3D%3D%201%20AND%20"
                  "activity_name%20!%3D%20'Offline'"),
            (Names{"ann", "cid"}));
  EXPECT_EQ(names("?Ordering=ActivityName:asc,FriendlyName:desc"), (Names{"ann", "bob", "cid"}));
  EXPECT_EQ(names("?Ordering=FriendlyName:desc"), (Names{"cid", "bob", "ann"}));
  const Answer wrong = ask("GET " + workers_ + "?TargetWorkersExpression=level-1");
  EXPECT_EQ(wrong.status, 400U);
  EXPECT_EQ(ask("GET " + workers_ + "?TargetWorkersExpression=1%3D%3D1").status, 429U) << "the fourth";
}

TEST_F(Workers, come_in_pages_that_hold_still) {
  for (const char* name : {"a", "b", "c", "d", "e"}) make(workers_, {{"FriendlyName", name}});
  const Answer first = ask("GET " + workers_ + "?PageSize=2");
  const std::string host = "https://example.com";
  EXPECT_EQ(first.body["meta"]["page_size"], 2);
  EXPECT_TRUE(first.body["meta"]["previous_page_url"].is_null());
  ask("DELETE " + workers_ + "/" + text_of(first.body["workers"][0], "sid"));
  const Answer second = ask("GET " + text_of(first.body["meta"], "next_page_url").substr(host.size()));
  EXPECT_EQ(text_of(second.body["workers"][0], "friendly_name"), "c") << "nobody is left out";
  EXPECT_EQ(second.body["meta"]["page"], 1);
  const Answer third = ask("GET " + text_of(second.body["meta"], "next_page_url").substr(host.size()));
  EXPECT_EQ(third.body["workers"].size(), 1U);
  EXPECT_TRUE(third.body["meta"]["next_page_url"].is_null());
  const Answer back = ask("GET " + text_of(third.body["meta"], "previous_page_url").substr(host.size()));
  EXPECT_EQ(text_of(back.body["workers"][0], "friendly_name"), "c");
  EXPECT_EQ(ask("GET " + workers_ + "?Page=1").body["code"], 40153);
  EXPECT_EQ(ask("GET " + workers_ + "?PageSize=1001").status, 400U);
  EXPECT_EQ(ask("GET " + workers_ + "?PageSize=0").status, 400U);
  EXPECT_EQ(ask("GET " + workers_ + "?PageToken=xy").status, 400U);
}

TEST_F(Workers, say_what_is_wrong_with_them) {
  const std::string path = workers_ + "/" + make(workers_, {{"FriendlyName", "ann"}}).sid();
  const http::Fields wrong[] = {
      {{"FriendlyName", "Ann"}},
      {{"FriendlyName", ""}},
      {{"Attributes", "[]"}, {"FriendlyName", "x"}},
      {{"Attributes", "{\"a\":1,}"}, {"FriendlyName", "x"}},
      {{"Attributes", "{\"a\":1,\"a\":2}"}, {"FriendlyName", "x"}},
      {{"Attributes", "{\"a\":\"" + std::string(4096, 'x') + "\"}"}, {"FriendlyName", "x"}},
      {{"ActivitySid", "WA00000000000000000000000000000000"}, {"FriendlyName", "x"}},
  };
  for (const http::Fields& form : wrong) {
    const Answer refused = ask("POST " + workers_, form);
    EXPECT_EQ(refused.status, 400U) << http::write_form(form).substr(0, 100);
    EXPECT_EQ(refused.body["code"], 20001);
  }
  const http::Fields rejecting{{"ActivitySid", activity("Available")}, {"RejectPendingReservations", "true"}};
  EXPECT_EQ(ask("POST " + path, rejecting).status, 400U);
  EXPECT_EQ(ask("GET " + path).text("activity_name"), "Offline") << "nothing has changed";
  EXPECT_EQ(names(""), (Names{"ann"}));
}

TEST_F(Workers, may_have_the_name_of_one_who_is_gone) {
  const Answer first = make(workers_, {{"FriendlyName", "ann"}, {"ActivitySid", activity("Available")}});
  EXPECT_EQ(ask("DELETE " + workers_ + "/" + first.sid()).status, 204U);
  EXPECT_EQ(ask("GET " + workers_ + "/" + first.sid()).status, 404U);
  const Answer second = make(workers_, {{"FriendlyName", "ann"}});
  EXPECT_NE(second.sid(), first.sid());
  EXPECT_EQ(second.text("activity_name"), "Offline");
  EXPECT_EQ(names(""), (Names{"ann"}));
}

TEST_F(Workers, take_as_much_as_their_channels_say) {
  const std::string channels = workers_ + "/" + make(workers_, {{"FriendlyName", "ann"}}).sid() + "/Channels";
  const Answer changed = ask("POST " + channels + "/chat", {{"Capacity", "4"}, {"Available", "false"}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(changed.body["configured_capacity"], 4);
  EXPECT_EQ(changed.body["available"], false);
  EXPECT_EQ(ask("GET " + channels + "/" + changed.sid()).body, changed.body);
  EXPECT_EQ(ask("GET " + channels + "/" + changed.text("task_channel_sid")).body, changed.body);
  make(workspace_ + "/TaskQueues", {{"FriendlyName", "all"}});
  EXPECT_EQ(ask("GET " + channels + "/chat").body["configured_capacity"], 4) << "new rules leave it alone";
  EXPECT_EQ(ask("POST " + channels + "/chat", {{"Capacity", "0"}}).body["available_capacity_percentage"], 0);
  EXPECT_EQ(ask("POST " + channels + "/chat", {{"Capacity", "-1"}}).status, 400U);
  EXPECT_EQ(ask("POST " + channels + "/fax", {{"Capacity", "1"}}).status, 404U);
}

}  // namespace
}  // namespace switchyard::adapters::taskrouter
