// Names and SIDs: declared once, looked up everywhere.
#include "engine/codec/workspace/draft.h"

#include <algorithm>

#include "engine/codec/text/nearest.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

std::string named(std::string_view text) {
  return shortened(quoted(text), 60);
}

// Looking through many names takes long; a problem that is only counted needs none.
std::string hint_for(const Draft& draft, std::string_view wrong, const NameTable& table) {
  return draft.problems.is_full() ? std::string() : suggestion(wrong, table.names());
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

bool is_hopeless(const Draft& draft) {
  constexpr std::size_t most_counted = 100'000;
  return draft.problems.left_out() > most_counted;
}

std::optional<std::uint32_t> declare(Draft& draft, NameTable& table, const Node& name, std::string_view what,
                                     const std::string& text) {
  auto id = table.declare(text);
  if (!id) {
    std::string message =
        "there must be one " + std::string(what) + " of a name (found " + named(text) + " again)";
    std::string hint = what == "worker" ? "capital and small letters are the same here" : "";
    draft.problems.add(draft.document.problem(name, std::move(message), std::move(hint)));
  }
  return id;
}

std::optional<std::uint32_t> declare_name(Draft& draft, NameTable& table, Reader& entry,
                                          std::string_view what) {
  auto name = entry.required_string("name");
  if (name) return declare(draft, table, *entry.find("name"), what, *name);
  table.mark_incomplete();
  return std::nullopt;
}

void read_formerly(NameTable& table, Reader& entry) {
  const Node* const name = entry.find("name");
  const auto formerly = entry.string("formerly");
  if (formerly && name != nullptr && name->is(Node::Kind::string)) table.rename(*formerly, name->text);
}

std::optional<std::uint32_t> look_up(Draft& draft, const NameTable& table, const Document& document,
                                     const Node& name, std::string_view what) {
  if (!name.is(Node::Kind::string)) {
    read_string(document, name, draft.problems);
    return std::nullopt;
  }
  auto id = table.find(name.text);
  if (id || !table.is_complete()) return id;
  draft.problems.add(document.problem(name, "there is no " + std::string(what) + " " + named(name.text),
                                      hint_for(draft, name.text, table)));
  return std::nullopt;
}

std::optional<std::uint32_t> look_up_key(Draft& draft, const NameTable& table, const Node& member,
                                         std::string_view what) {
  auto id = table.find(member.key);
  if (id || !table.is_complete()) return id;
  draft.problems.add(draft.document.key_problem(member,
                                                "there is no " + std::string(what) + " " + named(member.key),
                                                hint_for(draft, member.key, table)));
  return std::nullopt;
}

const Node* list_of(Reader& root, std::string_view key, NameTable& table) {
  const Node* list = root.array(key);
  if (list == nullptr && root.has(key)) table.mark_incomplete();
  return list;
}

TenantId read_tenant(Draft& draft, Reader& entry) {
  if (const Node* name = entry.find("tenant")) {
    auto id = look_up(draft, draft.tenants, draft.document, *name, "tenant");
    return TenantId{id.value_or(0)};
  }
  const std::vector<std::string>& names = draft.tenants.names();
  if (names.size() == 1) return TenantId{*draft.tenants.find(names.front())};
  if (entry.node().is(Node::Kind::object)) {
    draft.problems.add(draft.document.problem(entry.node(), "\"tenant\" is missing here",
                                              "the workspace has more than one tenant"),
                       "tenant");
  }
  return TenantId{0};
}

bool looks_like_sid(std::string_view text) {
  return text.size() == 34 && is_letter(text[0]) && is_letter(text[1]) &&
         std::all_of(text.begin() + 2, text.end(), is_hex);
}

void read_foreign_sid(Draft& draft, Reader& entry, SidKind kind, std::uint32_t id) {
  auto text = entry.string("sid");
  if (!text) return;
  const Node& node = *entry.find("sid");
  std::string_view letters = sid_letters(kind);
  if (!looks_like_sid(*text) || text->substr(0, 2) != letters) {
    expect(draft.document, node, draft.problems,
           "must be " + std::string(letters) + " and 32 hexadecimal digits");
  } else if (!draft.foreign_sids.emplace(*text, Sid{kind, std::uint64_t{id} + 1}).second) {
    expect(draft.document, node, draft.problems, "must stand once in the document");
  }
}

std::optional<Sid> find_sid(const Draft& draft, std::string_view text) {
  auto foreign = draft.foreign_sids.find(text);
  if (foreign != draft.foreign_sids.end()) return foreign->second;
  return read_sid(draft.sid_key, text);
}

std::optional<ActivityId> look_up_activity(Draft& draft, const Document& document, const Node& name) {
  auto id = look_up(draft, draft.activities, document, name, "activity");
  return id ? std::optional(ActivityId{*id}) : std::nullopt;
}

}  // namespace switchyard::codec
