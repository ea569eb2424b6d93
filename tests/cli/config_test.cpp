// The configuration of the live host: each fault is told with its place, and secrets come from the
// environment or from files only.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

const char* const good_config = R"({
  "version": 1,
  "listen": "127.0.0.1:0",
  "journal": {"folder": "journals"},
  "accounts": [
    {"sid": "AC00000000000000000000000000000001", "token": {"environment": "TEST_TOKEN"},
     "keys": [{"sid": "SK00000000000000000000000000000001", "secret": {"file": "key.txt"}, "tenant": "north"}]}
  ],
  "workspaces": [{"file": "workspace.json", "account": "AC00000000000000000000000000000001"}],
  "operators": {"token": {"environment": "TEST_TOKEN"}},
  "webhooks": {"account": "AC00000000000000000000000000000001"},
  "leads": [
    {"tenant": "north", "workspace": "small", "workflow": "calls", "fields": {"phone": "/lead/phone"},
     "bearer": {"file": "key.txt"}}
  ],
  "presence_grace": "30s",
  "limits": {"connections": 100},
  "log": {"level": "warning", "format": "text"}
}
)";

const char* const served_workspace = R"({
  "version": 1,
  "name": "small",
  "tenants": [{"name": "north"}, {"name": "south"}],
  "task_channels": [{"name": "voice", "kind": "call"}, {"name": "lead"}],
  "workers": [{"name": "ann", "tenant": "north"}],
  "task_queues": [{"name": "line", "tenant": "north"}, {"name": "southern", "tenant": "south"}],
  "workflows": [
    {"name": "calls", "tenant": "north", "task_routing": {"default_filter": {"queue": "line"}}},
    {"name": "southern", "tenant": "south", "task_routing": {"default_filter": {"queue": "southern"}}}
  ],
  "numbers": [{"name": "main", "number": "+12025550100", "tenant": "north", "workflow": "calls"}]
}
)";

