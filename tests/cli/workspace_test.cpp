// `switchyard workspace`: a thousand dealers from one template, and what differs between two workspaces.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

using nlohmann::json;

constexpr const char* dealer_template = R"json({
  "version": 1, "name": "dealers",
  "tenants": [
    {"name": "h2h"},
    {"for_each_row": {"name": "{{dealer}}", "shared_teams": ["h2h"], "divert_code": "{{code}}"}}
  ],
  "numbers": [
    {"for_each_row": {"name": "{{dealer}}", "number": "{{number}}", "tenant": "{{dealer}}", "workflow": "{{dealer}}"}}
  ],
  "workers": [
    {"name": "team-", "count": 3, "tenant": "h2h", "activity": "Available"},
    {"for_each_row": {"name": "{{dealer}}-", "count": "{{agents:number}}", "tenant": "{{dealer}}", "activity": "Available",
      "attributes": {"site": "{{dealer}} ({{code}})", "sites": ["{{dealer}}"], "{{code}}": 1}}}
  ],
  "task_queues": [
    {"name": "h2h", "tenant": "h2h"},
    {"for_each_row": {"name": "{{dealer}}", "tenant": "{{dealer}}", "target_workers": "sites HAS '{{dealer}}'"}}
  ],
  "workflows": [
    {"for_each_row": {"name": "{{dealer}}", "tenant": "{{dealer}}", "task_routing": {
      "default_filter": {"queue": "{{dealer}}", "priority": "{{code:number}}"}}}}
  ]
})json";

void fill(const Folder& folder, const std::string& text, const std::string& table) {
  folder.write("dealer.template.json", text);
  folder.write("dealers.csv", table);
}

constexpr const char* generate = "workspace generate dealer.template.json --table dealers.csv";

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return text.replace(at, old.size(), by);
}

TEST(WorkspaceGenerate, MakesOneEntryARow) {
  const Folder folder;
  fill(folder, dealer_template,
       "dealer,number,agents,code\nvilnius,+37052000001,3,11\n\"O\"\"Hara\",+37052000002,2,12\n");
  const Ran ran = folder.run(std::string(generate) + " -o workspace.json");
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "workspace.json: a workspace from 2 rows\n");
  EXPECT_EQ(folder.run("check --strict workspace.json").code, 0);
  const json made = json::parse(folder.read("workspace.json"), nullptr, true, true);
  ASSERT_EQ(made["tenants"].size(), 3U);
  EXPECT_EQ(made["tenants"][2]["name"], "O\"Hara");
  EXPECT_EQ(made["workers"][1]["count"], 3);
  EXPECT_EQ(made["workers"][2]["attributes"]["site"], "O\"Hara (12)");
  EXPECT_EQ(made["workers"][2]["attributes"]["12"], 1);
  EXPECT_EQ(made["workflows"][1]["task_routing"]["default_filter"]["priority"], 12);
  EXPECT_EQ(folder.run(generate).out, folder.read("workspace.json")) << "also to standard output";
}

