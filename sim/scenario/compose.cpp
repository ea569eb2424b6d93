// Puts texts into texts at the places that paths name.
#include "sim/scenario/compose.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <optional>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::sim {

namespace fs = std::filesystem;
using codec::Document;
using codec::Node;
using codec::Problem;
using codec::Problems;

namespace {

constexpr int deepest_extension = 8;
constexpr std::size_t most_replaced = 1'000;  // values: the text is read again after each

std::vector<std::string> words_of(std::string_view path) {
  std::vector<std::string> words(1);
  for (const char c : path) {
    if (c == '.') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

std::optional<std::size_t> index_of(std::string_view word) {
  std::size_t index = 0;
  const auto result = std::from_chars(word.data(), word.data() + word.size(), index);
  if (word.empty() || result.ec != std::errc() || result.ptr != word.data() + word.size())
    return std::nullopt;
  return index;
}

// The child that a word of a path names; null when there is none.
const Node* child_of(const Node& node, const std::string& word) {
  if (node.is(Node::Kind::object)) return node.member(word);
  if (const auto index = index_of(word))
    return *index < node.children.size() ? &node.children[*index] : nullptr;
  for (const Node& child : node.children) {
    const Node* name = child.member("name");
    if (name != nullptr && name->is(Node::Kind::string) && name->text == word) return &child;
  }
  return nullptr;
}

// A place in the composed text, and what must stand around a value that is put there.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string before;
  std::string after;
};

// Goes around a value so that the words that lead nowhere yet lead to it.
void wrap(Place& place, const std::vector<std::string>& words, std::size_t first) {
  std::string closing;
  for (std::size_t i = first; i < words.size(); ++i) {
    const bool element = index_of(words[i]).has_value();
    place.before += element ? "[" : "{" + codec::quoted(words[i]) + ": ";
    closing.insert(0, element ? "]" : "}");
  }
  place.after = closing + place.after;
}

// Where the value of a path belongs; nothing when the path leads through a value that has no members.
std::optional<Place> find_place(const Node& root, const std::vector<std::string>& words) {
  const Node* node = &root;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (const Node* child = child_of(*node, words[i])) {
      node = child;
      continue;
    }
    Place place{node->offset + 1, node->offset + 1, {}, {}};
    if (node->is(Node::Kind::object)) {
      place.before = codec::quoted(words[i]) + ": ";
      place.after = ", ";
    } else if (node->is(Node::Kind::array) && index_of(words[i]) == node->children.size()) {
      if (!node->children.empty()) place = {node->children.back().end, node->children.back().end, ", ", {}};
    } else {
      return std::nullopt;
    }
    wrap(place, words, i + 1);
    return place;
  }
  return Place{node->offset, node->end, {}, {}};
}

Problem in_file(const std::string& file, std::string message, std::string hint = {}) {
  Problem problem;
  problem.file = file;
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  return problem;
}

Problems only(Problem problem) {
  Problems problems;
  problems.add(std::move(problem));
  return problems;
}

// A file that cannot be read is told where it is named.
Problems told_at(const Document& document, const Node& name, const Problems& unread) {
  if (!unread.only_environment()) return unread;
  const Problem& why = unread.list().front();
  Problem problem = document.problem(name, why.file + ": " + why.message, why.hint);
  problem.environment = true;
  return only(std::move(problem));
}

}  // namespace

