// Walks through two documents side by side.
#include "cli/workspace/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "engine/codec/text/utf8.h"

namespace switchyard::cli {
namespace {

using codec::Node;
using Json = nlohmann::ordered_json;
using What = WorkspaceChange::What;

struct NamedList {
  std::string_view key;
  std::string_view kind;
};
constexpr std::array<NamedList, 9> named_lists{{{"tenants", "tenant"},
                                                {"activities", "activity"},
                                                {"task_channels", "task channel"},
                                                {"channel_groups", "channel group"},
                                                {"calendars", "calendar"},
                                                {"numbers", "number"},
                                                {"workers", "worker"},
                                                {"task_queues", "task queue"},
                                                {"workflows", "workflow"}}};

Json json_of(const Node& node) {
  Json json;
  switch (node.kind) {
    case Node::Kind::null:
      break;
    case Node::Kind::boolean:
      return node.boolean;
    case Node::Kind::integer:
      return node.integer;
    case Node::Kind::decimal:
      return node.decimal;
    case Node::Kind::string:
      return node.text;
    case Node::Kind::array:
      json = Json::array();
      for (const Node& child : node.children) json.push_back(json_of(child));
      break;
    case Node::Kind::object:
      json = Json::object();
      for (const Node& child : node.children) json[child.key] = json_of(child);
      break;
  }
  return json;
}

const std::string& name_of(const Node& entry) {
  return entry.member("name")->text;
}

// Names of workers are the same in capital and small letters.
std::string key_of(const NamedList& list, const Node& entry) {
  std::string key = name_of(entry);
  if (list.key != "workers") return key;
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return key;
}

bool holds_objects(const Node& list) {
  return list.is(Node::Kind::array) && !list.children.empty() && list.children.front().is(Node::Kind::object);
}

bool are_both(const Node& a, const Node& b, Node::Kind kind) {
  return a.is(kind) && b.is(kind);
}

class Walk {
 public:
  void workspaces(const Node& before, const Node& after) {
    kind_ = "workspace";
    name_.clear();
    members(before, after, "", [](const Node& member) { return !is_named_list(member.key); });
    for (const NamedList& list : named_lists) {
      things(list, before.member(list.key), after.member(list.key));
    }
  }
  std::vector<WorkspaceChange> take() { return std::move(changes_); }

 private:
  static bool is_named_list(std::string_view key) {
    for (const NamedList& list : named_lists) {
      if (list.key == key) return true;
    }
    return key == "$schema";
  }

  void things(const NamedList& list, const Node* before, const Node* after) {
    kind_ = list.kind;
    std::map<std::string, const Node*> old;
    if (before != nullptr) {
      for (const Node& entry : before->children) old.emplace(key_of(list, entry), &entry);
    }
    if (after != nullptr) {
      for (const Node& entry : after->children) thing(list, entry, old);
    }
    if (before == nullptr) return;
    for (const Node& entry : before->children) {
      if (old.count(key_of(list, entry)) != 0) note(name_of(entry), What::removed);
    }
  }

  // What is found in `old` is taken out of it.
  void thing(const NamedList& list, const Node& entry, std::map<std::string, const Node*>& old) {
    const auto known = old.find(key_of(list, entry));
    if (known == old.end()) return note(name_of(entry), What::added);
    name_ = name_of(entry);
    value(*known->second, entry, "");
    old.erase(known);
  }

  void value(const Node& before, const Node& after, const std::string& field) {
    if (to_value(before) == to_value(after)) return;
    if (are_both(before, after, Node::Kind::object)) {
      return members(before, after, field, [](const Node&) { return true; });
    }
    const bool alike = holds_objects(before) && holds_objects(after);
    alike ? entries(before.children, after.children, field) : change(field, &before, &after);
  }

