// Each folder says who lives there, what may come in and what never, in a README that can be read at a
// glance.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/architecture/source_text.h"

namespace switchyard::architecture {
namespace {

constexpr std::size_t longest_readme = 15;

const std::vector<std::string>& rooms() {
  static const std::vector<std::string> folders = {"engine/",    "reports/", "sim/",   "adapters/",
                                                   "viz/",       "cli/",     "bench/", "tests/",
                                                   "scenarios/", "docs/",    "web/"};
  return folders;
}

std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/') + 1);
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// True when the folder holds nothing but its README, itself and below.
bool lives_alone(const std::string& folder, const std::vector<SourceFile>& files) {
  return std::none_of(files.begin(), files.end(), [&](const SourceFile& file) {
    return file.path.starts_with(folder) && file.path != folder + "README.md";
  });
}

// Folders that hold files without a README, READMEs where nobody lives, and READMEs that are too long to be
// read at a glance. docs/ may be longer: its READMEs are indexes.
Problems wrong_readmes(const std::vector<SourceFile>& files) {
  Problems problems;
  std::set<std::string> folders;
  std::set<std::string> with_readme;
  for (const auto& file : files) {
    const auto folder = folder_of(file.path);
    folders.insert(folder);
    if (file.path != folder + "README.md") continue;
    with_readme.insert(folder);
    if (!file.text.starts_with("# "))
      problems.push_back(file.path + ": its first line must be a title, \"# …\"");
    if (lines_of(file.text) > longest_readme && !folder.starts_with("docs/")) {
      problems.push_back(file.path + ": " + std::to_string(lines_of(file.text)) + " lines; 15 must do");
    }
  }
  for (const auto& folder : folders) {
    if (!with_readme.contains(folder)) {
      problems.push_back(folder + ": add a README.md: who lives here, what may come in, what never");
    }
    if (lives_alone(folder, files)) {
      problems.push_back(folder +
                         ": a README where nobody lives; remove the folder until it holds something");
    }
  }
  return problems;
}

TEST(Readmes, each_folder_of_the_house_has_a_short_one) {
  const auto problems = wrong_readmes(read_sources({""}, rooms()));
  EXPECT_TRUE(problems.empty()) << joined(problems);
}

TEST(Readmes, a_folder_without_one_and_a_long_one_are_found) {
  EXPECT_NE(joined(wrong_readmes({{"sim/attic/a.cpp", ""}})), "");
  EXPECT_EQ(joined(wrong_readmes({{"sim/attic/a.cpp", ""}, {"sim/attic/README.md", "# Attic\n"}})), "");
  EXPECT_NE(joined(wrong_readmes({{"sim/attic/README.md", "# Attic\n"}})), "");
  EXPECT_NE(joined(wrong_readmes({{"sim/attic/a.cpp", ""}, {"sim/attic/README.md", "#sim / attic\n"}})), "");
  EXPECT_NE(joined(wrong_readmes({{"sim/a.cpp", ""}, {"sim/README.md", "# Sim" + std::string(16, '\n')}})),
            "");
  EXPECT_EQ(joined(wrong_readmes({{"docs/a.md", ""}, {"docs/README.md", "# Docs" + std::string(16, '\n')}})),
            "");
}

}  // namespace
}  // namespace switchyard::architecture
