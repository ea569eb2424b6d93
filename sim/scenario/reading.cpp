// Names, moments and tables, as all parts of a scenario write them.
#include "sim/scenario/reading.h"

#include <algorithm>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::sim {

using codec::Node;
using codec::Reader;

std::optional<std::uint32_t> find_word(Reading& reading, const Node& node,
                                       const std::vector<std::string>& words, const char* what) {
  const auto text = codec::read_string(reading.document(), node, reading.problems);
  if (!text) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::uint32_t>(found - words.begin());
  reading.report(node, "there is no " + std::string(what) + " " + codec::quoted(*text),
                 codec::suggestion(*text, words));
  return std::nullopt;
}

namespace {

bool is_meant(std::string_view pattern, std::string_view word) {
  if (pattern.empty() || pattern.back() != '*') return word == pattern;
  pattern.remove_suffix(1);
  return word.substr(0, pattern.size()) == pattern;
}

void mark_words(Reading& reading, const Node& node, const std::vector<std::string>& words, const char* what,
                std::vector<bool>& marked) {
  const auto pattern = codec::read_string(reading.document(), node, reading.problems);
  if (!pattern) return;
  bool any = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_meant(*pattern, words[i])) continue;
    marked[i] = any = true;
  }
  if (!any) {
    reading.report(node, "there is no " + std::string(what) + " " + codec::quoted(*pattern),
                   codec::suggestion(*pattern, words));
  }
}

}  // namespace

std::vector<std::uint32_t> find_words(Reading& reading, const Node& node,
                                      const std::vector<std::string>& words, const char* what) {
  std::vector<bool> marked(words.size());
  if (node.is(Node::Kind::array)) {
    for (const Node& part : node.children) mark_words(reading, part, words, what, marked);
  } else {
    mark_words(reading, node, words, what, marked);
  }
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < marked.size(); ++i) {
    if (marked[i]) found.push_back(i);
  }
  return found;
}

std::optional<Time> read_moment(Reading& reading, const Node& node) {
  if (node.is(Node::Kind::string)) {
    if (const auto time = codec::parse_rfc3339(node.text)) return time;
    if (const auto of_day = codec::parse_time_of_day(node.text)) {
      const Time same_day = midnight_of(reading.scenario.start) + *of_day;
      return same_day < reading.scenario.start ? same_day + days(1) : same_day;
    }
  }
  codec::expect(reading.document(), node, reading.problems, "must be a moment",
                "write a time of day such as \"10:00\" or a date and time such as \"1999-08-01T10:00:00Z\"");
  return std::nullopt;
}

std::optional<Time> read_moment(Reading& reading, Reader& reader, std::string_view key) {
  const Node* node = reader.find(key);
  return node != nullptr ? read_moment(reading, *node) : std::nullopt;
}

std::vector<HandleRule> read_handle_rules(Reading& reading, Reader& reader, std::string_view key) {
  std::vector<HandleRule> rules;
  const Node* list = reader.array(key);
  if (list == nullptr) return rules;
  const Workspace& workspace = reading.scenario.workspace;
  for (const Node& node : list->children) {
    Reader item(reading.document(), node, reading.problems);
    HandleRule rule;
    if (const auto channel = find_name(reading, item, "channel", workspace.channels, "task channel")) {
      rule.channel = TaskChannelId{*channel};
    }
    if (const auto queue = find_name(reading, item, "queue", workspace.queues, "task queue")) {
      rule.queue = TaskQueueId{*queue};
    }
    if (const Node* law = item.find("handle_time")) rule.handle_time = read_daily_law(reading, *law);
    rule.wrap_up = read_law(reading, item, "wrap_up");
    item.finish();
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace switchyard::sim
