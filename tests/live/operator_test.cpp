// What operators do with a running host: look at it, act on it, and put new rules to work.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/live/centre.h"

namespace switchyard::live {
namespace {

using cli_test::Folder;
using cli_test::Ran;
using Json = nlohmann::json;

std::string workspace_text(const std::string& queue_condition = "1==1") {
  return R"({"version": 1, "name": "centre", "default_activity": "Offline",
  "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
  "timeout_activity": "Offline",
  "task_channels": [{"name": "sms", "kind": "messages"}],
  "workers": [{"name": "ann", "activity": "Available", "attributes": {"level": 2}},
              {"name": "ben", "attributes": {"level": 1}}],
  "task_queues": [{"name": "line", "target_workers": ")" +
         queue_condition + R"("}, {"name": "spare"}],
  "workflows": [{"name": "all", "task_routing": {"default_filter": {"queue": "line"}}}],
  "numbers": [{"name": "main", "number": ")" +
         centre_number + R"(", "workflow": "all"}]})";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class Operator : public testing::Test {
 protected:
  Operator() : server_(SWITCHYARD_PROGRAM, centre_config(), workspace_text()) {
    server_.start();
    send("hello");
  }

  void send(const std::string& text) {
    HttpConnection connection(server_.port());
    const std::string digits = std::to_string(++messages_);
    const SignedForm form =
        sms(server_.url() + "/webhooks/sms", "SM" + std::string(32 - digits.size(), '0') + digits,
            "+1202555" + std::to_string(1'000 + messages_), centre_number, text);
    ASSERT_EQ(connection.request("POST", "/webhooks/sms", form.headers, form.body).status, 200);
  }

  Ran ctl(const std::string& arguments) const { return ctl_as(LiveServer::token, arguments); }
  Ran ctl_as(const std::string& token, const std::string& arguments) const {
    return folder_.run(
        "ctl " + arguments + " --url " + server_.url(),
        std::string("SWITCHYARD_ACCOUNT=") + LiveServer::account + " SWITCHYARD_TOKEN=" + token);
  }
  Json ctl_json(const std::string& arguments) const {
    const Ran ran = ctl(arguments + " -o json");
    EXPECT_EQ(ran.code, 0) << ran.err;
    return Json::parse(ran.out, nullptr, false);
  }
  Ran apply(const std::string& arguments) const {
    return folder_.run("workspace apply new.json --config '" + server_.folder() + "/config.json' " +
                           arguments + " < /dev/null",
                       std::string("SWITCHYARD_TEST_TOKEN=") + LiveServer::token);
  }

  LiveServer server_;
  Folder folder_;
  int messages_ = 0;
};

// --- ctl

TEST_F(Operator, lists_what_there_is) {
  struct Row {
    const char* kind;
    const char* heading;
    std::vector<std::string> parts;
    std::size_t rows;
  };
  const Row rows[] = {
      {"workers",
       "SID                                 NAME  ACTIVITY   AVAILABLE  SINCE",
       {"ann", "ben", "Offline"},
       2},
      {"queues",
       "SID                                 NAME   ORDER  WAITING  OLDEST  AT ONCE  WORKERS",
       {"line", "spare", "FIFO"},
       2},
      {"tasks",
       "SID                                 STATUS    QUEUE  PRIORITY  AGE",
       {"reserved", "line"},
       1},
      {"reservations",
       "SID                                 STATUS   WORKER  TASK",
       {"pending", "ann", "WT"},
       1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.kind);
    const Ran text = ctl(row.kind);
    EXPECT_EQ(text.code, 0) << text.err;
    EXPECT_TRUE(has(text.out, row.heading)) << text.out;
    for (const std::string& part : row.parts) EXPECT_TRUE(has(text.out, part)) << part << "\n" << text.out;
    EXPECT_EQ(ctl_json(row.kind).size(), row.rows);
  }
}

TEST_F(Operator, looks_at_one) {
  const Json worker = ctl_json("workers ann");
  ASSERT_EQ(worker.size(), 1u);
  EXPECT_EQ(worker[0]["friendly_name"], "ann");
  EXPECT_EQ(ctl_json("workers " + worker[0]["sid"].get<std::string>()), worker);
  EXPECT_EQ(ctl_json("reservations ann").size(), 1u);
  EXPECT_EQ(ctl_json("reservations ben").size(), 0u);
  const Json reservation = ctl_json("reservations");
  EXPECT_EQ(ctl_json("reservations " + reservation[0]["sid"].get<std::string>())[0]["worker_name"], "ann");
  EXPECT_EQ(ctl_json("reservations " + reservation[0]["task_sid"].get<std::string>()), reservation);
}

TEST_F(Operator, sees_how_many_wait) {
  EXPECT_EQ(ctl_json("queues line")[0]["waiting"], 0);
  ctl_json("workers ann activity Offline");
  send("anybody?");
  std::size_t waiting = 0;
  for (const Json& task : ctl_json("tasks")) waiting += task["assignment_status"] == "pending" ? 1 : 0;
  ASSERT_GT(waiting, 0u);
  for (const Json& queue : ctl_json("queues"))
    EXPECT_EQ(queue["waiting"], queue["friendly_name"] == "line" ? waiting : 0);
}

TEST_F(Operator, sees_the_journal_and_the_workspace) {
  const Ran journal = ctl("journal");
  EXPECT_EQ(journal.code, 0) << journal.err;
  EXPECT_TRUE(has(journal.out, "[+]journal:centre ok: sequence ")) << journal.out;
  EXPECT_TRUE(has(journal.out, "turn hash ")) << journal.out;
  const Json json = ctl_json("journal");
  EXPECT_EQ(json["ready"], true);
  EXPECT_EQ(json["checks"][0]["name"], "journal:centre");
  EXPECT_EQ(json["checks"][0]["ok"], true);
  EXPECT_TRUE(has(json["checks"][0]["text"], "sequence ")) << json;
  EXPECT_EQ(ctl_json("workspace")["account_sid"], LiveServer::account);
  EXPECT_EQ(ctl_json("workspace --workspace centre")["default_activity_name"], "Offline");
}

TEST_F(Operator, acts) {
  EXPECT_EQ(ctl_json("workers ben activity Available")[0]["activity_name"], "Available");
  EXPECT_EQ(ctl_json("workers ann activity Offline")[0]["available"], false);
  const std::string task = ctl_json("tasks")[0]["sid"];
  EXPECT_EQ(ctl_json("tasks " + task + " priority 7")[0]["priority"], 7);
  const Json canceled = ctl_json("tasks " + task + " cancel test");
  EXPECT_EQ(canceled[0]["assignment_status"], "canceled");
  EXPECT_EQ(canceled[0]["reason"], "test");
}

TEST_F(Operator, answers_for_a_worker) {
  const std::string sid = ctl_json("reservations")[0]["sid"];
  EXPECT_EQ(ctl_json("reservations " + sid + " accept")[0]["reservation_status"], "accepted");
  const Ran again = ctl("reservations " + sid + " accept");
  EXPECT_EQ(again.code, 3);
  EXPECT_TRUE(has(again.err, "not currently in a Pending state")) << again.err;
  EXPECT_EQ(ctl_json("reservations " + sid + " complete")[0]["reservation_status"], "completed");
  EXPECT_EQ(ctl_json("reservations").size(), 0u);
  EXPECT_EQ(ctl_json("tasks")[0]["assignment_status"], "completed");
}

// With a token for operators, and a host that wants its clients to be slow.
TEST(StrictHost, shows_its_journals_to_operators_and_has_others_wait) {
  LiveServer server(SWITCHYARD_PROGRAM,
                    centre_config() + R"(, "operators": {"token": {"environment": "SWITCHYARD_TEST_TOKEN"}})",
                    workspace_text());
  const Folder folder;
  const Ran slowed =
      folder.shell("sed -i 's/\"account_requests_per_second\": 0/\"account_requests_per_second\": 1/' '" +
                   server.folder() + "/config.json'");
  ASSERT_EQ(slowed.code, 0) << slowed.err;
  server.start();
  const std::string url = " --url " + server.url();
  const Ran nobody = folder.run("ctl journal" + url);
  EXPECT_EQ(nobody.code, 3) << nobody.out;
  EXPECT_TRUE(has(nobody.err, "SWITCHYARD_OPERATOR_TOKEN")) << nobody.err;
  const Ran journal =
      folder.run("ctl journal" + url, std::string("SWITCHYARD_OPERATOR_TOKEN=") + LiveServer::token);
  EXPECT_EQ(journal.code, 0) << journal.err;
  EXPECT_TRUE(has(journal.out, "[+]journal:centre ok: sequence ")) << journal.out;
  const std::string account =
      std::string("SWITCHYARD_ACCOUNT=") + LiveServer::account + " SWITCHYARD_TOKEN=" + LiveServer::token;
  const Ran workers =
      folder.run("ctl workers ann activity Offline" + url, account);  // four requests, two at once
  EXPECT_EQ(workers.code, 0) << workers.err;
}

// The start is from a snapshot that has all of it in it.
TEST_F(Operator, sees_the_last_day_after_a_restart_too) {
  const std::string task = ctl_json("tasks")[0]["sid"];
  ctl_json("tasks " + task + " cancel test");
  const std::string workspace = "/v1/Workspaces/" + ctl_json("workspace")["sid"].get<std::string>();
  const auto asked = [&](const std::string& path) {
    HttpConnection connection(server_.port());
    const Reply reply = connection.request("GET", workspace + path, LiveServer::authorization, "");
    EXPECT_EQ(reply.status, 200) << reply.body;
    return Json::parse(reply.body, nullptr, false);
  };
  const Json before = asked("/Events?TaskSid=" + task);
  for (int restarts = 0; restarts < 2; ++restarts) {
    ASSERT_EQ(server_.stop(), 0) << server_.log();
    server_.start();
  }
  EXPECT_EQ(ctl_json("tasks " + task)[0]["reason"], "test");
  EXPECT_EQ(asked("/Events?TaskSid=" + task)["events"].size(), before["events"].size());
  const Json counted = asked("/CumulativeStatistics");
  EXPECT_EQ(counted["tasks_created"], 1);
  EXPECT_EQ(counted["tasks_canceled"], 1);
}

TEST_F(Operator, is_told_what_cannot_be) {
  struct Row {
    const char* arguments;
    int code;
    const char* said;
  };
  const Row rows[] = {
      {"worker", 2, "workers"},
      {"", 2, "KIND"},
      {"workers cid", 3, "there is no \"cid\""},
      {"workers ann activity Lunch", 3, "there is no \"Lunch\""},
      {"workers ann fire", 2, "workers cannot be told \"fire\""},
      {"queues line cancel", 2, "queues cannot be told \"cancel\""},
      {"reservations nobody", 3, "there is no \"nobody\""},
      {"reservations WR00000000000000000000000000000000", 3, "there is no open reservation"},
      {"reservations ann accept", 2, "its own SID"},
      {"journal now", 2, "a word too many"},
      {"tasks --workspace other", 2, "there is no such workspace"},
      {"tasks -o xml", 2, "xml"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.arguments);
    const Ran ran = ctl(row.arguments);
    EXPECT_EQ(ran.code, row.code) << ran.err;
    EXPECT_TRUE(has(ran.err, row.said)) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
  const Ran stranger = ctl_as("another", "tasks");
  EXPECT_EQ(stranger.code, 3);
  EXPECT_TRUE(has(stranger.err, "SWITCHYARD_TOKEN")) << stranger.err;
  const Ran nobody = folder_.run("ctl tasks --url http://127.0.0.1:" + std::to_string(free_port()));
  EXPECT_EQ(nobody.code, 4) << nobody.err;
}

// --- documents

TEST_F(Operator, has_the_whole_document) {
  HttpConnection connection(server_.port());
  const Json list = Json::parse(connection.request("GET", "/v1/documents", "", "").body);
  EXPECT_EQ(list[0]["workspace"], "centre");
  EXPECT_EQ(list[0]["version"], 1);
  const Json document = Json::parse(connection.request("GET", "/v1/documents/centre", "", "").body);
  EXPECT_EQ(document["workers"].size(), 2u);
  EXPECT_EQ(document["taskrouter"]["account_sid"], LiveServer::account);
  EXPECT_EQ(connection.request("GET", "/v1/documents/other", "", "").status, 404);
  EXPECT_EQ(connection.request("DELETE", "/v1/documents/centre", "", "").status, 405);
}

TEST_F(Operator, swaps_documents_by_a_journaled_command) {
  HttpConnection connection(server_.port());
  const auto post = [&](const std::string& query, const std::string& headers, const std::string& body) {
    return connection.request("POST", "/v1/documents/centre" + query, headers, body);
  };
  const std::string next = workspace_text("level > 1");
  const Reply dry = post("?dry_run=true", "", next);
  EXPECT_EQ(dry.status, 200) << dry.body;
  const Json proposed = Json::parse(dry.body);
  EXPECT_EQ(proposed["same"], false);
  EXPECT_EQ(proposed["version"], 1);
  EXPECT_TRUE(has(proposed["document"], "account_sid"));
  const Reply done = post("", "If-Match: \"1\"\r\n", next);
  EXPECT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(Json::parse(done.body)["version"], 2);
  EXPECT_EQ(post("", "If-Match: \"1\"\r\n", workspace_text()).status, 412);
  EXPECT_EQ(Json::parse(post("", "", next).body)["same"], true);
  EXPECT_EQ(post("", "", "{\"version\": 1").status, 422);
  const Reply other = post("", "", R"({"version": 1, "name": "other"})");
  EXPECT_EQ(other.status, 422) << other.body;
  const Reply faults = post("", "", workspace_text("level >"));
  EXPECT_EQ(faults.status, 422);
  EXPECT_FALSE(Json::parse(faults.body)["problems"].empty()) << faults.body;
  // The API's account goes on, and a start from the journal has the new rules.
  EXPECT_EQ(ctl_json("queues line")[0]["target_workers"], "level > 1");
  server_.kill();
  server_.start();
  EXPECT_EQ(ctl_json("queues line")[0]["target_workers"], "level > 1");
}

// --- apply

TEST_F(Operator, is_asked_before_a_workspace_is_applied) {
  folder_.write("new.json", workspace_text("friendly_name == 'ben'"));
  const Ran unasked = apply("");
  EXPECT_EQ(unasked.code, 2) << unasked.out;
  EXPECT_TRUE(has(unasked.err, "no terminal")) << unasked.err;
  EXPECT_TRUE(has(unasked.err, "--yes")) << unasked.err;
  const Ran dry = apply("--dry-run");
  EXPECT_EQ(dry.code, 0) << dry.err;
  EXPECT_TRUE(has(dry.out, "target_workers")) << dry.out;
  EXPECT_TRUE(has(dry.out, "the last 24 h under these rules: 1 decisions: 0 the same")) << dry.out;
  EXPECT_TRUE(has(dry.out, "nothing was changed")) << dry.out;
  EXPECT_EQ(ctl_json("queues line")[0]["target_workers"], "1==1");
  const Ran done = apply("--yes");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_TRUE(has(done.out, "centre: version 2 is at work since turn ")) << done.out;
  EXPECT_EQ(ctl_json("queues line")[0]["target_workers"], "friendly_name == 'ben'");
  EXPECT_TRUE(has(apply("--yes").out, "is at work already"));
}

// So many dealers with three people each: of a thousand the document is larger than limits.body_bytes.
std::string dealers(int count) {
  std::string tenants, workers, queues, workflows;
  for (int i = 0; i < count; ++i) {
    const std::string comma = i == 0 ? "" : ", ";
    const std::string dealer = "dealer-" + std::to_string(10'000 + i);
    const std::string tenant = R"(, "tenant": ")" + dealer + "\"";
    tenants += comma + R"({"name": ")" + dealer + "\"}";
    for (const char* who : {"sales", "service", "parts"}) {
      workers += (workers.empty() ? "" : ", ") + (R"({"name": ")" + dealer + "-" + who + "\"") + tenant +
                 R"(, "attributes": {"department": ")" + who + R"(", "languages": ["en", "es", "fr"],
                 "address": ")" +
                 std::string(150, 'x') + "\"}}";
    }
    queues +=
        comma + R"({"name": ")" + dealer + "\"" + tenant + R"(, "target_workers": "department == 'sales'"})";
    workflows += comma + R"({"name": ")" + dealer + "\"" + tenant +
                 R"(, "task_routing": {"default_filter": {"queue": ")" + dealer + "\"}}}";
  }
  return R"({"version": 1, "name": "centre", "default_activity": "Offline",
  "activities": [{"name": "Available", "available": true}, {"name": "Offline", "available": false}],
  "timeout_activity": "Offline", "task_channels": [{"name": "sms", "kind": "messages"}, {"name": "voice", "kind": "call"}],
  "tenants": [)" +
         tenants + R"(], "workers": [)" + workers + R"(], "task_queues": [)" + queues +
         R"(], "workflows": [)" + workflows + "]}";
}