void write_config(const Folder& folder, const std::string& config) {
  folder.write("workspace.json", served_workspace);
  folder.write("key.txt", "a secret of a file\nnot this line\n");
  folder.write("config.json", config);
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

constexpr const char* with_token = "TEST_TOKEN=0123456789 timeout 20";

struct Fault {
  const char* what;
  const char* from;
  const char* to;
  std::vector<std::string> fragments;
};

TEST(Config, faults_are_told_with_line_and_column) {
  const Fault faults[] = {
      {"no JSON", "\"version\": 1,", "\"version\": 1", {"config.json:3:3: error"}},
      {"a key twice", "\"version\": 1,", "\"version\": 1, \"version\": 1,", {"config.json:2:17: error"}},
      {"another version", "\"version\": 1", "\"version\": 2", {"config.json:2:14: error", "at /version"}},
      {"an unknown key", "\"listen\"", "\"lissten\"", {"config.json:3:3: error", "did you mean", "listen"}},
      {"an unknown key inside",
       "\"connections\"",
       "\"conections\"",
       {"config.json:17:14: error", "connections"}},
      {"no journal", "\"journal\": {\"folder\": \"journals\"},", "", {"config.json:1:1: error", "journal"}},
      {"a wrong type", "\"journals\"", "7", {"config.json:4:25: error", "at /journal/folder"}},
      {"no port", "127.0.0.1:0", "127.0.0.1", {"config.json:3:13: error", "ADDRESS:PORT"}},
      {"a port too high", "127.0.0.1:0", "127.0.0.1:70000", {"config.json:3:13: error", "ADDRESS:PORT"}},
      {"a port that is none", "127.0.0.1:0", "127.0.0.1:http", {"config.json:3:13: error", "ADDRESS:PORT"}},
      {"no address", "127.0.0.1:0", ":8080", {"config.json:3:13: error", "ADDRESS:PORT"}},
      {"a limit too low", "\"connections\": 100", "\"connections\": 0", {"config.json:17:29: error"}},
      {"a limit with a fraction",
       "\"connections\": 100",
       "\"connections\": 1.5",
       {"config.json:17:29: error"}},
      {"a duration that is none",
       "\"30s\"",
       "\"soon\"",
       {"config.json:16:21: error", "presence_grace must be a duration (found \"soon\")",
        "at /presence_grace"}},
      {"a duration below nothing",
       "\"30s\"",
       "\"-30s\"",
       {"config.json:16:21: error", "presence_grace must not be negative (found \"-30s\")"}},
      {"a duration beyond all",
       "\"30s\"",
       "\"99999999d\"",
       {"config.json:16:21: error", "presence_grace must be at most "}},
      {"an unknown level", "\"warning\"", "\"warnin\"", {"config.json:18:20: error", "warning"}},
      {"a workspace of nobody",
       "\"account\": \"AC00000000000000000000000000000001\"}],",
       "\"account\": \"AC00000000000000000000000000000002\"}],",
       {"config.json:9:56: error", "/accounts"}},
      {"webhooks of nobody",
       "{\"account\": \"AC00000000000000000000000000000001\"}",
       "{\"account\": \"AC00000000000000000000000000000002\"}",
       {"config.json:11:27: error", "/accounts"}},
      {"webhooks that nobody signs",
       "{\"account\": \"AC00000000000000000000000000000001\"}",
       "{\"signatures\": false}",
       {"config.json:11:16: error", "signatures"}},
      {"a field that is no pointer",
       "\"/lead/phone\"",
       "\"phone\"",
       {"config.json:13:88: error", "JSON pointer"}},
      {"an account twice",
       "\"accounts\": [\n",
       "\"accounts\": [\n    {\"sid\": \"AC00000000000000000000000000000001\", \"token\": {\"environment\": "
       "\"TEST_TOKEN\"}},\n",
       {"config.json:7:13: error", "than that of /accounts/0/sid", "at /accounts/1/sid"}},
      {"a key of two accounts",
       "\"accounts\": [\n",
       "\"accounts\": [\n    {\"sid\": \"AC2\", \"token\": {\"file\": \"key.txt\"}, \"keys\": [{\"sid\": "
       "\"SK00000000000000000000000000000001\", \"secret\": {\"file\": \"key.txt\"}}]},\n",
       {"config.json:8:23: error", "than that of /accounts/0/keys/0/sid"}},
      {"a token of two agents",
       "\"presence_grace\"",
       "\"agents\": [{\"worker\": \"ann\", \"token\": {\"file\": \"key.txt\"}},\n"
       "             {\"worker\": \"bob\", \"token\": {\"file\": \"key.txt\"}}],\n  \"presence_grace\"",
       {"config.json:17:41: error", "another token than that of /agents/0/token"}},
      {"a public URL that is none",
       "\"listen\"",
       "\"public_url\": \"ftp://calls.example.com\",\n  \"listen\"",
       {"config.json:3:17: error", "http or https", "hint: for example"}},
      {"a public URL with a query",
       "\"listen\"",
       "\"public_url\": \"https://calls.example.com/?a=b\",\n  \"listen\"",
       {"config.json:3:17: error", "without a query"}},
      {"a lead of anybody",
       ",\n     \"bearer\": {\"file\": \"key.txt\"}",
       "",
       {"config.json:13:5: error", "bearer"}},
  };
  for (const Fault& fault : faults) {
    SCOPED_TRACE(fault.what);
    const Folder folder;
    write_config(folder, changed(good_config, fault.from, fault.to));
    const Ran ran = folder.run("serve --config config.json", with_token);
    EXPECT_EQ(ran.code, 3) << ran.err;
    EXPECT_EQ(ran.out, "");
    for (const std::string& fragment : fault.fragments)
      EXPECT_NE(ran.err.find(fragment), std::string::npos) << fragment << " is not in:\n" << ran.err;
    EXPECT_FALSE(folder.has("journals"));
  }
}

TEST(Config, secrets_stand_nowhere_but_in_the_environment_and_in_files) {
  const Fault faults[] = {
      {"in the file itself",
       "\"token\": {\"environment\": \"TEST_TOKEN\"},",
       "\"token\": \"0123456789\",",
       {"config.json:6:60: error"}},
      {"in a variable that is not set",
       "\"environment\": \"TEST_TOKEN\"",
       "\"environment\": \"TEST_TOKENS\"",
       {"config.json:6:60: error", "TEST_TOKENS is not set"}},
      {"in a file that is not there",
       "{\"file\": \"key.txt\"}",
       "{\"file\": \"keys.txt\"}",
       {"config.json:7:71: error", "cannot be read"}},
      {"in an empty file",
       "{\"file\": \"key.txt\"}",
       "{\"file\": \"empty.txt\"}",
       {"config.json:7:71: error", "empty"}},
      {"in both",
       "{\"environment\": \"TEST_TOKEN\"}",
       "{\"environment\": \"TEST_TOKEN\", \"file\": \"key.txt\"}",
       {"config.json:6:60: error"}},
      {"in neither", "{\"environment\": \"TEST_TOKEN\"}", "{}", {"config.json:6:60: error"}},
  };
  for (const Fault& fault : faults) {
    SCOPED_TRACE(fault.what);
    const Folder folder;
    write_config(folder, changed(good_config, fault.from, fault.to));
    folder.write("empty.txt", "\n");
    const Ran ran = folder.run("serve --config config.json", with_token);
    EXPECT_EQ(ran.code, 3) << ran.err;
    for (const std::string& fragment : fault.fragments)
      EXPECT_NE(ran.err.find(fragment), std::string::npos) << fragment << " is not in:\n" << ran.err;
    EXPECT_EQ(ran.err.find("a secret of a file"), std::string::npos);
  }
}

TEST(Config, that_wants_more_connections_than_there_are_descriptors_is_told) {
  const Folder folder;
  write_config(folder, good_config);
  const std::string serve = "TEST_TOKEN=0123456789 timeout --preserve-status -s TERM 2";
  const Ran few = folder.run("serve --config config.json", "ulimit -n 150; " + serve);
  EXPECT_EQ(few.code, 0) << few.err;
  EXPECT_NE(few.err.find("few_descriptors"), std::string::npos) << few.err;
  const Ran raised = folder.run("serve --config config.json", "ulimit -S -n 150; " + serve);
  EXPECT_EQ(raised.code, 0) << raised.err;
  EXPECT_EQ(raised.err.find("few_descriptors"), std::string::npos) << raised.err;
}

// What only a look at the workspaces can tell.
TEST(Config, names_must_be_in_the_workspaces) {
  const Fault faults[] = {
      {"a tenant of a key that is nowhere",
       "\"tenant\": \"north\"}]",
       "\"tenant\": \"nowhere\"}]",
       {"config.json:7:102: error", "no workspace of the account has a tenant \"nowhere\""}},
      {"an unknown workspace of leads",
       "\"workspace\": \"small\"",
       "\"workspace\": \"large\"",
       {"config.json:13:38: error", "there is no workspace \"large\"", "at /leads/0/workspace"}},
      {"an unknown tenant of leads",
       "{\"tenant\": \"north\", \"workspace\"",
       "{\"tenant\": \"nowhere\", \"workspace\"",
       {"config.json:13:16: error", "has no tenant \"nowhere\""}},
      {"an unknown workflow of leads",
       "\"workflow\": \"calls\"",
       "\"workflow\": \"mails\"",
       {"config.json:13:59: error", "has no workflow \"mails\"", "at /leads/0/workflow"}},
      {"another tenant's workflow",
       "\"workflow\": \"calls\"",
       "\"workflow\": \"southern\"",
       {"config.json:13:59: error", "is of the tenant \"south\", not of \"north\""}},
      {"an unknown channel of leads",
       "\"workflow\": \"calls\"",
       "\"channel\": \"fax\", \"workflow\": \"calls\"",
       {"config.json:13:58: error", "has no task channel \"fax\""}},
      {"an unknown worker",
       "\"presence_grace\"",
       "\"agents\": [{\"worker\": \"eve\", \"token\": {\"file\": \"key.txt\"}}],\n  \"presence_grace\"",
       {"config.json:16:25: error", "has no worker \"eve\"", "at /agents/0/worker"}},
      {"an unknown channel of messages",
       "\"webhooks\": {",
       "\"webhooks\": {\"channel_sms\": \"fax\", ",
       {"config.json:11:31: error", "no workspace has a task channel \"fax\""}},
      {"an unknown channel of calls",
       "\"webhooks\": {",
       "\"webhooks\": {\"channel_voice\": \"fax\", ",
       {"config.json:11:33: error", "no workspace has a task channel \"fax\""}},
      {"a workspace twice",
       "\"workspaces\": [",
       "\"workspaces\": [{\"file\": \"workspace.json\", \"account\": "
       "\"AC00000000000000000000000000000001\"},\n",
       {"config.json:10:10: error", "has the name \"small\" too"}},
      {"a number in two workspaces",
       "\"workspaces\": [",
       "\"workspaces\": [{\"file\": \"other.json\", \"account\": \"AC00000000000000000000000000000001\"},\n",
       {"config.json:10:10: error", "+12025550100 is in the workspaces \"other\" and \"small\""}},
  };
  for (const Fault& fault : faults) {
    SCOPED_TRACE(fault.what);
    const Folder folder;
    write_config(folder, changed(good_config, fault.from, fault.to));
    folder.write("other.json", changed(served_workspace, "\"small\"", "\"other\""));
    const Ran ran = folder.run("serve --config config.json", with_token);
    EXPECT_EQ(ran.code, 3) << ran.err;
    for (const std::string& fragment : fault.fragments)
      EXPECT_NE(ran.err.find(fragment), std::string::npos) << fragment << " is not in:\n" << ran.err;
    EXPECT_EQ(ran.err.find("listening"), std::string::npos) << ran.err;
  }
}

// Serves, does what the lines say to the process $served, and ends it.
Ran serve_and(const Folder& folder, const std::string& lines) {
  return folder.shell(
      "true\n"
      "TEST_TOKEN=0123456789 timeout 20 '" SWITCHYARD_PROGRAM
      "' serve --config config.json & server=$!\n"
      "for i in 1 2 3 4 5 6 7 8 9; do ls journals/*.journal >/dev/null 2>&1 && break; sleep 0.5; done; sleep "
      "1\n"
      "served=$(pgrep -P $server)\n" +
      lines + "kill -TERM $served; wait $server");
}

TEST(Config, that_is_read_again_changes_nothing_when_it_contradicts_itself) {
  const Folder folder;
  write_config(folder, good_config);
  folder.write("other.json", changed(served_workspace, "\"small\"", "\"other\""));
  folder.write("next.json", changed(good_config, "\"workspaces\": [",
                                    "\"workspaces\": [{\"file\": \"other.json\", \"account\": "
                                    "\"AC00000000000000000000000000000001\"},\n"));
  const Ran ran = serve_and(folder, "cp next.json config.json; kill -HUP $served; sleep 1\n");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("+12025550100 is in the workspaces"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(" error not_reloaded file=\"config.json\""), std::string::npos) << ran.err;
  std::size_t journals = 0;
  for (const std::string& name : folder.names("journals")) journals += name.ends_with(".journal") ? 1 : 0;
  EXPECT_EQ(journals, 1U);
}

// Each line of a text is an object, and these are its events.
std::vector<std::string> events_in(const std::string& text) {
  std::vector<std::string> events;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    EXPECT_TRUE(json.is_object() && json.contains("event") && json.contains("level")) << line;
    if (json.is_object()) events.push_back(json.value("event", ""));
  }
  return events;
}

