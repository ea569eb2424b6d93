// Typed members of an object, and what is wrong with them.
#include "engine/codec/document/reader.h"

#include <algorithm>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/number.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

using Kind = Node::Kind;

constexpr std::string_view duration_hint = "a duration is written \"10s\", \"1h30m\", \"250ms\" or \"1d\"";
constexpr std::string_view rate_hint = "a rate is written \"120/h\"; the units are s, min, h and d";

const Node& nothing() {
  static const Node node;
  return node;
}

}  // namespace

Reader::Reader(const Document& document, const Node& object, Problems& problems)
    : document_(document), object_(object.is(Kind::object) ? object : nothing()), problems_(problems) {
  if (!object.is(Kind::object)) expect(document, object, problems, "must be an object");
}

const Node* Reader::find(std::string_view key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
  return object_.member(key);
}

const Node* Reader::require(std::string_view key) {
  const Node* node = find(key);
  if (node == nullptr && object_.is(Kind::object)) {
    problems_.add(document_.problem(object_, quoted(key) + " is missing here"), key);
  }
  return node;
}

const Node* Reader::typed(std::string_view key, Kind kind) {
  const Node* node = find(key);
  if (node == nullptr || node->is(kind)) return node;
  expect(document_, *node, problems_, "must be " + std::string(kind_name(kind)));
  return nullptr;
}

std::optional<std::string> Reader::string(std::string_view key) {
  const Node* node = typed(key, Kind::string);
  return node != nullptr ? std::optional(node->text) : std::nullopt;
}

std::optional<std::string> Reader::required_string(std::string_view key) {
  const Node* node = require(key);
  if (node == nullptr) return std::nullopt;
  auto text = read_string(document_, *node, problems_);
  if (!text || !text->empty()) return text;
  expect(document_, *node, problems_, "must not be empty");
  return std::nullopt;
}

std::optional<bool> Reader::boolean(std::string_view key) {
  const Node* node = typed(key, Kind::boolean);
  return node != nullptr ? std::optional(node->boolean) : std::nullopt;
}

std::optional<std::int64_t> Reader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return read_integer(document_, *node, problems_, least, most);
}

std::optional<double> Reader::number(std::string_view key, double least, double most) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return read_number(document_, *node, problems_, least, most);
}

std::optional<Duration> Reader::duration(std::string_view key, Duration least, Duration most) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return read_duration(document_, *node, problems_, least, most);
}

std::optional<Duration> Reader::duration_or_seconds(std::string_view key, Duration least, Duration most) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return read_duration_or_seconds(document_, *node, problems_, least, most);
}

std::optional<Rate> Reader::rate(std::string_view key) {
  const Node* node = find(key);
  return node != nullptr ? read_rate(document_, *node, problems_) : std::nullopt;
}

std::optional<Duration> Reader::time_of_day(std::string_view key) {
  const Node* node = find(key);
  return node != nullptr ? read_time_of_day(document_, *node, problems_) : std::nullopt;
}

std::optional<Time> Reader::time(std::string_view key) {
  const Node* node = find(key);
  return node != nullptr ? read_time(document_, *node, problems_) : std::nullopt;
}

std::optional<std::size_t> Reader::word(std::string_view key, std::initializer_list<std::string_view> words) {
  const Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  auto text = read_string(document_, *node, problems_);
  if (!text) return std::nullopt;
  auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string known;
  for (std::string_view word : words) known += (known.empty() ? "" : ", ") + quoted(word);
  std::vector<std::string> list(words.begin(), words.end());
  auto meant = nearest(*text, list);
  expect(document_, *node, problems_, "must be one of " + known,
         meant ? "did you mean " + quoted(*meant) + "?" : std::string());
  return std::nullopt;
}

const Node* Reader::array(std::string_view key) {
  return typed(key, Kind::array);
}

const Node* Reader::object(std::string_view key) {
  return typed(key, Kind::object);
}

void Reader::finish() {
  for (const Node& member : object_.children) {
    if (std::find(asked_.begin(), asked_.end(), member.key) != asked_.end()) continue;
    problems_.add(document_.key_problem(member,
                                        "there is no key " + shortened(quoted(member.key), 60) + " here",
                                        suggestion(member.key, asked_)));
  }
}

void Reader::report(const Node& node, std::string message, std::string hint) {
  problems_.add(document_.problem(node, std::move(message), std::move(hint)));
}

