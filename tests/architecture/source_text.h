// Reading the house's own text: the files, what a compiler would see of them, and the small tables of this
// folder.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::architecture {

struct SourceFile {
  std::string path;  // from the root, with slashes: "engine/base/time.h"
  std::string text;
};

// What a guard found; empty means that the house is in order. Each says where, what, and what to do.
using Problems = std::vector<std::string>;

// All problems, one a line, for a test's message.
std::string joined(const Problems& problems);

std::filesystem::path root();

std::string read_file(const std::filesystem::path& path);

// Files of the house below `folders` (all when empty) whose name ends in one of `endings`, sorted by path.
// What a build wrote, and what begins with a dot, is left out.
std::vector<SourceFile> read_sources(const std::vector<std::string>& endings,
                                     const std::vector<std::string>& folders = {});

// Others wrote it and published it as it is; vendored_test.cpp holds it to that.
bool is_vendored(const SourceFile& file);

// Blanks comments, and where asked the insides of strings and characters too. Line breaks stay, so lines keep
// their number.
enum class Strings { keep, blank };
std::string without_comments(std::string_view text, Strings strings);

// The number of the line, from 1, in which the character at `offset` stands.
std::size_t line_at(std::string_view text, std::size_t offset);

std::string_view trimmed(std::string_view text);
std::vector<std::string> split(std::string_view text,
                               std::string_view separator);  // parts are trimmed, none is empty

// The rows of a table of this folder: no comments (#), no empty lines.
std::vector<std::string> table_rows(const std::string& text);
std::vector<std::string> read_table(const std::string& name);

// True when `name` fits `pattern`; a star at either end of the pattern, or inside it, stands for anything.
bool fits(std::string_view name, std::string_view pattern);

}  // namespace switchyard::architecture