TEST(Log, as_json_has_nothing_else_in_it) {
  const Folder folder;
  const std::string config =
      changed(good_config, R"("level": "warning", "format": "text")", R"("level": "info", "format": "json")");
  write_config(folder, config);
  folder.write("other.json", changed(served_workspace, "\"small\"", "\"other\""));
  folder.write("fault.json", changed(config, "\"30s\"", "\"soon\""));
  folder.write("two.json", changed(config, "\"workspaces\": [",
                                   "\"workspaces\": [{\"file\": \"other.json\", \"account\": "
                                   "\"AC00000000000000000000000000000001\"},\n"));
  const Ran ran = serve_and(folder,
                            "kill -HUP $served; sleep 0.5\n"
                            "cp fault.json config.json; kill -HUP $served; sleep 0.5\n"
                            "cp two.json config.json; kill -HUP $served; sleep 0.5\n");
  EXPECT_EQ(ran.code, 0) << ran.err;
  std::vector<std::string> events = events_in(ran.err);
  std::erase(events, "host");
  EXPECT_EQ(events, (std::vector<std::string>{"listening", "reloaded", "configuration", "not_reloaded",
                                              "configuration", "not_reloaded", "stopping", "stopped"}))
      << ran.err;
}

TEST(Log, as_json_has_what_kept_the_program_from_starting) {
  const std::string config = changed(good_config, R"("format": "text")", R"("format": "json")");
  const Folder folder;
  write_config(folder, config);
  folder.write("workspace.json", changed(served_workspace, "\"queue\": \"line\"", "\"queue\": \"lime\""));
  const Ran fault = folder.run("serve --config config.json", with_token);
  EXPECT_EQ(fault.code, 3);
  EXPECT_EQ(events_in(fault.err), std::vector<std::string>{"configuration"}) << fault.err;
  EXPECT_NE(fault.err.find(R"("file":"workspace.json","line":9,"column":87,)"), std::string::npos)
      << fault.err;
  write_config(folder, changed(config, "\"journals\"", "\"key.txt\""));
  const Ran world = folder.run("serve --config config.json", with_token);
  EXPECT_EQ(world.code, 4);
  EXPECT_EQ(events_in(world.err), std::vector<std::string>{"failed"}) << world.err;
}