std::optional<Setting> parse_setting(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return std::nullopt;
  return Setting{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

// Builds a Composed from its files and settings.
class Composer {
 public:
  // Empty when all went well.
  Problems begin(const std::string& file, int depth);
  Problems begin(Document document, int depth);
  Problems set(const Setting& setting);
  Composed take() { return std::move(composed_); }

 private:
  Problems extend(std::size_t derived, int depth);
  Problems put_members(std::size_t derived);
  Problems put(std::size_t source, const std::string& path, std::size_t offset, std::string_view value);
  void splice(std::size_t source, const Place& place, std::size_t offset, std::string_view value);
  std::vector<Composed::Piece> pieces_from(std::size_t begin) const;

  Composed composed_;
  std::size_t bytes_ = 0;  // of all files
};

Problems Composer::begin(const std::string& file, int depth) {
  auto document = codec::read_document(file);
  if (!document) return std::move(document.error());
  return begin(std::move(*document), depth);
}

Problems Composer::begin(Document first, int depth) {
  const std::string folder = fs::path(first.file).parent_path().string();
  bytes_ += first.text.size();
  if (bytes_ > codec::Limits().bytes) {
    return only(first.problem(first.root, "a scenario with those that it extends must have at most " +
                                              std::to_string(codec::Limits().bytes) + " bytes"));
  }
  composed_.sources_.push_back({std::move(first), folder, false});
  const std::size_t source = composed_.sources_.size() - 1;
  if (composed_.sources_[source].document.root.member("extends") != nullptr) return extend(source, depth);
  composed_.document_ = composed_.sources_[source].document;
  composed_.pieces_ = {{0, source, 0, true}};
  return {};
}

Problems Composer::extend(std::size_t derived, int depth) {
  const Document& document = composed_.sources_[derived].document;
  const Node& extends = *document.root.member("extends");
  if (!extends.is(Node::Kind::string)) return only(document.problem(extends, "must be the name of a file"));
  if (depth >= deepest_extension) {
    return only(
        document.problem(extends, "scenarios extend each other more than 8 deep", "is there a circle?"));
  }
  const std::string base = (fs::path(composed_.sources_[derived].folder) / extends.text).string();
  auto base_document = codec::read_document(base);
  if (!base_document) return told_at(document, extends, base_document.error());
  Problems problems = begin(std::move(*base_document), depth + 1);
  if (problems.has_errors()) return problems;
  return put_members(derived);
}

Problems Composer::put_members(std::size_t derived) {
  const Document& document = composed_.sources_[derived].document;
  const Node* set = document.root.member("set");
  if (document.root.children.size() + (set == nullptr ? 0 : set->children.size()) > most_replaced) {
    return only(document.problem(document.root, "a scenario must replace at most " +
                                                    std::to_string(most_replaced) +
                                                    " values of the one that it extends"));
  }
  Problems problems;
  const auto put_member = [&](const std::string& path, const Node& value) {
    const std::string_view text =
        std::string_view(document.text).substr(value.offset, value.end - value.offset);
    problems.add_all(put(derived, path, value.offset, text));
  };
  for (const Node& member : document.root.children) {
    if (member.key == "extends" || member.key == "set" || member.key == "$schema") continue;
    put_member(member.key, member);
  }
  if (set == nullptr) return problems;
  if (!set->is(Node::Kind::object))
    return only(document.problem(*set, "must be an object of paths and values"));
  for (const Node& member : set->children) put_member(member.key, member);
  return problems;
}

Problems Composer::set(const Setting& setting) {
  const std::string name = "--set " + setting.path + "=" + setting.value;
  auto document = codec::parse_document(setting.value, name);
  if (!document) {
    // Not JSON: the words themselves are meant.
    document = codec::parse_document(codec::quoted(setting.value), name);
    if (!document) return only(in_file(name, "the value is neither JSON nor text"));
  }
  const std::string text = document->text;
  composed_.sources_.push_back({std::move(*document), composed_.sources_.front().folder, true});
  return put(composed_.sources_.size() - 1, setting.path, 0, text);
}

Problems Composer::put(std::size_t source, const std::string& path, std::size_t offset,
                       std::string_view value) {
  const auto place = find_place(composed_.document_.root, words_of(path));
  const std::string& file = composed_.sources_[source].document.file;
  if (!place) {
    return only(composed_.sources_[source].document.problem_at(
        offset, "the path \"" + path + "\" leads nowhere in the scenario",
        "words of a path are keys, indexes of arrays (the next free one appends) or names of their "
        "elements"));
  }
  splice(source, *place, offset, value);
  auto parsed = codec::parse_document(composed_.document_.text, composed_.document_.file);
  if (!parsed) return only(in_file(file, "the value does not fit at \"" + path + "\""));
  composed_.document_ = std::move(*parsed);
  return {};
}

// The pieces behind `begin`, as if the text before it were not there.
std::vector<Composed::Piece> Composer::pieces_from(std::size_t begin) const {
  std::vector<Composed::Piece> rest;
  for (std::size_t i = 0; i < composed_.pieces_.size(); ++i) {
    Composed::Piece piece = composed_.pieces_[i];
    const bool last = i + 1 == composed_.pieces_.size();
    if (!last && composed_.pieces_[i + 1].begin <= begin) continue;
    if (piece.begin < begin) {
      if (piece.copied) piece.offset += begin - piece.begin;
      piece.begin = begin;
    }
    piece.begin -= begin;
    rest.push_back(piece);
  }
  return rest;
}

void Composer::splice(std::size_t source, const Place& place, std::size_t offset, std::string_view value) {
  std::vector<Composed::Piece> rest = pieces_from(place.end);
  std::vector<Composed::Piece>& pieces = composed_.pieces_;
  while (!pieces.empty() && pieces.back().begin >= place.begin) pieces.pop_back();
  std::string& text = composed_.document_.text;
  const std::string tail = text.substr(place.end);
  text.resize(place.begin);
  const auto add = [&](std::string_view part, bool copied) {
    if (part.empty()) return;
    pieces.push_back({text.size(), source, offset, copied});
    text += part;
  };
  add(place.before, false);
  add(value, true);
  add(place.after, false);
  for (Composed::Piece& piece : rest) {
    piece.begin += text.size();
    pieces.push_back(piece);
  }
  text += tail;
}

tl::expected<Composed, Problems> compose(const std::string& file, const std::vector<Setting>& settings) {
  auto document = codec::read_document(file);
  if (!document) return tl::unexpected(std::move(document.error()));
  return compose(std::move(*document), settings);
}

tl::expected<Composed, Problems> compose(Document document, const std::vector<Setting>& settings) {
  Composer composer;
  Problems problems = composer.begin(std::move(document), 0);
  if (problems.has_errors()) return tl::unexpected(std::move(problems));
  for (const Setting& setting : settings) problems.add_all(composer.set(setting));
  if (problems.has_errors()) return tl::unexpected(std::move(problems));
  return composer.take();
}

}  // namespace switchyard::sim
