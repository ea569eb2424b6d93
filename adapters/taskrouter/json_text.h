// JSON written as it goes out: a tree for each answer costs more than all else that is done for it.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

#include "adapters/taskrouter/reply.h"
#include "engine/codec/json/values.h"

namespace switchyard::adapters::taskrouter {

// One object at the end of a text, member by member; its brace is closed when this goes, which must be before
// the text is used. Texts are UTF-8.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  void add(std::string_view name, std::string_view text) { codec::append_json(begin(name), text); }
  void add(std::string_view name, const std::string& text) { add(name, std::string_view(text)); }
  void add(std::string_view name, const char* text) { add(name, std::string_view(text)); }
  void add(std::string_view name, std::same_as<bool> auto flag) { begin(name) += flag ? "true" : "false"; }
  void add(std::string_view name, std::signed_integral auto number) {
    std::array<char, 24> digits;
    begin(name).append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
  }
  // Whatever it is.
  void add(std::string_view name, const Json& value) {
    if (value.is_string()) return add(name, value.get_ref<const std::string&>());
    begin(name) += value.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  // The text behind the member's name, where an object or array is to be written.
  std::string& begin(std::string_view name) {
    if (out_.back() != '{') out_ += ',';
    (out_ += '"') += name;
    return out_ += "\":";
  }

 private:
  std::string& out_;
};

}  // namespace switchyard::adapters::taskrouter
