// A JSON document as a tree that knows where in the text each value stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/attributes.h"
#include "engine/codec/document/problem.h"

namespace switchyard::codec {

// One value. Numbers without fraction or exponent that fit are integers, all others decimals (finite).
struct Node {
  enum class Kind : std::uint8_t { null, boolean, integer, decimal, string, array, object };

  Kind kind = Kind::null;
  bool boolean = false;
  std::int64_t integer = 0;
  double decimal = 0;          // of an integer too: its nearest double
  std::string text;            // of a string: decoded, valid UTF-8, without NUL
  std::vector<Node> children;  // elements of an array, members of an object, in order of the text
  std::string key;             // of a member
  std::size_t offset = 0;      // of the value's first byte
  std::size_t end = 0;         // behind its last byte
  std::size_t key_offset = 0;  // of the key's opening quote, when it is a member

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_number() const { return kind == Kind::integer || kind == Kind::decimal; }
  // A whole number that no integer of ours holds.
  bool is_huge() const { return kind == Kind::decimal && (decimal >= 0x1p63 || decimal <= -0x1p63); }
  const Node* member(std::string_view name) const;  // null when not an object or absent; O(members)
};

// "a string", "an object" …
std::string_view kind_name(Node::Kind kind);

// The same value for the engine. O(size).
Value to_value(const Node& node);

struct Limits {
  std::size_t bytes = std::size_t{64} << 20;
  std::size_t values = 4'000'000;
  std::size_t depth = 64;
  std::size_t key = 1'000;  // bytes of one: the place of each problem is told in keys
  bool comments = true;     // and trailing commas; false: JSON as RFC 8259 has it, and no more
};

// A document that was read: its text, its tree and its lines. Nodes live as long as it does.
struct Document {
  std::string file;  // as the user named it; "-" for standard input
  std::string text;
  Node root;
  // Made by index(), so that a column costs the same in a file of one long line.
  std::vector<std::size_t> line_starts;
  std::vector<std::size_t> character_marks;  // characters before each 4096th byte

  // To be called when `text` is complete, before any problem is made. O(size).
  void index();

  // RFC 6901. O(depth · log members).
  std::string pointer_of(const Node& node) const;

  // A problem at the value, at the key of a member, or at a byte of the text (pointer: the value there).
  Problem problem(const Node& node, std::string message, std::string hint = {}) const;
  Problem key_problem(const Node& member, std::string message, std::string hint = {}) const;
  Problem problem_at(std::size_t offset, std::string message, std::string hint = {}) const;
  // At one byte of the decoded text of a string, for languages that stand inside strings.
  Problem problem_inside(const Node& string, std::size_t byte, std::string message,
                         std::string hint = {}) const;

  // The value as it is written, cut to 40 characters: for "(found …)".
  std::string written(const Node& node) const;
};

// Reads JSON with `//` and `/* */` comments and trailing commas. Errors: all that is not JSON, bytes that are
// not UTF-8, NUL, a byte order mark, a key twice in one object, a number that no double holds, beyond the
// limits. O(size).
tl::expected<Document, Problems> parse_document(std::string text, std::string file,
                                                const Limits& limits = {});

// The same from a file; "-" is standard input. A file that cannot be read is an environment problem.
tl::expected<Document, Problems> read_document(const std::string& file, const Limits& limits = {});

// The whole file as it is, for what is not JSON (CSV, stories). Same errors as above for the file itself.
tl::expected<std::string, Problems> read_file(const std::string& file, const Limits& limits = {});

}  // namespace switchyard::codec
