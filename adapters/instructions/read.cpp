// One switch over the instructions for both forms; each form only says how a field is called in it.
#include "adapters/instructions/read.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/instructions/fields.h"

namespace switchyard::adapters {
namespace {

using Answer = tl::expected<std::optional<Instruction>, std::string>;
constexpr std::size_t longest_body = 64 * 1024;

// status_callback_events in JSON is StatusCallbackEvent in a form, once for each.
std::string form_name(std::string_view prefix, std::string_view name) {
  std::string made(prefix);
  bool upper = true;
  for (const char letter : name) {
    if (letter != '_') made += upper && letter >= 'a' ? static_cast<char>(letter - 'a' + 'A') : letter;
    upper = letter == '_';
  }
  if (made.ends_with("Events")) made.pop_back();
  return made;
}

struct FindInForm {
  const FormFields& fields;
  std::string_view prefix;

  std::string shown(std::string_view name) const { return form_name(prefix, name); }
  std::vector<std::string> operator()(std::string_view name) const {
    const std::string wanted = shown(name);
    std::vector<std::string> found;
    for (const auto& [key, value] : fields) {
      if (key == wanted) found.push_back(value);
    }
    return found;
  }
  bool is_one(std::string_view) const { return true; }
  bool is_list(std::string_view) const { return true; }
};

std::string decimal_text(double number) {
  std::array<char, 32> space;
  return {space.data(), std::to_chars(space.data(), space.data() + space.size(), number).ptr};
}

std::string scalar_text(const codec::Node& node) {
  using Kind = codec::Node::Kind;
  if (node.is(Kind::string)) return node.text;
  if (node.is(Kind::boolean)) return node.boolean ? "true" : "false";
  if (node.is(Kind::integer)) return std::to_string(node.integer);
  if (node.is(Kind::decimal)) return decimal_text(node.decimal);
  return {};
}

bool is_scalar(const codec::Node& node) {
  using Kind = codec::Node::Kind;
  return !node.is(Kind::object) && !node.is(Kind::array);
}

struct FindInJson {
  const codec::Node& object;

  std::string shown(std::string_view name) const { return std::string(name); }
  std::vector<std::string> operator()(std::string_view name) const {
    const codec::Node* found = find(name);
    return found == nullptr ? std::vector<std::string>{} : texts_of(*found);
  }
  bool is_one(std::string_view name) const {
    const codec::Node* found = find(name);
    return found == nullptr || is_scalar(*found);
  }
  bool is_list(std::string_view name) const {
    const codec::Node* found = find(name);
    if (found == nullptr || !found->is(codec::Node::Kind::array)) return is_one(name);
    return std::all_of(found->children.begin(), found->children.end(), is_scalar);
  }

 private:
  const codec::Node* find(std::string_view name) const {
    const codec::Node* found = object.member(name);
    if (found == nullptr && name.ends_with("_events")) found = object.member(name.substr(0, name.size() - 1));
    return found;
  }
};

template <class Find>
Answer read_named(std::string_view name, Find find) {
  using namespace instruction;
  FieldReader reader(find);
  std::optional<Instruction> read;
  if (name == "accept") read = Accept{};
  if (name == "reject") {
    read = Reject{};
    reader.text("activity_sid", std::get<Reject>(*read).activity_sid);
  }
  if (name == "dequeue") read = read_dequeue(reader);
  if (name == "call") read = read_call(reader);
  if (name == "redirect") read = read_redirect(reader);
  if (name == "conference") read = read_conference(reader);
  if (name == "supervise") read = read_supervise(reader);
  if (!read) return tl::unexpected("Instruction \"" + std::string(name) + "\" is not known");
  if (!reader.problem().empty()) return tl::unexpected(reader.problem());
  return read;
}

// Only these three have fields with the instruction's name before them; a rejection's activity is Worker's.
std::string_view prefix_of(std::string_view name) {
  if (name == "dequeue") return "Dequeue";
  if (name == "call") return "Call";
  if (name == "redirect") return "Redirect";
  return name == "reject" ? "Worker" : "";
}

constexpr std::array<std::string_view, 6> answers = {"accept", "reject",   "dequeue",
                                                     "call",   "redirect", "conference"};

}  // namespace

bool may_be_answered(std::string_view instruction) {
  return std::find(answers.begin(), answers.end(), instruction) != answers.end();
}

std::vector<std::string> texts_of(const codec::Node& value) {
  using Kind = codec::Node::Kind;
  if (value.is(Kind::null)) return {};
  if (!value.is(Kind::array)) return {scalar_text(value)};
  std::vector<std::string> all;
  for (const codec::Node& one : value.children) all.push_back(scalar_text(one));
  return all;
}

tl::expected<std::optional<Instruction>, std::string> read_instruction_form(const FormFields& fields) {
  for (const auto& [key, value] : fields) {
    if (key == "Instruction") return read_named(value, FindInForm{fields, prefix_of(value)});
  }
  return std::optional<Instruction>{};
}

tl::expected<std::optional<Instruction>, std::string> read_instruction_json(std::string_view body) {
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) return std::optional<Instruction>{};
  const auto document = codec::parse_document(std::string(body), "answer", {longest_body, 1'000, 8});
  if (!document) return tl::unexpected(document.error().list().front().message);
  if (!document->root.is(codec::Node::Kind::object))
    return tl::unexpected(std::string("the answer must be an object"));
  const codec::Node* name = document->root.member("instruction");
  if (name == nullptr || name->is(codec::Node::Kind::null)) return std::optional<Instruction>{};
  if (!name->is(codec::Node::Kind::string))
    return tl::unexpected(std::string("instruction must be a string"));
  if (name->text == "supervise") return tl::unexpected(std::string("supervise can only be sent by REST"));
  return read_named(name->text, FindInJson{document->root});
}

}  // namespace switchyard::adapters