// What the API took away since must not keep the program from coming back.
TEST(Config, that_names_what_a_recovered_workspace_lacks_is_served_with_a_warning) {
  const Folder folder;
  write_config(folder, good_config);
  const char* const briefly = "TEST_TOKEN=0123456789 timeout --preserve-status -s TERM 2";
  EXPECT_EQ(folder.run("serve --config config.json", briefly).code, 0);
  folder.write("config.json", changed(good_config, "\"workflow\": \"calls\"", "\"workflow\": \"mails\""));
  const Ran ran = folder.run("serve --config config.json", briefly);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("has no workflow"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("/leads/0/workflow"), std::string::npos) << ran.err;
}

TEST(Config, a_new_workspace_must_not_name_another_owner) {
  const Folder folder;
  write_config(folder, good_config);
  folder.write("workspace.json", changed(served_workspace, "\"version\": 1,",
                                         "\"version\": 1, \"taskrouter\": {\"account_sid\": \"AC2\"},"));
  const Ran ran = folder.run("serve --config config.json", with_token);
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_NE(ran.err.find("workspace.json:2:47: error: must be \"AC00000000000000000000000000000001\""),
            std::string::npos)
      << ran.err;
}

// Its account was taken out of the file: nobody is left who may write to its numbers.
TEST(Config, that_leaves_numbers_of_a_recovered_workspace_to_nobody_is_served_with_a_warning) {
  const Folder folder;
  write_config(folder, good_config);
  const char* const briefly = "TEST_TOKEN=0123456789 timeout --preserve-status -s TERM 2";
  EXPECT_EQ(folder.run("serve --config config.json", briefly).code, 0);
  const std::string without = changed(good_config,
                                      "\"workspaces\": [{\"file\": \"workspace.json\", \"account\": "
                                      "\"AC00000000000000000000000000000001\"}],\n",
                                      "");
  std::string other = without;
  for (std::size_t at = other.find("AC0"); at != std::string::npos; at = other.find("AC0"))
    other.replace(at, 34, "ACtwo");
  const std::string told = "no webhook reaches the numbers of the workspace";
  folder.write("config.json", other);
  EXPECT_EQ(folder.run("serve --config config.json", briefly).err.find(told), std::string::npos);
  folder.write("config.json", changed(other, "\"account\": \"ACtwo\"", ""));
  const Ran ran = folder.run("serve --config config.json", briefly);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find(told), std::string::npos) << ran.err;
}

