// The rare sides of the readers of documents: numbers at the edge, words of other languages, long texts
// around a fault.
#include <gtest/gtest.h>

#include "engine/engine.h"
#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

struct Row {
  std::string text;
  std::string expected;  // "" for none
};

void expect_each(const std::vector<Row>& rows, std::string (*problems)(const std::string&)) {
  for (const Row& row : rows) {
    const std::string found = problems(row.text);
    if (row.expected.empty()) {
      EXPECT_EQ(found, "") << row.text;
    } else {
      EXPECT_NE(found.find(row.expected), std::string::npos) << row.text << "\n" << found;
    }
  }
}

TEST(OddDocuments, are_refused_where_they_are_wrong) {
  const std::string zeros(400, '0');
  expect_each(
      {
          {"[1e-999, -1e-999, 0." + zeros + "1, -0." + zeros + "1]", ""},
          {"[1e999]", "1:2 error : the number is beyond what a double holds (found 1e999)"},
          {"[-1" + zeros + "]", "1:2 error : the number is beyond what a double holds"},
          {"[1" + zeros + ".5]", "1:2 error : the number is beyond what a double holds"},
          {"[True]", "true and false are written in lower case"},
          {"[False]", "true and false are written in lower case"},
          {"[None]", "write null, or leave the key out"},
          {"[undefined]", "write null, or leave the key out"},
          {"[1,\r\n 2 3]\r\n", "2:4 error : a comma or ] must follow the value (found 3)"},
          {"[\xC3\xA9]", "1:2 error : a value must stand here (found \xC3\xA9)"},
          {"{\"" + std::string(1'001, 'k') + "\": 1}",
           "1:2 error : a key must have at most 1000 bytes (found 1001)"},
          {"{\"" + std::string(1'000, 'k') + "\": 1}", ""},
      },
      [](const std::string& text) { return problems_of(text); });
}

TEST(OddDocuments, have_as_many_values_as_they_may) {
  Limits limits;
  limits.values = 3;
  const auto problem_in = [&](const std::string& text) {
    const auto document = parse_document(text, "test.json", limits);
    return document ? "" : short_form(document.error());
  };
  EXPECT_EQ(problem_in("[1, 2]"), "");
  for (const std::string one : {"3", "true", "null", "\"a\"", "[]", "{}"}) {
    EXPECT_NE(problem_in("[1, 2, " + one + "]").find("at most 3 values"), std::string::npos) << one;
  }
}

TEST(OddDocuments, tell_the_first_thousand_twins) {
  std::string text = "{\"a\": 0";
  for (int i = 0; i < 2'000; ++i) text += ", \"" + std::to_string(i / 2) + "\": 0";
  for (int i = 0; i < 2'000; ++i) text += ", \"b" + std::to_string(i / 2) + "\": 0";
  const auto document = parse_document(text + "}", "test.json");
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().list().size(), Problems::most_kept);
  EXPECT_TRUE(document.error().is_full());
}

std::string in_workspace(const std::string& members) {
  return R"({"version":1,"name":"w","task_queues":[{"name":"q"}],)" + members + "}";
}

TEST(OddWorkspaces, have_numbers_and_names_of_the_right_form) {
  const auto number = [](const std::string& text) {
    return in_workspace(R"("numbers":[{"name":"n","number":")" + text + "\"}]");
  };
  const auto channel = [](const std::string& name) {
    return in_workspace(R"("task_channels":[{"name":")" + name + "\"}]");
  };
  const std::string wrong = "must be a number in E.164 or a SIP URI";
  expect_each(
      {
          {number("+37052000001"), ""},
          {number("sip:desk@example.com"), ""},
          {number("sips:desk@example.com"), ""},
          {number("+0052000001"), wrong},
          {number("+1"), wrong},
          {number("+3705200000123456"), wrong},
          {number("37052000001"), wrong},
          {number("+3705200a"), wrong},
          {number("+3705200 "), wrong},
          {number("mailto:desk@example.com"), wrong},
          {number("sip:desk"), wrong},
          {number("sip:@example.com"), wrong},
          {number("sip:desk@"), wrong},
          {number("sip:de sk@example.com"), wrong},
          {number("sip:d\xC3\xA9sk@example.com"), wrong},
          {channel("Mail_2-$"), ""},
          {channel("2mail"), "/task_channels/0/name"},
          {channel("m\xC3\xA9l"), "/task_channels/0/name"},
          {channel("a.b"), "/task_channels/0/name"},
      },
      [](const std::string& text) { return findings(text); });
}

TEST(OddWorkspaces, name_SIDs_of_the_right_kind_once) {
  const auto workers = [](const std::string& first, const std::string& second) {
    return in_workspace(R"("workers":[{"name":"a","sid":")" + first + R"("},{"name":"b","sid":")" + second +
                        "\"}]");
  };
  const std::string sid = "WK0123456789abcdef0123456789ABCDEF";
  const std::string other = "WKffffffffffffffffffffffffffffffff";
  const std::string wrong = "must be WK and 32 hexadecimal digits";
  expect_each(
      {
          {workers(sid, other), ""},
          {workers(sid, sid), "/workers/1/sid: sid must stand once in the document"},
          {workers(sid, "WK0"), wrong},
          {workers(sid, "WQ0123456789abcdef0123456789ABCDEF"), wrong},
          {workers(sid, "wk0123456789abcdef0123456789ABCDEF"), wrong},
          {workers(sid, "W10123456789abcdef0123456789ABCDEF"), wrong},
          {workers(sid, "WK0123456789abcdef0123456789ABCDEg"), wrong},
          {workers(sid, "WK0123456789abcdef0123456789ABCDE/"), wrong},
          {workers(sid, "WK0123456789abcdef0123456789ABCDE@"), wrong},
          {workers(sid, "WK0123456789abcdef0123456789ABCDE`"), wrong},
          {workers(sid, "WK0123456789abcdef0123456789ABCDEG"), wrong},
      },
      [](const std::string& text) { return findings(text); });
}

TEST(OddWorkspaces, are_warned_of_names_that_nobody_has_on_that_side) {
  const std::string ann = R"("workers":[{"name":"ann","attributes":{"level":1}}],)";
  const auto queue = [&](const std::string& condition) {
    return R"({"version":1,"name":"w",)" + ann + R"("task_queues":[{"name":"q","target_workers":")" +
           condition + "\"}]}";
  };
  const auto filter = [&](const std::string& condition) {
    return R"({"version":1,"name":"w",)" + ann + R"("task_queues":[{"name":"q"}],"workflows":[{"name":"f",
        "task_routing":{"filters":[{"expression":")" +
           condition + R"(","targets":[{"queue":"q"}]}]}}]})";
  };
  expect_each(
      {
          {queue("level == 1"), ""},
          {queue("task.level == 1"), "a queue knows no task"},
          {queue("levle == 1"), "no worker has an attribute \"levle\" [did you mean \"level\"?]"},
          {filter("level == 1"), ""},
          {filter("worker.level == 1"), "a filter knows no worker"},
      },
      [](const std::string& text) { return findings(text); });
}

