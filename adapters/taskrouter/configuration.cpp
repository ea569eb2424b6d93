// Makes every entry of a document explicit and finds its way from ids to entries and back.
#include "adapters/taskrouter/configuration.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/codec/document/document.h"
#include "engine/state/worker.h"

namespace switchyard::adapters::taskrouter {
namespace {

constexpr std::array<SidKind, 5> declared_kinds{SidKind::activity, SidKind::worker, SidKind::task_channel,
                                                SidKind::task_queue, SidKind::workflow};

Json to_json(const codec::Node& node) {
  using Kind = codec::Node::Kind;
  switch (node.kind) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return node.boolean;
    case Kind::integer:
      return node.integer;
    case Kind::decimal:
      return node.decimal;
    case Kind::string:
      return node.text;
    case Kind::array: {
      Json array = Json::array();
      for (const codec::Node& child : node.children) array.push_back(to_json(child));
      return array;
    }
    case Kind::object:
      break;
  }
  Json object = Json::object();
  for (const codec::Node& child : node.children) object.push_back({child.key, to_json(child)});
  return object;
}

Json read_document(const std::string& source) {
  const auto document = codec::parse_document(source, "workspace");
  SY_CHECK(document.has_value());  // it was compiled before
  return to_json(document->root);
}

Json& list_of(Json& document, std::string_view key) {
  Json& list = document[std::string(key)];
  if (!list.is_array()) list = Json::array();
  return list;
}

// The activities and channels that are there without being declared.
void declare_the_usual(Json& document) {
  Json& activities = list_of(document, "activities");
  if (activities.empty()) {
    for (const char* name : {"Offline", "Available", "Unavailable"}) {
      activities.push_back({{"name", name}, {"available", std::string_view(name) == "Available"}});
    }
  }
  Json& channels = list_of(document, "task_channels");
  Json usual = Json::array();
  for (const char* name : {"default", "voice", "sms", "chat", "video"}) {
    const auto same = [&](const Json& entry) { return text_of(entry, "name") == name; };
    if (std::none_of(channels.begin(), channels.end(), same)) usual.push_back({{"name", name}});
  }
  channels.insert(channels.end(), usual.begin(), usual.end());
}

// One entry for each of the workers that an entry with `count` makes.
void expand_counts(Json& document) {
  Json workers = Json::array();
  for (Json& entry : list_of(document, "workers")) {
    const auto count = entry.find("count");
    if (count == entry.end() || !count->is_number_integer()) {
      workers.push_back(std::move(entry));
      continue;
    }
    const auto many = count->get<std::int64_t>();
    const std::string before = text_of(entry, "name");
    entry.erase("count");
    for (std::int64_t number = 1; number <= many; ++number) {
      entry["name"] = before + std::to_string(number);
      workers.push_back(entry);
    }
  }
  document["workers"] = std::move(workers);
}

void forget_old_names(Json& document) {
  for (const SidKind kind : declared_kinds) {
    for (Json& entry : list_of(document, document_key(kind))) entry.erase("formerly");
  }
}

// Whoever writes a document by hand may write anything there; what is no table of objects is dropped.
void tidy_section(Json& document) {
  Json& section = document["taskrouter"];
  if (!section.is_object()) section = Json::object();
  for (const SidKind kind : declared_kinds) {
    Json& table = section[std::string(document_key(kind))];
    if (!table.is_object()) table = Json::object();
    for (Json& facts : table) {
      if (!facts.is_object()) facts = Json::object();
    }
  }
}

Json explicit_document(const Workspace& rules) {
  Json document = read_document(rules.source);
  tidy_section(document);
  declare_the_usual(document);
  expand_counts(document);
  forget_old_names(document);
  return document;
}

// The members of an object by their names, since a look for one goes through all.
using ByName = std::map<std::string_view, const Json*, std::less<>>;
ByName members_by_name(const Json& object) {
  ByName found;
  if (!object.is_object()) return found;
  for (const auto& [name, value] : object.items()) found.emplace(name, &value);
  return found;
}

ByName entries_by_name(const Json& list) {
  ByName found;
  for (const Json& entry : list) found.emplace(entry["name"].get_ref<const std::string&>(), &entry);
  return found;
}

const Json* find_in(const ByName& table, std::string_view name) {
  const auto found = table.find(name);
  return found != table.end() ? found->second : nullptr;
}

const Json& empty_object() {
  static const Json empty = Json::object();
  return empty;
}

const Json& member_or_empty(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : empty_object();
}

}  // namespace