// A document that is none is told as everywhere else: its lines, one below the other.
TEST(Config, faults_of_a_workspace_are_told_with_line_and_column) {
  const Folder folder;
  write_config(folder, good_config);
  folder.write("workspace.json", changed(served_workspace, "\"queue\": \"line\"", "\"queue\": \"lime\""));
  const Ran ran = folder.run("serve --config config.json", with_token);
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("workspace.json:9:87: error"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("\n  9 | "), std::string::npos) << ran.err;
  EXPECT_EQ(ran.err.find('?'), ran.err.find("?\n")) << ran.err;  // a hint may ask
}

// Callbacks would be given up one by one, and only the log would know.
TEST(Config, a_new_workspace_must_not_send_callbacks_into_the_own_network) {
  const Folder folder;
  write_config(folder, good_config);
  folder.write("workspace.json",
               changed(served_workspace, "\"version\": 1,",
                       "\"version\": 1, \"taskrouter\": {\"account_sid\": "
                       "\"AC00000000000000000000000000000001\",\n"
                       "  \"event_callback_url\": \"http://10.0.0.1/x\", \"workflows\": {\"calls\":\n"
                       "  {\"assignment_callback_url\": \"http://127.1/x\", "
                       "\"fallback_assignment_callback_url\": \"https://a.example/x\"}}},"));
  const Ran ran = folder.run("serve --config config.json", with_token);
  EXPECT_EQ(ran.code, 3) << ran.err;
  EXPECT_NE(ran.err.find("workspace.json:3:25: error: event_callback_url leads to 10.0.0.1"),
            std::string::npos)
      << ran.err;
  EXPECT_NE(ran.err.find("workspace.json:4:31: error: assignment_callback_url has a number"),
            std::string::npos)
      << ran.err;
  EXPECT_EQ(ran.err.find("a.example:"), std::string::npos) << ran.err;
}

