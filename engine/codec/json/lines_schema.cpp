// Each kind of field as the schema of what append_json_line writes for it.
#include "engine/codec/json/lines_schema.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/codec/shape/commands.h"
#include "engine/codec/shape/effects.h"
#include "engine/codec/shape/events.h"
#include "engine/codec/text/enums.h"

namespace switchyard::codec {
namespace {

using Json = nlohmann::ordered_json;

// "task_queue" -> "Task queue"
std::string title_of(std::string_view name) {
  std::string title(name);
  for (char& c : title) {
    if (c == '_') c = ' ';
  }
  if (!title.empty() && title.front() >= 'a') title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

// `types` is one type or a list of them; lists become anyOf, which our own validator knows too.
Json property(std::string_view description, const Json& types, Json example) {
  Json schema = {{"description", description}, {"default", nullptr}, {"examples", {std::move(example)}}};
  if (!types.is_array()) {
    schema["type"] = types;
    return schema;
  }
  for (const Json& type : types) schema["anyOf"].push_back({{"type", type}});
  return schema;
}

Json moment() {
  return property("A moment as RFC 3339 in UTC; null: never.", {"string", "null"}, "2026-03-02T08:00:00Z");
}

// One overload a kind of field, as in lines.cpp.
template <class T>
Json schema_of(const T&) {
  if constexpr (std::is_enum_v<T>) {
    Json words = Json::array();
    for (const auto& entry : enum_words<T>) words.push_back(entry.word);
    Json schema = property("One of the words.", "string", words.front());
    schema["enum"] = std::move(words);
    return schema;
  } else {
    return property("A whole number.", "integer", 1);
  }
}
Json schema_of(bool) {
  return property("Yes or no.", "boolean", true);
}
Json schema_of(Time) {
  return moment();
}
Json schema_of(Duration) {
  return property("A duration.", "string", "1m20s");
}
Json schema_of(const std::string&) {
  return property("A text; may be empty.", "string", "text");
}
Json schema_of(const Attributes&) {
  return property("Attributes.", {"object", "null"}, Json::object({{"language", "en"}}));
}
Json schema_of(EffectId) {
  return property("The command's number and the effect's place among its effects, from 0.", "object",
                  Json::object({{"sequence", 7}, {"index", 0}}));
}
template <class Kind>
Json schema_of(Serial<Kind>) {
  return property("A number that the engine gave; null: none.", {"integer", "null"}, 1);
}
template <class Kind>
Json schema_of(Id<Kind>) {
  return property("A name of the workspace (its number when it has no such name); null: none.",
                  {"string", "integer", "null"}, "voice");
}
// With null as one more type.
Json or_null(Json schema) {
  if (schema.contains("type")) {
    schema["anyOf"] = Json::array({{{"type", schema["type"]}}});
    schema.erase("type");
  }
  if (schema["anyOf"].back()["type"] != "null") schema["anyOf"].push_back({{"type", "null"}});
  if (schema.contains("enum")) schema["enum"].push_back(nullptr);
  return schema;
}
template <class T>
Json schema_of(const std::optional<T>&) {
  return or_null(schema_of(T{}));
}

// Collects the members of one message's lines.
class Members {
 public:
  template <class Message>
  void fields(const Message& message, bool required) {
    for_each_field(message, [&](std::string_view name, const auto& field) { add(name, field, required); });
  }

  void put(std::string_view name, Json schema, bool required) {
    Json titled = {{"title", title_of(name)}};
    titled.update(schema);
    properties_[std::string(name)] = std::move(titled);
    if (required) required_.push_back(name);
  }

  Json take(std::string_view name, std::string_view kind) {
    return {{"title", title_of(name)},
            {"description", "A line about the " + std::string(kind) + " " + std::string(name) + "."},
            {"type", "object"},
            {"properties", std::move(properties_)},
            {"required", std::move(required_)},
            {"additionalProperties", false}};
  }

 private:
  template <class T>
  void add(std::string_view name, const T& field, bool required) {
    put(name, schema_of(field), required);
  }
  // Only the way that was taken has its fields in the line.
  template <class... Ways>
  void add(std::string_view, const std::variant<Ways...>&, bool) {
    (fields(Ways{}, false), ...);
  }
  void add(std::string_view name, const std::vector<Workspace>&, bool required) {
    put(name, schema_of(std::string()), required);
    put("version", schema_of(std::uint32_t{}), required);
  }

  Json properties_ = Json::object();
  Json required_ = Json::array();
};

Json word(std::string_view description, std::string_view only) {
  Json schema = property(description, "string", only);
  schema["enum"] = Json::array({only});
  return schema;
}

template <class Message>
void define(Json& definitions, std::string_view kind) {
  const std::string_view name = shape<Message>.name;
  Members members;
  members.put("sequence",
              property("The turn's number: in lines of a live journal and of /v1/events.", "integer", 12),
              false);
  members.put("time", moment(), true);
  members.put("kind", word("A command came in; an event happened; an effect is to be carried out.", kind),
              true);
  members.put("type", word("The name of the message.", name), true);
  members.fields(Message{}, true);
  definitions[std::string(name)] = members.take(name, kind);
}

template <class... Messages>
void define_all(Json& definitions, std::string_view kind, const std::variant<Messages...>*) {
  (define<Messages>(definitions, kind), ...);
}

}  // namespace

std::string line_schema_text() {
  Json definitions = Json::object();
  define_all(definitions, "command", static_cast<const Command*>(nullptr));
  define_all(definitions, "event", static_cast<const Event*>(nullptr));
  define_all(definitions, "effect", static_cast<const Effect*>(nullptr));
  Json alternatives = Json::array();
  for (const auto& [name, schema] : definitions.items())
    alternatives.push_back({{"$ref", "#/definitions/" + name}});
  const Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                       {"title", "Line of events.jsonl"},
                       {"description", "One command, event or effect of a run."},
                       {"anyOf", std::move(alternatives)},
                       {"definitions", std::move(definitions)}};
  return schema.dump(2) + "\n";
}

}  // namespace switchyard::codec
