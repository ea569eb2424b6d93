// Typed access to one JSON object that collects every problem and goes on.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/time.h"
#include "engine/codec/document/document.h"
#include "engine/codec/text/duration.h"
#include "engine/codec/text/rate.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::codec {

// Reads the members of `object`. Each getter returns nothing when the key is absent or its value is wrong;
// what is wrong goes to `problems`. Call finish() when every key was asked for: the keys left over are
// unknown.
//
//   Reader reader(document, node, problems);
//   auto name = reader.required_string("name");
//   auto wait = reader.duration("wait", seconds(1)).value_or(seconds(10));
//   reader.finish();
class Reader {
 public:
  // When `object` is not an object, that is a problem, and it counts as empty.
  Reader(const Document& document, const Node& object, Problems& problems);

  // Any value; null when absent.
  const Node* find(std::string_view key);
  // The same, but its absence is a problem.
  const Node* require(std::string_view key);
  bool has(std::string_view key) { return find(key) != nullptr; }

  std::optional<std::string> string(std::string_view key);
  std::optional<std::string> required_string(std::string_view key);  // not empty
  std::optional<bool> boolean(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key,
                                      std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                                      std::int64_t most = std::numeric_limits<std::int64_t>::max());
  std::optional<double> number(std::string_view key, double least = std::numeric_limits<double>::lowest(),
                               double most = std::numeric_limits<double>::max());
  std::optional<Duration> duration(std::string_view key, Duration least = {},
                                   Duration most = longest_duration);
  // "120s", or a number of whole seconds, as TaskRouter writes it.
  std::optional<Duration> duration_or_seconds(std::string_view key, Duration least = {},
                                              Duration most = longest_duration);
  std::optional<Rate> rate(std::string_view key);             // "120/h"; not negative
  std::optional<Duration> time_of_day(std::string_view key);  // "10:00": since midnight, up to 24:00
  std::optional<Time> time(std::string_view key);             // RFC 3339
  // One of the words, by its index.
  std::optional<std::size_t> word(std::string_view key, std::initializer_list<std::string_view> words);
  const Node* array(std::string_view key);
  const Node* object(std::string_view key);

  // Reports the keys that nobody asked for, each with the nearest known one.
  void finish();

  void report(const Node& node, std::string message, std::string hint = {});
  void warn(const Node& node, std::string message, std::string hint = {});

  const Document& document() const { return document_; }
  const Node& node() const { return object_; }
  Problems& problems() { return problems_; }

 private:
  const Node* typed(std::string_view key, Node::Kind kind);

  const Document& document_;
  const Node& object_;
  Problems& problems_;
  std::vector<std::string> asked_;
};

// The same checks for a value that is not a member, such as an element of an array.
std::optional<std::string> read_string(const Document& document, const Node& node, Problems& problems);
std::optional<std::int64_t> read_integer(const Document& document, const Node& node, Problems& problems,
                                         std::int64_t least, std::int64_t most);
std::optional<double> read_number(const Document& document, const Node& node, Problems& problems,
                                  double least, double most);
std::optional<Duration> read_duration(const Document& document, const Node& node, Problems& problems,
                                      Duration least = {}, Duration most = longest_duration);
std::optional<Duration> read_duration_or_seconds(const Document& document, const Node& node,
                                                 Problems& problems, Duration least = {},
                                                 Duration most = longest_duration);
std::optional<Rate> read_rate(const Document& document, const Node& node, Problems& problems);
std::optional<Duration> read_time_of_day(const Document& document, const Node& node, Problems& problems);
std::optional<Time> read_time(const Document& document, const Node& node, Problems& problems);

// "must be … (found …)", the form of all messages about a value.
void expect(const Document& document, const Node& node, Problems& problems, const std::string& what,
            std::string hint = {});

}  // namespace switchyard::codec
