// From a place in the tree to a place in the text: pointers, lines, columns and excerpts.
#include "engine/codec/document/document.h"

#include <algorithm>
#include <utility>

#include "engine/codec/document/string_source.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

constexpr std::size_t most_found_characters = 40;
constexpr std::size_t widest_excerpt = 100;  // characters

// RFC 6901, section 3.
std::string escaped(std::string_view key) {
  std::string text;
  for (char c : key) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

// The child whose key or value holds the byte; null when it lies between them.
const Node* child_at(const Node& node, std::size_t offset) {
  auto behind = std::upper_bound(node.children.begin(), node.children.end(), offset,
                                 [](std::size_t wanted, const Node& child) {
                                   return wanted < std::min(child.key_offset, child.offset);
                                 });
  if (behind == node.children.begin()) return nullptr;
  const Node& child = *std::prev(behind);
  return offset < child.end ? &child : nullptr;
}

std::string step_to(const Node& parent, const Node& child) {
  if (parent.is(Node::Kind::object)) return "/" + escaped(child.key);
  return "/" + std::to_string(&child - parent.children.data());
}

std::string pointer_at(const Node& root, std::size_t offset) {
  std::string pointer;
  const Node* node = &root;
  while (const Node* child = child_at(*node, offset)) {
    pointer += step_to(*node, *child);
    if (child->offset > offset) break;  // in the key
    node = child;
  }
  return pointer;
}

// Where the last `limit` characters before `at` begin.
std::size_t back_by(std::string_view line, std::size_t at, std::size_t limit) {
  for (std::size_t count = 0; at > 0 && count < limit; ++count) {
    --at;
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) --at;
  }
  return at;
}

// Cuts a long line so that some of it stands on both sides of the caret. The column counts from 1.
void put_excerpt(Problem& problem, std::string_view line, std::size_t at) {
  constexpr std::size_t bytes_after = widest_excerpt * 4;
  std::size_t begin = 0;
  std::string front;
  if (problem.column > widest_excerpt * 3 / 4) {
    begin = back_by(line, at, widest_excerpt / 2);
    front = "…";
  }
  std::string_view before = line.substr(begin, at - begin);
  std::size_t left = widest_excerpt - std::min(widest_excerpt, character_count(before));
  problem.excerpt = front + printable(before) + shortened(printable(line.substr(at, bytes_after)), left);
  problem.caret = static_cast<std::uint32_t>(character_count(front) + character_count(before));
}

constexpr std::size_t mark_distance = 4'096;  // bytes

std::size_t characters_between(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t at = begin; at < end; ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) ++count;
  }
  return count;
}

std::size_t characters_before(const Document& document, std::size_t offset) {
  std::size_t mark = offset / mark_distance;
  return document.character_marks[mark] + characters_between(document.text, mark * mark_distance, offset);
}

}  // namespace

const Node* Node::member(std::string_view name) const {
  if (kind != Kind::object) return nullptr;
  for (const Node& child : children) {
    if (child.key == name) return &child;
  }
  return nullptr;
}

std::string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::boolean:
      return "true or false";
    case Node::Kind::integer:
      return "a whole number";
    case Node::Kind::decimal:
      return "a number";
    case Node::Kind::string:
      return "a string";
    case Node::Kind::array:
      return "an array";
    case Node::Kind::object:
      return "an object";
  }
  return "a value";
}

Value to_value(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return {};
    case Node::Kind::boolean:
      return Value(Value::Data(node.boolean));
    case Node::Kind::integer:
      return Value(Value::Data(node.integer));
    case Node::Kind::decimal:
      return Value(Value::Data(node.decimal));
    case Node::Kind::string:
      return Value(Value::Data(node.text));
    case Node::Kind::array:
      break;
    case Node::Kind::object:
      break;
  }
  Value::Array array;
  Value::Object object;
  for (const Node& child : node.children) {
    if (node.is(Node::Kind::array)) array.push_back(to_value(child));
    if (node.is(Node::Kind::object)) object.emplace_back(child.key, to_value(child));
  }
  if (node.is(Node::Kind::array)) return Value(Value::Data(std::move(array)));
  return Value(Value::Data(std::move(object)));
}

void Document::index() {
  line_starts = {0};
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    line_starts.push_back(at + 1);
  }
  character_marks = {0};
  for (std::size_t at = mark_distance; at <= text.size(); at += mark_distance) {
    character_marks.push_back(character_marks.back() + characters_between(text, at - mark_distance, at));
  }
}

std::string Document::pointer_of(const Node& node) const {
  return pointer_at(root, node.offset);
}

Problem Document::problem(const Node& node, std::string message, std::string hint) const {
  return problem_at(node.offset, std::move(message), std::move(hint));
}

Problem Document::key_problem(const Node& member, std::string message, std::string hint) const {
  return problem_at(member.key_offset, std::move(message), std::move(hint));
}

Problem Document::problem_at(std::size_t offset, std::string message, std::string hint) const {
  Problem problem;
  problem.file = file;
  problem.pointer = pointer_at(root, offset);
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  auto next_line = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  std::size_t begin = *std::prev(next_line);
  std::size_t end = next_line == line_starts.end() ? text.size() : *next_line - 1;
  if (end > begin && text[end - 1] == '\r') --end;
  std::size_t at = std::min(offset, end);
  problem.line = static_cast<std::uint32_t>(next_line - line_starts.begin());
  problem.column =
      static_cast<std::uint32_t>(characters_before(*this, at) - characters_before(*this, begin) + 1);
  put_excerpt(problem, std::string_view(text).substr(begin, end - begin), at - begin);
  return problem;
}

Problem Document::problem_inside(const Node& string, std::size_t byte, std::string message,
                                 std::string hint) const {
  return problem_at(source_offset(text, string.offset, byte), std::move(message), std::move(hint));
}

std::string Document::written(const Node& node) const {
  if (node.is(Node::Kind::array)) return node.children.empty() ? "[]" : "an array";
  if (node.is(Node::Kind::object)) return node.children.empty() ? "{}" : "an object";
  std::string_view source = std::string_view(text).substr(node.offset, node.end - node.offset);
  return shortened(printable(source), most_found_characters);
}

}  // namespace switchyard::codec
