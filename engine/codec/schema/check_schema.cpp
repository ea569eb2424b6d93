// Holds our own schemas to what editors need and to what validate() understands.
#include <algorithm>
#include <array>
#include <string>

#include "engine/codec/schema/schema.h"

namespace switchyard::codec {
namespace {

using Kind = Node::Kind;

constexpr std::array<std::string_view, 20> keywords{
    "type",        "enum",      "properties", "additionalProperties",
    "required",    "items",     "minimum",    "maximum",
    "minLength",   "maxLength", "minItems",   "maxItems",
    "anyOf",       "$ref",      "$schema",    "title",
    "description", "default",   "examples",   "definitions"};
constexpr std::array<std::string_view, 4> annotations{"title", "description", "default", "examples"};

class Checker {
 public:
  Checker(const Document& schema, Problems& problems) : schema_(schema), problems_(problems) {}

  void check(const Node& node);

 private:
  void refuse(const Node& node, std::string message) {
    problems_.add(schema_.problem(node, std::move(message)));
  }
  void check_keywords(const Node& node);
  void check_property(const Node& property);
  void check_sample(const Node& property, const Node& sample);
  void check_alternatives(const Node& alternatives);
  void check_members(const Node* members);

  const Document& schema_;
  Problems& problems_;
};

void Checker::check_keywords(const Node& node) {
  for (const Node& member : node.children) {
    if (std::find(keywords.begin(), keywords.end(), member.key) == keywords.end()) {
      refuse(member, "validate() knows no keyword " + member.key);
    }
  }
}

void Checker::check(const Node& node) {
  check_keywords(node);
  if (resolve(schema_, node) == nullptr) refuse(node, "the $ref leads nowhere");
  if (const Node* properties = node.member("properties")) {
    for (const Node& property : properties->children) check_property(property);
  }
  check_members(node.member("properties"));
  check_members(node.member("definitions"));
  if (const Node* items = node.member("items")) check(*items);
  if (const Node* alternatives = node.member("anyOf")) check_alternatives(*alternatives);
  const Node* others = node.member("additionalProperties");
  if (others != nullptr && others->is(Kind::object)) check(*others);
}

void Checker::check_members(const Node* members) {
  if (members == nullptr) return;
  for (const Node& member : members->children) check(member);
}

// validate() chooses among alternatives by type, so each has one, and none twice.
void Checker::check_alternatives(const Node& alternatives) {
  std::vector<std::string> types;
  for (const Node& alternative : alternatives.children) {
    check(alternative);
    const Node* schema = resolve(schema_, alternative);
    const Node* type = schema != nullptr ? schema->member("type") : nullptr;
    if (type == nullptr || std::find(types.begin(), types.end(), type->text) != types.end()) {
      refuse(alternative, "an alternative must have a type that no other has");
    } else {
      types.push_back(type->text);
    }
  }
}

void Checker::check_property(const Node& property) {
  const Node* described = resolve(schema_, property);
  if (described == nullptr) return;
  for (std::string_view annotation : annotations) {
    if (described->member(annotation) == nullptr) refuse(property, "it has no " + std::string(annotation));
  }
  const Node* fallback = described->member("default");
  if (fallback != nullptr && !fallback->is(Kind::null)) check_sample(*described, *fallback);
  if (const Node* examples = described->member("examples")) {
    for (const Node& example : examples->children) check_sample(*described, example);
  }
}

// Faults of the sample have their place in the sample itself, which stands in the schema.
void Checker::check_sample(const Node& property, const Node& sample) {
  Document document;
  document.file = schema_.file;
  document.text = schema_.text;
  document.index();
  document.root = sample;
  Document of_property;
  of_property.text = schema_.text;
  of_property.root = property;
  if (const Node* definitions = schema_.root.member("definitions")) {
    of_property.root.children.push_back(*definitions);
  }
  Problems found;
  validate(document, of_property, found);
  for (const Problem& problem : found.list()) refuse(sample, "the schema refuses it: " + problem.message);
}

}  // namespace

Problems check_schema(const Document& schema) {
  Problems problems;
  Checker(schema, problems).check(schema.root);
  return problems;
}

}  // namespace switchyard::codec