  // What both lists begin and end with is left out. Of what is between, the first ones are compared with each
  // other, and the rest of the longer list came in or went.
  void entries(const std::vector<Node>& before, const std::vector<Node>& after, const std::string& field) {
    const std::size_t shorter = std::min(before.size(), after.size());
    const auto same = [](const Node& a, const Node& b) { return to_value(a) == to_value(b); };
    std::size_t first = 0;
    while (first < shorter && same(before[first], after[first])) ++first;
    std::size_t last = 0;
    while (first + last < shorter && same(before[before.size() - 1 - last], after[after.size() - 1 - last])) {
      ++last;
    }
    for (std::size_t i = first; i < std::max(before.size(), after.size()) - last; ++i) {
      const Node* const old = i + last < before.size() ? &before[i] : nullptr;
      const Node* const now = i + last < after.size() ? &after[i] : nullptr;
      const std::string place = below(field, std::to_string(i));
      old != nullptr&& now != nullptr ? value(*old, *now, place) : change(place, old, now);
    }
  }

  template <class Wanted>
  void members(const Node& before, const Node& after, const std::string& field, Wanted wanted) {
    for (const Node& member : after.children) {
      if (!wanted(member)) continue;
      const Node* const old = before.member(member.key);
      const std::string place = below(field, member.key);
      old != nullptr ? value(*old, member, place) : change(place, nullptr, &member);
    }
    for (const Node& member : before.children) {
      const bool gone = wanted(member) && after.member(member.key) == nullptr;
      if (gone) change(below(field, member.key), &member, nullptr);
    }
  }

  static std::string below(const std::string& field, const std::string& key) {
    return field.empty() ? key : field + "/" + key;
  }

  void note(const std::string& name, What what) {
    WorkspaceChange& change = changes_.emplace_back();
    change.kind = kind_;
    change.name = name;
    change.what = what;
  }

  void change(const std::string& field, const Node* before, const Node* after) {
    note(name_, What::changed);
    WorkspaceChange& change = changes_.back();
    change.field = field;
    if (before != nullptr) change.before = json_of(*before);
    if (after != nullptr) change.after = json_of(*after);
  }

  std::string kind_;
  std::string name_;
  std::vector<WorkspaceChange> changes_;
};

std::string said(const Json& value) {
  if (value.is_null()) return "not set";
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Short, unless that would hide the difference.
std::string values_text(const WorkspaceChange& change) {
  const std::string before = said(change.before);
  const std::string after = said(change.after);
  const std::string cut_before = codec::shortened(before, 60);
  const std::string cut_after = codec::shortened(after, 60);
  const bool differ = cut_before != cut_after;
  return fmt::format("{} -> {}", differ ? cut_before : before, differ ? cut_after : after);
}

std::string_view word_of(What what) {
  if (what == What::added) return "added";
  return what == What::removed ? "removed" : "changed";
}

std::string line_of(const WorkspaceChange& change) {
  const std::string who =
      change.name.empty() ? change.kind : change.kind + " " + codec::printable(change.name);
  if (change.what != What::changed) return fmt::format("{}: {}\n", who, word_of(change.what));
  return fmt::format("{}: {}: {}\n", who, codec::printable(change.field), values_text(change));
}

}  // namespace

std::vector<WorkspaceChange> changes_between(const codec::Document& before, const codec::Document& after) {
  Walk walk;
  walk.workspaces(before.root, after.root);
  return walk.take();
}

std::string to_text(const std::vector<WorkspaceChange>& changes) {
  std::string text;
  for (const WorkspaceChange& change : changes) text += line_of(change);
  return text;
}

nlohmann::ordered_json to_json(const std::vector<WorkspaceChange>& changes) {
  Json list = Json::array();
  for (const WorkspaceChange& change : changes) {
    Json json{{"kind", change.kind}, {"name", change.name}, {"change", word_of(change.what)}};
    if (change.what == What::changed) {
      json["field"] = change.field;
      json["before"] = change.before;
      json["after"] = change.after;
    }
    list.push_back(std::move(json));
  }
  return list;
}

}  // namespace switchyard::cli
