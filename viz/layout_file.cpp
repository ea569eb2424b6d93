// A few numbers as JSON, written whole and then renamed.
#include "viz/layout_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace switchyard::viz {
namespace {

using nlohmann::ordered_json;

float share_in(const ordered_json& json, const char* key, float present) {
  return json.contains(key) && json[key].is_number() ? json[key].get<float>() : present;
}

// A choice among `count`, as its number.
template <class Choice>
void read_choice(const ordered_json& json, const char* key, int count, Choice& choice) {
  if (!json.contains(key) || !json[key].is_number_integer()) return;
  const auto number = json[key].get<std::int64_t>();
  if (number >= 0 && number < count) choice = static_cast<Choice>(number);
}

}  // namespace

std::string layout_path() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config != nullptr && *config != 0) return std::string(config) + "/switchyard/view.json";
  const char* home = std::getenv("HOME");
  return home == nullptr || *home == 0 ? "" : std::string(home) + "/.config/switchyard/view.json";
}

std::string layout_text(const ScreenState& state) {
  ordered_json json;
  json["version"] = 1;
  json["left"] = state.layout.left;
  json["upper_left"] = state.layout.upper_left;
  json["upper_right"] = state.layout.upper_right;
  json["window_seconds"] = state.window.microseconds / 1'000'000;
  json["queue_sort"] = static_cast<int>(state.queues.sort);
  json["queue_curves"] = state.queues.curves;
  json["agent_sort"] = static_cast<int>(state.agents.sort);
  return json.dump(2) + "\n";
}

void read_layout(std::string_view text, ScreenState& state) {
  const auto json = ordered_json::parse(text, nullptr, false);
  if (!json.is_object()) return;
  Layout layout = state.layout;
  layout.left = share_in(json, "left", layout.left);
  layout.upper_left = share_in(json, "upper_left", layout.upper_left);
  layout.upper_right = share_in(json, "upper_right", layout.upper_right);
  state.layout = within_limits(layout);
  std::int64_t window = state.window.microseconds / 1'000'000;
  read_choice(json, "window_seconds", 86'401, window);
  if (window >= 60) state.window = seconds(window);
  read_choice(json, "queue_sort", queue_sorts, state.queues.sort);
  read_choice(json, "queue_curves", 3, state.queues.curves);
  read_choice(json, "agent_sort", agent_sorts, state.agents.sort);
}

std::string text_of_file(const std::string& path) {
  std::ostringstream text;
  std::ifstream file(path, std::ios::binary);
  return file && text << file.rdbuf() ? text.str() : std::string();
}

void write_file(const std::string& path, const std::string& text) {
  if (path.empty()) return;
  std::error_code failed;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), failed);
  const std::string fresh = path + ".new";
  std::ofstream(fresh, std::ios::binary) << text;
  std::filesystem::rename(fresh, path, failed);
}

void load_layout(const std::string& path, ScreenState& state) {
  read_layout(text_of_file(path), state);
}

void save_layout(const std::string& path, const ScreenState& state) {
  write_file(path, layout_text(state));
}

}  // namespace switchyard::viz