TEST(WorkspaceGenerate, SaysWhichPlaceAndWhichRowIsWrong) {
  const Folder folder;
  fill(folder, dealer_template,
       "dealer,number,agents,code\na,+371,1,1\nb,0371,1,1\nc,0372,1,1\na,+374,1,1\n");
  const Ran ran = folder.run(generate);
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_NE(ran.err.find("dealer.template.json:8:"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("(found \"0371\") (row dealers.csv:3, \"b\"; in 1 other row too)   at "
                         "/numbers/0/for_each_row/number"),
            std::string::npos)
      << ran.err;
  EXPECT_NE(ran.err.find("there must be one tenant of a name (found \"a\" again) (row dealers.csv:5, \"a\")"),
            std::string::npos)
      << ran.err;
}

TEST(WorkspaceGenerate, DoesNotSayThatItCountedRowsWhichItDidNot) {
  std::string table = "dealer,number,agents,code\n";
  for (int i = 0; i < 400; ++i) table += "a,0371,1,1\n";
  const Folder folder;
  fill(folder, dealer_template, table);
  const Ran ran = folder.run(generate);
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(
      ran.err.find("there must be one tenant of a name (found \"a\" again) (row dealers.csv:3, \"a\"; in "
                   "at least 398 other rows too)"),
      std::string::npos)
      << ran.err;
}

TEST(WorkspaceGenerate, RefusesTemplatesAndTablesThatDoNotFit) {
  struct Row {
    std::string text, table, expected;
  };
  const std::string good_table = "dealer,number,agents,code\na,+371,1,1\n";
  const Row rows[] = {
      {dealer_template, "dealer,number,agents,code\na,+371,many,1\n",
       "dealers.csv:2:8: error: must be a number (found \"many\")"},
      {replaced(dealer_template, "{{code}}", "{{cod}}"), good_table,
       "dealers.csv has no column \"cod\"   at /tenants/1/for_each_row/divert_code"},
      {replaced(dealer_template, "\"dealers\"", "\"{{dealer}}\""), good_table,
       "{{dealer}} must stand inside for_each_row   at /name"},
      {replaced(dealer_template, "{{dealer}} ({{code}})", "{{code:number}} is it"), good_table,
       "{{code:number}} must be the whole of a value"},
      {R"({"version": 1, "name": {"for_each_row": "x"}})", good_table,
       "for_each_row must be an entry of a list"},
      {R"({"version": 1, "name": "w", "workers": [{"for_each_row": {"name": "a"}, "x": 1}]})", good_table,
       "nothing may stand beside for_each_row"},
      {R"({"version": 1, "name": "w", "workers": [{"for_each_row": {"a": [{"for_each_row": 1}]}}]})",
       good_table, "for_each_row must not stand inside another"},
      {dealer_template, "dealer,number,agents,code\n", "dealers.csv"},
  };
  for (const Row& row : rows) {
    const Folder folder;
    fill(folder, row.text, row.table);
    const Ran ran = folder.run(generate);
    EXPECT_EQ(ran.code, 3) << row.expected;
    EXPECT_NE(ran.err.find(row.expected), std::string::npos) << row.expected << "\n" << ran.err;
  }
  const Folder folder;
  fill(folder, dealer_template, good_table);
  EXPECT_EQ(folder.run("workspace generate dealer.template.json --table none.csv").code, 4);
  EXPECT_EQ(folder.run("workspace generate dealer.template.json").code, 2);
  EXPECT_EQ(folder.run(std::string(generate) + " -o no/such/folder.json").code, 4);
  EXPECT_FALSE(folder.has("no"));
}

TEST(WorkspaceGenerate, MakesAThousandDealers) {
  std::string table = "dealer,number,agents,code\n";
  for (int i = 1; i <= 1'000; ++i) {
    const std::string number = std::to_string(i);
    table += "dealer-" + number + ",+3705" + number + "," + std::to_string(1 + i % 9) + "," + number + "\n";
  }
  const Folder folder;
  fill(folder, dealer_template, table);
  const Ran ran = folder.run(std::string(generate) + " -o workspace.json");
  ASSERT_EQ(ran.code, 0) << ran.err;
  const json made = json::parse(folder.read("workspace.json"), nullptr, true, true);
  EXPECT_EQ(made["tenants"].size(), 1'001U);
  EXPECT_EQ(made["workflows"].back()["name"], "dealer-1000");
}

TEST(WorkspaceGenerate, WritesWhereItIsToldAndNotWhereOtherCommandsTakeTheirFormFrom) {
  const Folder folder;
  fill(folder, dealer_template, "dealer,number,agents,code\na,+371,1,1\n");
  const Ran ran = folder.run(generate, "SWITCHYARD_OUTPUT=json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, folder.run(generate).out);
  EXPECT_FALSE(folder.has("json"));
}

TEST(WorkspaceGenerate, WarnsOfATableThatIsNotUsed) {
  const Folder folder;
  fill(folder, R"({"version": 1, "name": "w"})", "dealer\na\n");
  const Ran ran = folder.run(generate);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.err.find("warning: nothing here stands for each row: dealers.csv is not used"),
            std::string::npos)
      << ran.err;
}

TEST(WorkspaceGenerate, ReadsStandardInputOnce) {
  const Folder folder;
  EXPECT_EQ(folder.run("workspace generate - --table -").code, 2);
  EXPECT_EQ(folder.run("workspace diff - -").code, 2);
}

constexpr const char* before = R"({"version": 1, "name": "w", "cooldown": "5s",
  "workers": [{"name": "ann", "attributes": {"level": 3}}, {"name": "bob"}],
  "task_queues": [{"name": "q"}, {"name": "old"}],
  "workflows": [{"name": "in", "task_routing": {"filters": [{"expression": "1==1",
    "targets": [{"queue": "q", "timeout": 20}, {"queue": "old"}]}]}}]})";
constexpr const char* after = R"({"version": 1, "name": "w",
  "calendars": [{"name": "office", "zone": "UTC"}],
  "workers": [{"name": "cid", "shift": "office"}, {"name": "ANN", "attributes": {"level": 4}, "shift": "office"}],
  "task_queues": [{"name": "q", "waiting_limit": 5}],
  "workflows": [{"name": "in", "task_routing": {"filters": [{"expression": "1==1",
    "targets": [{"queue": "q", "timeout": 30}, {"queue": "q"}]}]}}]})";

