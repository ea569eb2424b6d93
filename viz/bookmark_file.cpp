// A list of recordings as JSON, the newest last.
#include "viz/bookmark_file.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/codec/text/time_text.h"
#include "viz/layout_file.h"

namespace switchyard::viz {
namespace {

using nlohmann::ordered_json;

ordered_json recordings_in(std::string_view text) {
  const auto json = ordered_json::parse(text, nullptr, false);
  const bool usable = json.is_object() && json.contains("recordings") && json["recordings"].is_object();
  return usable ? json["recordings"] : ordered_json::object();
}

ordered_json written(const std::vector<Mark>& marks) {
  ordered_json rows = ordered_json::array();
  for (const Mark& mark : marks) {
    if (mark.kind == Mark::Kind::bookmark)
      rows.push_back({{"at", codec::to_rfc3339(mark.time)}, {"text", mark.text}});
  }
  return rows;
}

}  // namespace

std::string bookmarks_path() {
  const std::string layout = layout_path();
  if (layout.empty()) return {};
  return (std::filesystem::path(layout).parent_path() / "bookmarks.json").string();
}

std::vector<Mark> bookmarks_in(std::string_view text, const std::string& recording) {
  const ordered_json all = recordings_in(text);
  std::vector<Mark> marks;
  if (!all.contains(recording) || !all[recording].is_array()) return marks;
  for (const auto& row : all[recording]) {
    if (!row.is_object() || !row.contains("at") || !row["at"].is_string()) continue;
    const auto at = codec::parse_rfc3339(row["at"].get<std::string>());
    const bool named = row.contains("text") && row["text"].is_string();
    if (at) marks.push_back({*at, Mark::Kind::bookmark, named ? row["text"].get<std::string>() : ""});
  }
  return marks;
}

std::string with_bookmarks(std::string_view text, const std::string& recording,
                           const std::vector<Mark>& marks) {
  ordered_json all = recordings_in(text);
  all.erase(recording);
  ordered_json rows = written(marks);
  if (!rows.empty()) all[recording] = std::move(rows);
  while (all.size() > most_recordings) all.erase(all.begin());
  const ordered_json json{{"version", 1}, {"recordings", std::move(all)}};
  return json.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::vector<Mark> load_bookmarks(const std::string& path, const std::string& recording) {
  return recording.empty() ? std::vector<Mark>{} : bookmarks_in(text_of_file(path), recording);
}

void save_bookmarks(const std::string& path, const std::string& recording, const std::vector<Mark>& marks) {
  if (path.empty() || recording.empty()) return;
  const std::string before = text_of_file(path);
  if (written(marks).empty() && bookmarks_in(before, recording).empty()) return;
  write_file(path, with_bookmarks(before, recording, marks));
}

}  // namespace switchyard::viz
