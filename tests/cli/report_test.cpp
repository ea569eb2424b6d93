// report.html is the same whether the run wrote it or `switchyard report` makes it later, anywhere.
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace switchyard::cli_test {
namespace {

class Report : public testing::Test {
 protected:
  Report() {
    folder.write_small_scenario();
    EXPECT_EQ(folder.run("run scenario.json --reps 2 --out results").code, 0);
  }
  Folder folder;
};

TEST_F(Report, OfARunRepeatsByteForByte) {
  ASSERT_EQ(folder.run("run scenario.json --reps 2 --out elsewhere/again").code, 0);
  const std::string page = folder.read("results/report.html");
  EXPECT_EQ(page, folder.read("elsewhere/again/report.html"));
  EXPECT_EQ(page.find(folder.path()), std::string::npos) << "a path is in it";
}

// Who is there in some replications only has rows that are no part of the row of all.
TEST_F(Report, OfWorkersWhoAreThereInSomeReplicationsIsMade) {
  const Ran ran =
      folder.run("run '" SWITCHYARD_ROOT "/scenarios/brand-line/scenario.json' --reps 3 -q --out line");
  EXPECT_TRUE(ran.code == 0 || ran.code == 99) << ran.err;
  EXPECT_EQ(folder.run("report line -o page.html").code, 0);
  EXPECT_EQ(folder.read("page.html"), folder.read("line/report.html"));
}

TEST_F(Report, IsMadeOfTheFilesAlone) {
  folder.make_folder("moved");
  folder.write("moved/summary.json", folder.read("results/summary.json"));
  folder.write("moved/intervals.csv", folder.read("results/intervals.csv"));
  ASSERT_EQ(folder.run("report moved -o page.html").code, 0);
  EXPECT_EQ(folder.read("page.html"), folder.read("results/report.html"));
  EXPECT_EQ(folder.run("report results").out, folder.read("results/report.html"));
}

TEST_F(Report, OfNoRunIsRefused) {
  EXPECT_EQ(folder.run("report nowhere").code, 4);
  EXPECT_EQ(folder.run("report results -o nowhere/page.html").code, 4);
  folder.write("results/summary.json", "{\"schemaVersion\": 9}");
  const Ran ran = folder.run("report results");
  EXPECT_EQ(ran.code, 3);
  EXPECT_NE(ran.err.find("schemaVersion"), std::string::npos) << ran.err;
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(folder.run("report").code, 2);
}

// What was not copied whole is not drawn as if it were.
TEST_F(Report, OfATableThatIsCutOffIsRefused) {
  const std::string whole = folder.read("results/intervals.csv");
  const std::size_t row = whole.rfind("\r\n", whole.size() / 2) + 2;
  for (const std::size_t size : {std::size_t{0}, row, row + 9, row - 1}) {
    folder.write("results/intervals.csv", whole.substr(0, size));
    const Ran ran = folder.run("report results");
    EXPECT_EQ(ran.code, 3) << size;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err.rfind("results/intervals.csv:", 0), 0U) << ran.err;
    EXPECT_NE(ran.err.find("error: "), std::string::npos) << ran.err;
  }
  folder.write("results/intervals.csv", whole);
  EXPECT_EQ(folder.run("report results -o page.html").code, 0);
}

TEST_F(Report, IsAPage) {
  for (const char* name : {"report.csv", "report.json", "report.xlsx", "a.html/b.pdf"}) {
    const Ran ran = folder.run(std::string("report results -o ") + name);
    EXPECT_EQ(ran.code, 2) << name;
    EXPECT_NE(ran.err.find("hint"), std::string::npos) << ran.err;
  }
  for (const char* name : {"report", "report.html", "./page", "a.b.htm"}) {
    EXPECT_EQ(folder.run(std::string("report results -o ") + name).code, 0) << name;
  }
}

}  // namespace
}  // namespace switchyard::cli_test
