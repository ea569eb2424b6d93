// From a request back to the words that make it.
#include "cli/run/run_request.h"

#include <fmt/format.h>

#include <string_view>

#include "engine/codec/text/duration.h"

namespace switchyard::cli {
namespace {

// As a POSIX shell reads it back.
std::string quoted(std::string_view word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'') {
      text += "'\\''";
    } else {
      text += c;
    }
  }
  return text + "'";
}

}  // namespace

std::vector<sim::Setting> all_settings(const RunRequest& request) {
  std::vector<sim::Setting> settings = request.settings;
  if (request.until) settings.push_back({"length", "\"" + codec::to_text(*request.until) + "\""});
  return settings;
}

std::string command_line(const RunRequest& request, std::uint64_t seed) {
  std::string text = fmt::format("switchyard run {} --seed {}", quoted(request.scenario), seed);
  if (request.replications != 1) text += fmt::format(" --reps {}", request.replications);
  if (request.until) text += " --until " + codec::to_text(*request.until);
  for (const sim::Setting& setting : request.settings) {
    text += " --set " + quoted(setting.path + "=" + setting.value);
  }
  return text;
}

}  // namespace switchyard::cli