std::string_view document_key(SidKind kind) {
  switch (kind) {
    case SidKind::activity:
      return "activities";
    case SidKind::worker:
      return "workers";
    case SidKind::task_channel:
      return "task_channels";
    case SidKind::task_queue:
      return "task_queues";
    default:
      return "workflows";
  }
}

Configuration::Configuration(const Workspace& rules)
    : version_(rules.version),
      name_(rules.name),
      key_(sid_key(rules.name)),
      document_(explicit_document(rules)),
      section_(member_or_empty(document_, "taskrouter")) {
  index(SidKind::activity, rules.activities);
  index(SidKind::worker, rules.workers);
  index(SidKind::task_channel, rules.channels);
  index(SidKind::task_queue, rules.queues);
  index(SidKind::workflow, rules.workflows);
}

template <class Thing>
void Configuration::index(SidKind what, const std::vector<Thing>& things) {
  const std::string key(document_key(what));
  const ByName entries = entries_by_name(document_[key]);
  const ByName facts = members_by_name(member_or_empty(section_, key));
  Kind& table = kinds_[static_cast<std::size_t>(what)];
  for (std::uint32_t id = 0; id < things.size(); ++id) {
    const Json* const entry = find_in(entries, things[id].name);
    table.entries.push_back(entry);
    table.facts.push_back(find_in(facts, things[id].name));
    if (entry == nullptr) continue;
    table.ids.push_back(id);
    const std::string own = text_of(*entry, "sid");
    if (!own.empty()) foreign_.emplace(own, Sid{what, std::uint64_t{id} + 1});
  }
}

std::string Configuration::account() const {
  return text_of(section_, "account_sid");
}

std::string Configuration::friendly_name() const {
  const std::string given = text_of(section_, "friendly_name");
  return given.empty() ? name_ : given;
}

const Json* Configuration::entry(SidKind what, std::uint32_t id) const {
  const Kind& table = kind(what);
  return id < table.entries.size() ? table.entries[id] : nullptr;
}

const Json& Configuration::facts(SidKind what, std::uint32_t id) const {
  const Kind& table = kind(what);
  const Json* const found = id < table.facts.size() ? table.facts[id] : nullptr;
  return found != nullptr && found->is_object() ? *found : empty_object();
}

const std::vector<std::uint32_t>& Configuration::ids(SidKind what) const {
  return kind(what).ids;
}

std::string Configuration::sid(SidKind what, std::uint32_t id) const {
  const Json* const found = entry(what, id);
  const std::string own = found != nullptr ? text_of(*found, "sid") : std::string();
  return own.empty() ? serial_sid(what, std::uint64_t{id} + 1) : own;
}

std::string Configuration::serial_sid(SidKind what, std::uint64_t serial) const {
  return make_sid(key_, what, serial);
}

std::optional<std::uint64_t> Configuration::find_serial(SidKind what, std::string_view text) const {
  const auto foreign = foreign_.find(text);
  const auto sid = foreign != foreign_.end() ? std::optional(foreign->second) : read_sid(key_, text);
  return sid && sid->kind == what && sid->serial > 0 ? std::optional(sid->serial) : std::nullopt;
}

std::optional<std::uint32_t> Configuration::find(SidKind what, std::string_view text) const {
  const auto serial = find_serial(what, text);
  if (!serial || *serial > kind(what).entries.size()) return std::nullopt;
  const auto id = static_cast<std::uint32_t>(*serial - 1);
  return entry(what, id) != nullptr ? std::optional(id) : std::nullopt;
}

std::uint64_t worker_channel_serial(WorkerId worker, TaskChannelId channel) {
  return std::uint64_t{worker.value} * most_channels + channel.value + 1;
}

WorkerChannelPlace worker_channel_place(std::uint64_t serial) {
  const std::uint64_t place = serial - 1;
  return {WorkerId{static_cast<std::uint32_t>(place / most_channels)},
          TaskChannelId{static_cast<std::uint32_t>(place % most_channels)}};
}

Json member_or_null(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found != object.end() ? *found : Json();
}

std::string text_of(const Json& object, std::string_view key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace switchyard::adapters::taskrouter