void Reader::warn(const Node& node, std::string message, std::string hint) {
  Problem problem = document_.problem(node, std::move(message), std::move(hint));
  problem.severity = Severity::warning;
  problems_.add(std::move(problem));
}

void expect(const Document& document, const Node& node, Problems& problems, const std::string& what,
            std::string hint) {
  bool in_object = !node.key.empty() && node.key_offset != node.offset;
  std::string subject = in_object ? node.key : std::string("the value");
  problems.add(
      document.problem(node, shortened(subject, 60) + " " + what + " (found " + document.written(node) + ")",
                       std::move(hint)));
}

std::optional<std::string> read_string(const Document& document, const Node& node, Problems& problems) {
  if (node.is(Kind::string)) return node.text;
  expect(document, node, problems, "must be a string");
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const Document& document, const Node& node, Problems& problems,
                                         std::int64_t least, std::int64_t most) {
  if (!node.is(Kind::integer) && !node.is_huge()) {
    expect(document, node, problems, "must be a whole number");
  } else if (node.is_huge() ? node.decimal < 0 : node.integer < least) {
    expect(document, node, problems, "must be at least " + std::to_string(least));
  } else if (node.is_huge() || node.integer > most) {
    expect(document, node, problems, "must be at most " + std::to_string(most));
  } else {
    return node.integer;
  }
  return std::nullopt;
}

std::optional<double> read_number(const Document& document, const Node& node, Problems& problems,
                                  double least, double most) {
  if (!node.is_number()) {
    expect(document, node, problems, "must be a number");
  } else if (node.decimal < least) {
    expect(document, node, problems, "must be at least " + to_text(least));
  } else if (node.decimal > most) {
    expect(document, node, problems, "must be at most " + to_text(most));
  } else {
    return node.decimal;
  }
  return std::nullopt;
}

std::optional<Duration> read_duration(const Document& document, const Node& node, Problems& problems,
                                      Duration least, Duration most) {
  auto duration = node.is(Kind::string) ? parse_duration(node.text) : std::nullopt;
  const bool beyond = node.is(Kind::string) && is_too_long(node.text);
  if (!duration && !beyond) {
    bool negative = node.is(Kind::string) && !node.text.empty() && node.text.front() == '-';
    expect(document, node, problems, negative ? "must not be negative" : "must be a duration",
           std::string(duration_hint));
  } else if (duration && *duration < least) {
    expect(document, node, problems, "must be at least " + to_text(least));
  } else if (beyond || *duration > most) {
    expect(document, node, problems, "must be at most " + to_text(most));
  } else {
    return duration;
  }
  return std::nullopt;
}

std::optional<Duration> read_duration_or_seconds(const Document& document, const Node& node,
                                                 Problems& problems, Duration least, Duration most) {
  if (!node.is(Kind::integer) && !node.is_huge()) return read_duration(document, node, problems, least, most);
  if (auto count = read_integer(document, node, problems, (least.microseconds + 999'999) / 1'000'000,
                                most.microseconds / 1'000'000)) {
    return seconds(*count);
  }
  return std::nullopt;
}

std::optional<Rate> read_rate(const Document& document, const Node& node, Problems& problems) {
  auto rate = node.is(Kind::string) ? parse_rate(node.text) : std::nullopt;
  const bool beyond = node.is(Kind::string) && is_too_high(node.text);
  if (beyond) {
    expect(document, node, problems, "must be at most 1000000/s");
  } else if (!rate) {
    expect(document, node, problems, "must be a rate, not negative", std::string(rate_hint));
  }
  return rate;
}

std::optional<Duration> read_time_of_day(const Document& document, const Node& node, Problems& problems) {
  auto time = node.is(Kind::string) ? parse_time_of_day(node.text) : std::nullopt;
  if (!time)
    expect(document, node, problems, "must be a time of day", "it is written \"10:00\" or \"10:00:30\"");
  return time;
}

std::optional<Time> read_time(const Document& document, const Node& node, Problems& problems) {
  auto time = node.is(Kind::string) ? parse_rfc3339(node.text) : std::nullopt;
  if (!time) {
    expect(document, node, problems, "must be a date and time", "RFC 3339, such as \"2026-03-02T08:00:00Z\"");
  }
  return time;
}

}  // namespace switchyard::codec