TEST(WorkspaceDiff, SaysInWordsWhatWouldChange) {
  const Folder folder;
  folder.write("a.json", before);
  folder.write("b.json", after);
  const Ran ran = folder.run("workspace diff a.json b.json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "workspace: cooldown: \"5s\" -> not set\n"
            "calendar office: added\n"
            "worker cid: added\n"
            "worker ANN: name: \"ann\" -> \"ANN\"\n"
            "worker ANN: attributes/level: 3 -> 4\n"
            "worker ANN: shift: not set -> \"office\"\n"
            "worker bob: removed\n"
            "task queue q: waiting_limit: not set -> 5\n"
            "task queue old: removed\n"
            "workflow in: task_routing/filters/0/targets/0/timeout: 20 -> 30\n"
            "workflow in: task_routing/filters/0/targets/1/queue: \"old\" -> \"q\"\n"
            "Nobody's run-time state changes: workers keep their activity and their work, waiting tasks the "
            "rules they came with.\n");
  EXPECT_EQ(folder.run("workspace diff --exit-code a.json b.json").code, 6);
}

TEST(WorkspaceDiff, NamesWhatCameIntoAListAndWhatWent) {
  const Folder folder;
  folder.write("a.json", before);
  folder.write("b.json",
               replaced(before, "{\"queue\": \"q\", \"timeout\": 20}",
                        "{\"queue\": \"old\", \"timeout\": 5}, {\"queue\": \"q\", \"timeout\": 20}"));
  EXPECT_NE(folder.run("workspace diff a.json b.json")
                .out.find("workflow in: task_routing/filters/0/targets/0: not set -> "
                          "{\"queue\":\"old\",\"timeout\":5}\n"),
            std::string::npos);
  EXPECT_NE(
      folder.run("workspace diff b.json a.json")
          .out.find("workflow in: task_routing/filters/0/targets/0: {\"queue\":\"old\",\"timeout\":5} -> "
                    "not set\n"),
      std::string::npos);
}

TEST(WorkspaceDiff, KeepsLongValuesWhereTheyDiffer) {
  const Folder folder;
  const std::string same(80, 'x');
  folder.write("a.json", replaced(before, "{\"level\": 3}", "{\"level\": \"" + same + "1\"}"));
  folder.write("b.json", replaced(before, "{\"level\": 3}", "{\"level\": \"" + same + "2\"}"));
  const Ran ran = folder.run("workspace diff a.json b.json");
  EXPECT_NE(ran.out.find("attributes/level: \"" + same + "1\" -> \"" + same + "2\"\n"), std::string::npos)
      << ran.out;
}

TEST(WorkspaceDiff, IsOneLineAChangeWhateverThingsAreCalled) {
  const Folder folder;
  folder.write("a.json", before);
  folder.write("b.json",
               replaced(before, "{\"name\": \"bob\"}", "{\"name\": \"bob\"}, {\"name\": \"b\\nc\"}"));
  const Ran ran = folder.run("workspace diff a.json b.json");
  EXPECT_EQ(ran.out.substr(0, ran.out.find('\n')), "worker b?c: added");
}

TEST(WorkspaceDiff, OfEqualWorkspacesIsNothing) {
  const Folder folder;
  folder.write("a.json", before);
  folder.write("b.json", replaced(replaced(before, "\"cooldown\": \"5s\",", "// a remark\n"),
                                  "\"task_queues\"", "\"cooldown\": \"5s\", \"task_queues\""));
  const Ran ran = folder.run("workspace diff --exit-code a.json b.json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "no difference\n");
}

TEST(WorkspaceDiff, IsAlsoForMachines) {
  const Folder folder;
  folder.write("a.json", before);
  folder.write("b.json", after);
  const json told = json::parse(folder.run("workspace diff -o json a.json b.json").out);
  EXPECT_EQ(told["same"], false);
  EXPECT_EQ(told["changes"].size(), 11U);
  EXPECT_EQ(told["changes"][0]["field"], "cooldown");
  EXPECT_EQ(told["changes"][0]["before"], "5s");
  EXPECT_TRUE(told["changes"][0]["after"].is_null());
  EXPECT_EQ(told["changes"][1], (json{{"kind", "calendar"}, {"name", "office"}, {"change", "added"}}));
}

TEST(WorkspaceDiff, NamesWhatARunningEngineWouldRefuse) {
  const Folder folder;
  folder.write("a.json", before);
  folder.write("b.json", replaced(before, "\"name\": \"w\"", "\"name\": \"other\""));
  const Ran ran = folder.run("workspace diff a.json b.json");
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.out.find("refused while it runs: /name: name must stay w"), std::string::npos) << ran.out;
}

TEST(WorkspaceDiff, NeedsTwoGoodWorkspaces) {
  const Folder folder;
  folder.write("a.json", before);
  folder.write("bad.json", "{\"version\": 1}");
  EXPECT_EQ(folder.run("workspace diff a.json bad.json").code, 3);
  EXPECT_EQ(folder.run("workspace diff a.json none.json").code, 4);
  EXPECT_EQ(folder.run("workspace diff a.json").code, 2);
  EXPECT_EQ(folder.run("workspace").code, 2);
}

}  // namespace
}  // namespace switchyard::cli_test
