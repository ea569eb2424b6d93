// Activities, and those that the workspace moves workers to.
#include <array>

#include "engine/codec/workspace/draft.h"

namespace switchyard::codec {
namespace {

// "stay" means something else where an activity's name may stand (on_miss).
constexpr std::string_view reserved_name = "stay";

struct Standard {
  std::string_view name;
  bool available;
};
constexpr std::array<Standard, 3> standard{{{"Offline", false}, {"Available", true}, {"Unavailable", false}}};

void place(Draft& draft, std::uint32_t id, std::string name, bool available) {
  std::vector<Activity>& activities = draft.workspace.activities;
  if (activities.size() <= id) activities.resize(id + 1);
  activities[id] = Activity{std::move(name), available};
}

void read_activity(Draft& draft, const Node& node) {
  Reader entry(draft.document, node, draft.problems);
  read_formerly(draft.activities, entry);
  auto id = declare_name(draft, draft.activities, entry, "activity");
  bool available = entry.boolean("available").value_or(false);
  if (id) {
    const std::string& name = draft.activities.names().back();
    bool is_old = *id < draft.workspace.activities.size();
    if (name == reserved_name)
      expect(draft.document, *entry.find("name"), draft.problems, "must be another word");
    if (is_old && draft.workspace.activities[*id].available != available) {
      entry.report(entry.has("available") ? *entry.find("available") : node,
                   "available cannot change once an activity is in use",
                   "give the new activity another name");
    }
    place(draft, *id, name, available);
    read_foreign_sid(draft, entry, SidKind::activity, *id);
  } else {
    entry.find("sid");
  }
  entry.finish();
}

// Offline when it is declared, else the first activity of the document that is not available.
std::optional<ActivityId> usual_activity(const Draft& draft) {
  if (auto id = draft.activities.find("Offline")) return ActivityId{*id};
  for (const std::string& name : draft.activities.names()) {
    std::uint32_t id = *draft.activities.find(name);
    if (!draft.workspace.activities[id].available) return ActivityId{id};
  }
  return std::nullopt;
}

ActivityId read_choice(Draft& draft, Reader& root, std::string_view key) {
  if (const Node* name = root.find(key)) {
    return look_up_activity(draft, draft.document, *name).value_or(ActivityId{0});
  }
  if (auto usual = usual_activity(draft)) return *usual;
  if (draft.activities.is_complete()) {
    draft.problems.add(draft.document.problem(root.node(), "\"" + std::string(key) + "\" is missing here",
                                              "all activities are available, so it has to be chosen"),
                       key);
  }
  return ActivityId{0};
}

void warn_about_timeout_activity(Draft& draft, Reader& root) {
  const Node* name = root.find("timeout_activity");
  ActivityId id = draft.workspace.timeout_activity;
  if (name == nullptr || draft.problems.has_errors() || !draft.workspace.activities[id.index()].available)
    return;
  root.warn(*name, "workers who miss an offer go to an activity that is available, and are offered the next",
            "\"on_miss\": {\"activity\": \"stay\"} of a channel says that more clearly");
}

}  // namespace

void read_activities(Draft& draft, Reader& root) {
  if (draft.previous != nullptr) {
    draft.workspace.activities = draft.previous->activities;
    for (const Activity& activity : draft.previous->activities) draft.activities.remember(activity.name);
  }
  const Node* list = list_of(root, "activities", draft.activities);
  if (list == nullptr || list->children.empty()) {
    for (const Standard& activity : standard) {
      place(draft, *draft.activities.declare(activity.name), std::string(activity.name), activity.available);
    }
  } else {
    for (const Node& node : list->children) read_activity(draft, node);
  }
  draft.workspace.default_activity = read_choice(draft, root, "default_activity");
  draft.workspace.timeout_activity = read_choice(draft, root, "timeout_activity");
  warn_about_timeout_activity(draft, root);
}

}  // namespace switchyard::codec