TEST(Config, a_workspace_that_is_not_there_is_the_worlds_fault) {
  const Folder folder;
  write_config(folder, changed(good_config, "\"workspace.json\"", "\"nowhere.json\""));
  EXPECT_EQ(folder.run("serve --config config.json", with_token).code, 4);
}

TEST(Config, all_faults_are_told_at_once) {
  std::string text = changed(good_config, "127.0.0.1:0", "nowhere");
  text = changed(text, "\"/lead/phone\"", "\"phone\"");
  text = changed(text, "TEST_TOKEN", "TEST_TOKENS");
  const Folder folder;
  write_config(folder, text);
  const Ran ran = folder.run("serve --config config.json", with_token);
  EXPECT_EQ(ran.code, 3);
  for (const char* place : {"config.json:3:13", "config.json:6:60", "config.json:13:88"})
    EXPECT_NE(ran.err.find(place), std::string::npos) << place << " is not in:\n" << ran.err;
}

TEST(Config, that_is_not_there_is_the_worlds_fault) {
  const Folder folder;
  EXPECT_EQ(folder.run("serve --config config.json").code, 4);
  EXPECT_EQ(folder.run("serve").code, 2);
}

// The text above is a good one, so that each fault is the only one; and no secret is shown.
TEST(Config, that_is_good_is_served) {
  const Folder folder;
  write_config(folder, changed(good_config, "\"warning\"", "\"info\""));
  const Ran ran =
      folder.run("serve --config config.json", "TEST_TOKEN=0123456789 timeout --preserve-status -s TERM 2");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find(" info listening address=\"127.0.0.1\" port="), std::string::npos) << ran.err;
  EXPECT_EQ(ran.err.find("0123456789"), std::string::npos) << ran.err;
  EXPECT_EQ(ran.err.find("a secret of a file"), std::string::npos) << ran.err;
  EXPECT_TRUE(folder.has("journals"));
}

}  // namespace
}  // namespace switchyard::cli_test
