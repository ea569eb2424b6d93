// Tables are made anew when a workspace changes, which is seldom, and read without waiting, which is always.
#include "adapters/webhooks/directory.h"

#include <algorithm>
#include <utility>

namespace switchyard::adapters::webhooks {
namespace {

// Removed things keep their place in the tables; their names may be used again by later ones.
template <class IdType, class Table>
auto names_of(const Table& table) {
  std::map<std::string, IdType, std::less<>> names;
  for (std::size_t i = 0; i < table.size(); ++i)
    names.insert_or_assign(table[i].name, IdType{static_cast<std::uint32_t>(i)});
  return names;
}

template <class IdType>
IdType find_id(const std::map<std::string, IdType, std::less<>>& names, std::string_view name) {
  const auto found = names.find(name);
  return found == names.end() ? IdType{} : found->second;
}

}  // namespace

void Directory::put(std::string_view workspace, const Workspace& rules) {
  auto rooms = table()->rooms;
  rooms.insert_or_assign(std::string(workspace), std::make_shared<const Room>(read(workspace, rules)));
  publish(std::move(rooms));
}

void Directory::remove(std::string_view workspace) {
  auto rooms = table()->rooms;
  rooms.erase(std::string(workspace));
  publish(std::move(rooms));
}

bool Directory::is_within(const Reach& reach, const Numbered& number) {
  if (reach.account && (number.owner.empty() || number.owner != *reach.account)) return false;
  return reach.tenants.empty() || std::find(reach.tenants.begin(), reach.tenants.end(),
                                            number.place.tenant_name) != reach.tenants.end();
}

const Directory::Numbered* Directory::find_number(const Table& table, std::string_view number,
                                                  const Reach& reach) {
  const auto [begin, end] = table.numbers.equal_range(number);
  const auto found =
      std::find_if(begin, end, [&](const auto& entry) { return is_within(reach, entry.second); });
  return found == end ? nullptr : &found->second;
}

std::optional<Place> Directory::find_message_number(std::string_view number, const Reach& reach) const {
  const auto now = table();
  const Numbered* found = find_number(*now, number, reach);
  return found == nullptr ? std::nullopt : std::optional(found->place);
}

std::optional<Place> Directory::find_call_number(std::string_view number, const Reach& reach) const {
  const auto now = table();
  const Numbered* found = find_number(*now, number, reach);
  if (found == nullptr) return std::nullopt;
  Place place = found->place;
  place.channel = found->call_channel;
  return place;
}

std::optional<Place> Directory::find(const PlaceNames& names) const {
  const auto now = table();
  const auto room = now->rooms.find(names.workspace);
  if (room == now->rooms.end()) return std::nullopt;
  const Room& there = *room->second;
  Place place{std::string(names.workspace),
              there.sids,
              find_id(there.tenants, names.tenant),
              std::string(names.tenant),
              find_id(there.workflows, names.workflow),
              find_id(there.channels, names.channel)};
  if (place.tenant.is_none() || place.workflow.is_none() || place.channel.is_none()) return std::nullopt;
  return place;
}

Directory::Room Directory::read(std::string_view workspace, const Workspace& rules) const {
  Room room{sid_key(rules.name),
            names_of<TenantId>(rules.tenants),
            names_of<WorkflowId>(rules.workflows),
            names_of<TaskChannelId>(rules.channels),
            {}};
  const std::string owner = owner_of_ ? owner_of_(rules) : std::string();
  for (const Number& number : rules.numbers) {
    if (number.workflow.is_none() || rules.workflows[number.workflow.index()].removed) continue;
    Place place{std::string(workspace), room.sids,
                number.tenant,          rules.tenants[number.tenant.index()].name,
                number.workflow,        find_id(room.channels, message_channel_)};
    room.numbers.insert_or_assign(number.number,
                                  Numbered{owner, std::move(place), find_id(room.channels, call_channel_)});
  }
  return room;
}

std::shared_ptr<const Directory::Table> Directory::table() const {
  const std::lock_guard lock(guard_);
  return table_;
}

void Directory::publish(std::map<std::string, std::shared_ptr<const Room>, std::less<>> rooms) {
  auto next = std::make_shared<Table>();
  for (const auto& [name, room] : rooms) {
    for (const auto& [number, place] : room->numbers) next->numbers.emplace(number, place);
  }
  next->rooms = std::move(rooms);
  const std::lock_guard lock(guard_);
  table_ = std::move(next);
}

}  // namespace switchyard::adapters::webhooks
