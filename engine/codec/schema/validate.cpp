// Holds a document against a schema.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/codec/document/reader.h"
#include "engine/codec/schema/schema.h"
#include "engine/codec/text/nearest.h"
#include "engine/codec/text/number.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

using Kind = Node::Kind;

bool has_type(const Node& value, std::string_view type) {
  if (type == "integer") return value.is(Kind::integer) || value.is_huge();
  if (type == "number") return value.is_number();
  if (type == "string") return value.is(Kind::string);
  if (type == "boolean") return value.is(Kind::boolean);
  if (type == "array") return value.is(Kind::array);
  if (type == "object") return value.is(Kind::object);
  return type == "null" && value.is(Kind::null);
}

std::string phrase_of(std::string_view type) {
  if (type == "integer") return std::string(kind_name(Kind::integer));
  if (type == "number") return std::string(kind_name(Kind::decimal));
  if (type == "boolean") return std::string(kind_name(Kind::boolean));
  if (type == "null") return std::string(kind_name(Kind::null));
  return (type == "array" || type == "object" ? "an " : "a ") + std::string(type);
}

bool equal(const Node& a, const Node& b) {
  return to_value(a) == to_value(b);
}

// Nobody mends that many; so a document of millions of faults is refused in seconds.
constexpr std::size_t most_counted = 100'000;

class Validator {
 public:
  Validator(const Document& document, const Document& schema, Problems& problems)
      : document_(document), schema_(schema), problems_(problems) {}

  void check(const Node& value, const Node& schema);

 private:
  void refuse(const Node& value, const std::string& what, std::string hint = {}) {
    expect(document_, value, problems_, what, std::move(hint));
  }
  bool check_type(const Node& value, const Node& schema);
  std::string sample_of(const Node& schema) const;
  void check_enum(const Node& value, const Node& words);
  void check_any(const Node& value, const Node& alternatives);
  void check_number(const Node& value, const Node& schema);
  void check_string(const Node& value, const Node& schema);
  void check_array(const Node& value, const Node& schema);
  void check_object(const Node& value, const Node& schema);
  void check_required(const Node& value, const Node& schema);
  void refuse_key(const Node& member, const Node* properties);

  const Document& document_;
  const Document& schema_;
  Problems& problems_;
};

void Validator::check(const Node& value, const Node& reference) {
  const Node* schema = resolve(schema_, reference);
  SY_CHECK(schema != nullptr);
  if (!check_type(value, *schema)) return;
  if (const Node* words = schema->member("enum")) check_enum(value, *words);
  if (const Node* alternatives = schema->member("anyOf")) check_any(value, *alternatives);
  if (value.is_number()) check_number(value, *schema);
  if (value.is(Kind::string)) check_string(value, *schema);
  if (value.is(Kind::array)) check_array(value, *schema);
  if (value.is(Kind::object)) check_object(value, *schema);
}

std::string Validator::sample_of(const Node& schema) const {
  const Node* examples = schema.member("examples");
  if (examples == nullptr || examples->children.empty()) return {};
  const Node& example = examples->children.front();
  if (example.is(Kind::object) || example.is(Kind::array)) return {};
  return "such as " + schema_.written(example);
}

bool Validator::check_type(const Node& value, const Node& schema) {
  const Node* type = schema.member("type");
  if (type == nullptr || has_type(value, type->text)) return true;
  refuse(value, "must be " + phrase_of(type->text), sample_of(schema));
  return false;
}

void Validator::check_enum(const Node& value, const Node& words) {
  std::string known;
  std::vector<std::string> strings;
  for (const Node& word : words.children) {
    if (equal(value, word)) return;
    known += (known.empty() ? "" : ", ") + schema_.written(word);
    if (word.is(Kind::string)) strings.push_back(word.text);
  }
  std::string hint;
  if (auto meant = nearest(value.text, strings)) hint = "did you mean " + quoted(*meant) + "?";
  refuse(value, (words.children.size() == 1 ? "must be " : "must be one of ") + known, std::move(hint));
}

void Validator::check_any(const Node& value, const Node& alternatives) {
  const Node* of_this_type = nullptr;
  std::string phrases;
  for (const Node& alternative : alternatives.children) {
    const Node* schema = resolve(schema_, alternative);
    std::string_view type = schema->member("type")->text;
    phrases += (phrases.empty() ? "" : " or ") + phrase_of(type);
    if (has_type(value, type)) of_this_type = schema;
  }
  if (of_this_type == nullptr) {
    refuse(value, "must be " + phrases);
  } else {
    check(value, *of_this_type);
  }
}