TEST(OperatorOfANetwork, applies_a_workspace_of_a_thousand_dealers) {
  LiveServer server(SWITCHYARD_PROGRAM, centre_config(), dealers(1));
  server.start();
  const Folder folder;
  const std::string thousand = dealers(1'000);
  ASSERT_GT(thousand.size(), std::size_t{1} << 20);
  folder.write("new.json", thousand);
  const Ran done =
      folder.run("workspace apply new.json --yes --config '" + server.folder() + "/config.json' < /dev/null",
                 std::string("SWITCHYARD_TEST_TOKEN=") + LiveServer::token);
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_TRUE(has(done.out, "centre: version 2 is at work since turn ")) << done.out.substr(0, 2'000);
  HttpConnection stranger(server.port());
  const std::string passed_on = "X-Forwarded-For: 192.0.2.1\r\n";
  EXPECT_EQ(stranger.request("POST", "/v1/documents/centre", passed_on, thousand).status, 413);
}

// `script` gives the program a terminal, and types.
TEST_F(Operator, answers_on_a_terminal) {
  folder_.write("new.json", workspace_text("level > 1"));
  if (folder_.shell("script --version").code != 0) GTEST_SKIP() << "needs script of util-linux";
  const std::string command =
      "'" SWITCHYARD_PROGRAM "' workspace apply new.json --config " + server_.folder() + "/config.json";
  const auto typed = [&](const std::string& word) {
    return folder_.shell("(sleep 1; echo " + word + "; sleep 1) | SWITCHYARD_TEST_TOKEN=" +
                         std::string(LiveServer::token) + " script -q -e -c \"" + command + "\" /dev/null");
  };
  const Ran no = typed("n");
  EXPECT_TRUE(has(no.out, "[y/N]")) << no.out << no.err;
  EXPECT_TRUE(has(no.out, "nothing was changed")) << no.out;
  EXPECT_TRUE(has(typed("y").out, "version 2 is at work")) << no.out;
}

TEST_F(Operator, gets_the_difference_as_json) {
  folder_.write("new.json", workspace_text("friendly_name == 'ben'"));
  const Ran ran = apply("--yes -o json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  const Json json = Json::parse(ran.out, nullptr, false);
  EXPECT_EQ(json["applied"], true);
  EXPECT_EQ(json["version"], 2);
  EXPECT_EQ(json["decisions"]["decisions"], 1);
  EXPECT_EQ(json["decisions"]["otherWorkers"], 1);
  EXPECT_EQ(json["changes"].size(), 1u) << ran.out;
}

TEST_F(Operator, is_told_why_a_workspace_is_not_applied) {
  folder_.write("new.json", workspace_text("level >"));
  const Ran wrong = apply("--yes");
  EXPECT_EQ(wrong.code, 3);
  EXPECT_TRUE(has(wrong.err, "new.json:")) << wrong.err;
  std::string other = workspace_text();
  folder_.write("new.json", other.replace(other.find("centre"), 6, "branch"));
  EXPECT_NE(apply("--yes").code, 0);
  folder_.write("new.json", workspace_text("level > 1"));
  EXPECT_EQ(folder_.run("workspace apply new.json --yes").code, 2);
  EXPECT_EQ(folder_.run("workspace apply new.json --yes --url http://127.0.0.1:1").code, 2);
  EXPECT_EQ(apply("--yes --url http://127.0.0.1:1").code, 4);
  EXPECT_EQ(ctl_json("queues line")[0]["target_workers"], "1==1");
}

TEST_F(Operator, starts_with_damaged_files_beside_the_journals_and_is_told_of_them) {
  ASSERT_EQ(server_.stop(), 0);
  for (const char* name : {"recordings.due", "calls.ended", "events.dead"})
    std::ofstream(server_.folder() + "/journals/" + name) << std::string(9'000, 'x');
  server_.start();
  HttpConnection connection(server_.port());
  const std::string state = connection.request("GET", "/readyz?verbose", "", "").body;
  for (const std::string name : {"recordings.due", "calls.ended", "events.dead"}) {
    EXPECT_TRUE(has(state, "[+]file:" + name + " ok: was damaged at the start, stands in " + name +
                               ".damaged-1 now; 0 of its rows could be read\n"))
        << state;
    EXPECT_TRUE(has(server_.log(), R"("event":"damaged_file","file":")" + name + '"')) << server_.log();
  }
  send("good day");
  ASSERT_EQ(server_.stop(), 0);
  server_.start();
  EXPECT_FALSE(has(connection.request("GET", "/readyz?verbose", "", "").body, "damaged"));
}

}  // namespace
}  // namespace switchyard::live
