// Reads parameters and says what is wrong with them.
#include "adapters/taskrouter/parameters.h"

#include <algorithm>
#include <charconv>

#include "engine/codec/text/utf8.h"

namespace switchyard::adapters::taskrouter {
std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

std::optional<std::string> Parameters::text(std::string_view name) {
  const auto value = http::find_field(fields_, name);
  if (!value) return std::nullopt;
  if (value->find('\0') != std::string_view::npos || codec::first_invalid_byte(*value) < value->size())
    refuse(std::string(name) + " must be UTF-8 without NUL");
  return std::string(*value);
}

std::optional<std::string> Parameters::name(std::string_view name, std::size_t longest) {
  auto value = text(name);
  if (value && value->empty()) refuse(std::string(name) + " must not be empty");
  if (value && codec::character_count(*value) > longest) {
    refuse(std::string(name) + " must have at most " + std::to_string(longest) + " characters");
  }
  return value;
}

std::optional<std::string> Parameters::required_name(std::string_view name, std::size_t longest) {
  if (!has(name)) refuse("Missing required parameter " + std::string(name) + " in the post body");
  return this->name(name, longest);
}

std::optional<bool> Parameters::boolean(std::string_view name) const {
  const auto value = http::find_field(fields_, name);
  if (!value) return std::nullopt;
  const std::string word = lower_case(*value);
  return word == "true" || word == "1" || word == "yes";
}

std::optional<std::int64_t> Parameters::integer(std::string_view name, std::int64_t least,
                                                std::int64_t most) {
  const auto value = http::find_field(fields_, name);
  if (!value) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = value->data() + value->size();
  const auto [stop, error] = std::from_chars(value->data(), end, number);
  if (error == std::errc{} && stop == end && number >= least && number <= most) return number;
  refuse(std::string(name) + " must be a whole number from " + std::to_string(least) + " to " +
         std::to_string(most));
  return std::nullopt;
}

std::optional<std::size_t> Parameters::word(std::string_view name,
                                            std::initializer_list<std::string_view> words) {
  const auto value = http::find_field(fields_, name);
  if (!value) return std::nullopt;
  const std::string wanted = lower_case(*value);
  std::string all;
  for (const std::string_view& word : words) {
    if (lower_case(word) == wanted) return static_cast<std::size_t>(&word - words.begin());
    all += (all.empty() ? "" : ", ") + std::string(word);
  }
  refuse(std::string(name) + " must be one of " + all);
  return std::nullopt;
}

std::vector<std::string> Parameters::list(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : fields_) {
    if (key != name) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      if (comma > 0) values.emplace_back(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return values;
}

void Parameters::refuse(std::string message) {
  if (!error_) error_ = bad_request(std::move(message));
}

}  // namespace switchyard::adapters::taskrouter
