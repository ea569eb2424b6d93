// Reads the house's own text for the guards of this folder.
#include "tests/architecture/source_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <sstream>

namespace switchyard::architecture {

namespace {

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Where the literal or comment that begins at `at` ends (one past it); `at` itself when none begins there.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote || text[i] == '\n') {
      return i + 1;
    }
  }
  return text.size();
}

std::size_t end_after(std::string_view text, std::string_view what, std::size_t from) {
  const auto found = text.find(what, from);
  return found == std::string_view::npos ? text.size() : found + what.size();
}

std::size_t end_of_raw_string(std::string_view text, std::size_t at) {
  const auto open = text.find('(', at);
  if (open == std::string_view::npos) return text.size();
  const std::string closing = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
  return end_after(text, closing, open);
}

bool is_digit_separator(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && std::isxdigit(static_cast<unsigned char>(text[at - 1])) != 0 &&
         std::isxdigit(static_cast<unsigned char>(text[at + 1])) != 0;
}

enum class Piece { plain, comment, literal };
struct Extent {
  Piece piece;
  std::size_t end;
};

Extent piece_at(std::string_view text, std::size_t at) {
  const auto rest = text.substr(at);
  const bool starts_word = at == 0 || !is_word_character(text[at - 1]);
  if (rest.starts_with("//")) return {Piece::comment, std::min(text.find('\n', at), text.size())};
  if (rest.starts_with("/*")) return {Piece::comment, end_after(text, "*/", at + 2)};
  if (starts_word && rest.starts_with("R\"")) return {Piece::literal, end_of_raw_string(text, at)};
  if (rest.front() == '"') return {Piece::literal, end_of_quoted(text, at)};
  if (rest.front() == '\'' && !is_digit_separator(text, at)) return {Piece::literal, end_of_quoted(text, at)};
  return {Piece::plain, at + 1};
}

void blank(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

// Neither what is built nor what npm has fetched.
bool is_of_the_house(const std::filesystem::path& relative) {
  const std::string first = relative.begin()->string();
  return !first.starts_with(".") && first != "build" && first != "out" &&
         relative.filename() != "node_modules";
}

}  // namespace

std::string joined(const Problems& problems) {
  std::string all;
  for (const auto& problem : problems) all += problem + "\n";
  return all;
}

std::filesystem::path root() {
  return SWITCHYARD_ROOT;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

std::vector<SourceFile> read_sources(const std::vector<std::string>& endings,
                                     const std::vector<std::string>& folders) {
  std::vector<SourceFile> files;
  for (auto entry = std::filesystem::recursive_directory_iterator(root());
       entry != std::filesystem::recursive_directory_iterator(); ++entry) {
    const auto relative = entry->path().lexically_relative(root());
    if (!is_of_the_house(relative)) entry.disable_recursion_pending();
    if (!entry->is_regular_file() || !is_of_the_house(relative)) continue;
    const std::string path = relative.generic_string();
    const auto ends = [&](const std::string& ending) { return path.ends_with(ending); };
    const auto begins = [&](const std::string& folder) { return path.starts_with(folder); };
    if (std::any_of(endings.begin(), endings.end(), ends) &&
        (folders.empty() || std::any_of(folders.begin(), folders.end(), begins))) {
      files.push_back({path, read_file(entry->path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

bool is_vendored(const SourceFile& file) {
  return file.path.find("/vendor/") != std::string::npos;
}

std::string without_comments(std::string_view text, Strings strings) {
  std::string out(text);
  for (std::size_t at = 0; at < text.size();) {
    const auto [piece, end] = piece_at(text, at);
    if (piece == Piece::comment) blank(out, at, end);
    if (piece == Piece::literal && strings == Strings::blank) blank(out, at, end);
    at = end;
  }
  return out;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    const auto part = trimmed(text.substr(0, end));
    if (!part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
  return parts;
}

std::vector<std::string> table_rows(const std::string& text) {
  std::vector<std::string> rows = split(text, "\n");
  std::erase_if(rows, [](const std::string& row) { return row.starts_with("#"); });
  return rows;
}

std::vector<std::string> read_table(const std::string& name) {
  return table_rows(read_file(root() / "tests/architecture" / name));
}

bool fits(std::string_view name, std::string_view pattern) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return name == pattern;
  if (!name.starts_with(pattern.substr(0, star))) return false;
  const auto rest = pattern.substr(star + 1);
  for (std::size_t i = star; i <= name.size(); ++i) {
    if (fits(name.substr(i), rest)) return true;
  }
  return false;
}

}  // namespace switchyard::architecture