void Validator::check_number(const Node& value, const Node& schema) {
  const Node* least = schema.member("minimum");
  const Node* most = schema.member("maximum");
  if (least != nullptr && value.decimal < least->decimal) {
    refuse(value, "must be at least " + schema_.written(*least));
  } else if (most != nullptr && value.decimal > most->decimal) {
    refuse(value, "must be at most " + schema_.written(*most));
  } else if (value.is_huge() && schema.member("type") != nullptr &&
             schema.member("type")->text == "integer") {
    refuse(value, value.decimal < 0 ? "must be at least -9223372036854775808"
                                    : "must be at most 9223372036854775807");
  }
}

void Validator::check_string(const Node& value, const Node& schema) {
  const Node* least = schema.member("minLength");
  const Node* most = schema.member("maxLength");
  auto length = static_cast<std::int64_t>(character_count(value.text));
  if (least != nullptr && length < least->integer) {
    refuse(value, least->integer == 1 ? "must not be empty"
                                      : "must have at least " + schema_.written(*least) + " characters");
  } else if (most != nullptr && length > most->integer) {
    refuse(value, "must have at most " + schema_.written(*most) + " characters");
  }
}

void Validator::check_array(const Node& value, const Node& schema) {
  const Node* least = schema.member("minItems");
  const Node* most = schema.member("maxItems");
  auto count = static_cast<std::int64_t>(value.children.size());
  if (least != nullptr && count < least->integer) {
    refuse(value, least->integer == 1 ? "must not be empty"
                                      : "must have at least " + schema_.written(*least) + " elements");
  }
  if (most != nullptr && count > most->integer) {
    refuse(value, "must have at most " + schema_.written(*most) + " elements");
  }
  const Node* items = schema.member("items");
  if (items == nullptr) return;
  for (const Node& element : value.children) {
    if (problems_.left_out() > most_counted) return;
    check(element, *items);
  }
}

void Validator::check_object(const Node& value, const Node& schema) {
  check_required(value, schema);
  const Node* properties = schema.member("properties");
  const Node* others = schema.member("additionalProperties");
  for (const Node& member : value.children) {
    if (problems_.left_out() > most_counted) return;
    const Node* known = properties != nullptr ? properties->member(member.key) : nullptr;
    if (known != nullptr) {
      check(member, *known);
    } else if (others != nullptr && others->is(Kind::object)) {
      check(member, *others);
    } else if (others != nullptr && !others->boolean) {
      refuse_key(member, properties);
    }
  }
}

void Validator::check_required(const Node& value, const Node& schema) {
  const Node* required = schema.member("required");
  if (required == nullptr) return;
  for (const Node& key : required->children) {
    if (value.member(key.text) != nullptr) continue;
    problems_.add(document_.problem(value, quoted(key.text) + " is missing here"), key.text);
  }
}

void Validator::refuse_key(const Node& member, const Node* properties) {
  std::vector<std::string> known;
  if (properties != nullptr) {
    for (const Node& property : properties->children) known.push_back(property.key);
  }
  problems_.add(document_.key_problem(member,
                                      "there is no key " + shortened(quoted(member.key), 60) + " here",
                                      suggestion(member.key, known)));
}

}  // namespace

Document parse_schema(std::string_view text) {
  auto schema = parse_document(std::string(text), "schema");
  SY_CHECK(schema.has_value());
  return std::move(*schema);
}

const Document& workspace_schema() {
  static const Document schema = parse_schema(workspace_schema_text());
  return schema;
}

const Node* resolve(const Document& whole, const Node& schema) {
  constexpr std::string_view prefix = "#/definitions/";
  const Node* reference = schema.member("$ref");
  if (reference == nullptr) return &schema;
  const Node* definitions = whole.root.member("definitions");
  if (definitions == nullptr || reference->text.rfind(prefix, 0) != 0) return nullptr;
  return definitions->member(std::string_view(reference->text).substr(prefix.size()));
}

void validate_part(const Document& document, const Node& value, const Document& schema,
                   std::string_view definition, Problems& problems) {
  const Node* definitions = schema.root.member("definitions");
  const Node* part = definitions != nullptr ? definitions->member(definition) : nullptr;
  SY_CHECK(part != nullptr);
  Validator(document, schema, problems).check(value, *part);
}

void validate(const Document& document, const Document& schema, Problems& problems) {
  Validator(document, schema, problems).check(document.root, schema.root);
}

}  // namespace switchyard::codec