// Rules of a higher version that do not go on from those before: the compiler never makes them, a host might.
TEST(OddWorkspaces, are_refused_when_they_do_not_continue_the_present_ones) {
  const auto rules = [](const std::string& other) {
    const auto named = [&](const std::string& list) { return list == other ? std::string("other") : list; };
    return good(R"({"version":1,"name":"w",
      "tenants":[{"name":")" +
                named("tenant") + R"("}], "activities":[{"name":"Out"},{"name":")" + named("activity") +
                R"(","available":true}],
      "task_channels":[{"name":")" +
                named("channel") + R"("}], "channel_groups":[{"name":")" + named("group") +
                R"(","channels":["chat"],"capacity":2}],
      "calendars":[{"name":")" +
                named("calendar") + R"(","zone":"UTC"}], "numbers":[{"name":")" + named("number") +
                R"(","number":"+37052000001"}],
      "workers":[{"name":")" +
                named("worker") + R"(","attributes":{"slot":1,"other":1}}],
      "task_queues":[{"name":")" +
                named("queue") + R"(","target_workers":")" + named("slot") + R"( == 1"}],
      "workflows":[{"name":")" +
                named("workflow") + R"(","task_routing":{"filters":[{"expression":")" + named("filter") +
                R"( == 1","targets":[{"queue":")" + named("queue") + R"("}]}]}}]})");
  };
  for (const std::string other : {"", "tenant", "activity", "channel", "group", "calendar", "number",
                                  "worker", "queue", "workflow", "slot", "filter"}) {
    Engine engine(rules(""), Time{});
    Workspace next = rules(other);
    next.version = 2;
    Output output;
    engine.apply(Time{1}, WorkspaceChanges{{next}, false}, output);
    const auto* refused = std::get_if<CommandRefused>(&output.events.front());
    EXPECT_EQ(refused != nullptr && refused->reason == Refusal::workspace_does_not_extend, !other.empty())
        << other;
  }
}

TEST(OddWorkspaces, have_files_up_to_the_limit_together) {
  const std::string text = R"({"version":1,"name":"w","task_queues":[{"name":"q"}],"workflows":[
      {"name":"a","file":"a.json"},{"name":"b","file":"a.json"}]})";
  const std::string routing = R"({"default_filter":{"queue":"q"}})";
  EXPECT_EQ(findings(text, {{"a.json", routing}}), "");
  const std::string large = routing + std::string(Limits().bytes / 2, ' ');
  EXPECT_EQ(findings(text, {{"a.json", large}}),
            "2:55 error /workflows/1/file: a workspace with its files must have at most 67108864 bytes");
}

}  // namespace
}  // namespace switchyard::codec
