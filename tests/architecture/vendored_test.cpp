// What others wrote stays as they published it, with its licence, version and digests beside it.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/architecture/programs.h"

namespace switchyard::architecture {
namespace {

constexpr std::string_view mark = "/vendor/";

// "reports/html/vendor/uplot" of a file in it; empty for files that are ours.
std::string vendored_folder(const std::string& path) {
  const auto at = path.find(mark);
  if (at == std::string::npos) return "";
  const auto end = path.find('/', at + mark.size());
  return end == std::string::npos ? "" : path.substr(0, end);
}

// Which of the folder's files are missing among `names`, and which are there without a digest.
Problems wrong_contents(const std::string& folder, const std::set<std::string>& names,
                        const std::string& digests) {
  Problems problems;
  for (const char* needed : {"LICENSE", "README.md", "SHA256SUMS"}) {
    if (!names.contains(needed)) problems.push_back(folder + ": add " + needed);
  }
  for (const auto& name : names) {
    if (name == "README.md" || name == "SHA256SUMS") continue;
    if (digests.find("  " + name + "\n") == std::string::npos)
      problems.push_back(folder + "/" + name + ": SHA256SUMS does not have it");
  }
  return problems;
}

// The version that licences.txt tells must be the one that the folder's README tells.
Problems wrong_licence(const std::string& folder, const std::vector<Licence>& table,
                       const std::string& readme) {
  const auto row = std::find_if(table.begin(), table.end(),
                                [&](const Licence& licence) { return licence.library == folder; });
  if (row == table.end()) return {folder + ": add its line to tests/architecture/licences.txt"};
  const std::string version = row->package.substr(row->package.rfind(' ') + 1);
  if (readme.find(version) != std::string::npos) return {};
  return {folder + "/README.md: does not speak of version " + version + ", which licences.txt names"};
}

TEST(Vendored, each_folder_has_licence_version_and_digests_that_fit) {
  std::set<std::string> folders;
  for (const auto& file : read_sources({""})) folders.insert(vendored_folder(file.path));
  folders.erase("");
  EXPECT_FALSE(folders.empty());
  const auto licences = parse_licences(read_table("licences.txt"));
  for (const auto& folder : folders) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(root() / folder))
      names.insert(entry.path().filename().string());
    EXPECT_EQ(joined(wrong_contents(folder, names, read_file(root() / folder / "SHA256SUMS"))), "");
    EXPECT_EQ(joined(wrong_licence(folder, licences, read_file(root() / folder / "README.md"))), "");
    int code = 0;
    const auto said =
        output_of("cd '" + (root() / folder).string() + "' && sha256sum --strict -c SHA256SUMS 2>&1", code);
    EXPECT_EQ(code, 0) << said;
  }
}

TEST(Vendored, what_is_missing_is_found) {
  EXPECT_EQ(vendored_folder("reports/html/vendor/uplot/a.js"), "reports/html/vendor/uplot");
  EXPECT_EQ(vendored_folder("reports/html/vendor/README.md"), "");
  EXPECT_EQ(vendored_folder("reports/html/page.cpp"), "");
  EXPECT_NE(joined(wrong_contents("v/x", {"README.md", "SHA256SUMS", "a.js"}, "0  a.js\n")).find("LICENSE"),
            std::string::npos);
  EXPECT_NE(joined(wrong_contents("v/x", {"LICENSE", "README.md", "SHA256SUMS", "a.js"}, "0  LICENSE\n"))
                .find("a.js: SHA256SUMS"),
            std::string::npos);
  EXPECT_NE(joined(wrong_licence("v/x", {}, "")), "");
  EXPECT_NE(joined(wrong_licence("v/x", {{"v/x", "x 1.2.3", "MIT"}}, "# x 1.2.4\n")), "");
  EXPECT_EQ(joined(wrong_licence("v/x", {{"v/x", "x 1.2.3", "MIT"}}, "# x 1.2.3\n")), "");
}

}  // namespace
}  // namespace switchyard::architecture
