// The shapes that write an event read it as well: a field that is added is read without another line here.
#include "engine/codec/json/read_event.h"

#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>
#include <variant>

#include "engine/codec/shape/events.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::codec {
namespace {

using Json = nlohmann::json;

template <class Workspace>
auto tables_of(Workspace& workspace) {
  return std::tie(workspace.tenants, workspace.activities, workspace.channels, workspace.workers,
                  workspace.queues, workspace.workflows, workspace.calendars, workspace.numbers);
}

template <class Kind>
constexpr std::size_t table_number() {
  if constexpr (std::is_same_v<Kind, TenantKind>) return 0;
  if constexpr (std::is_same_v<Kind, ActivityKind>) return 1;
  if constexpr (std::is_same_v<Kind, TaskChannelKind>) return 2;
  if constexpr (std::is_same_v<Kind, WorkerKind>) return 3;
  if constexpr (std::is_same_v<Kind, TaskQueueKind>) return 4;
  if constexpr (std::is_same_v<Kind, WorkflowKind>) return 5;
  if constexpr (std::is_same_v<Kind, CalendarKind>) return 6;
  if constexpr (std::is_same_v<Kind, NumberKind>) return 7;
}

// One field from JSON; false: it is something else.
class FieldReader {
 public:
  FieldReader(EventReader& reader, const Json& object) : reader_(reader), object_(object) {}

  template <class Message>
  bool read(Message& message) {
    for_each_field(message, [this](std::string_view name, auto& field) {
      const auto found = object_.find(name);
      if (wrong_.empty() && (found == object_.end() || !value(*found, field))) wrong_ = name;
    });
    return wrong_.empty();
  }
  const std::string& wrong() const { return wrong_; }

 private:
  template <class T>
  bool value(const Json& json, T& out) {
    if constexpr (std::is_enum_v<T>) {
      if (!json.is_string()) return false;
      const auto word = enum_value<T>(json.get_ref<const std::string&>());
      out = word.value_or(T{});
      return word.has_value();
    } else {
      if (!json.is_number_integer()) return false;
      const auto number = json.get<std::int64_t>();
      out = static_cast<T>(number);
      return std::in_range<T>(number);
    }
  }
  bool value(const Json& json, bool& out) {
    if (json.is_boolean()) out = json.get<bool>();
    return json.is_boolean();
  }
  bool value(const Json& json, Time& out) {
    out = never;
    if (json.is_null()) return true;
    const auto time = json.is_string() ? parse_rfc3339(json.get_ref<const std::string&>()) : std::nullopt;
    out = time.value_or(never);
    return time.has_value();
  }
  template <class Kind>
  bool value(const Json& json, Serial<Kind>& out) {
    if (json.is_number_unsigned()) out.value = json.get<std::uint64_t>();
    return json.is_null() || json.is_number_unsigned();
  }
  template <class Kind>
  bool value(const Json& json, Id<Kind>& out) {
    if (json.is_string()) out = reader_.id_of(out, json.get_ref<const std::string&>());
    if (json.is_number_unsigned()) return value(json, out.value);
    return json.is_null() || json.is_string();
  }

  EventReader& reader_;
  const Json& object_;
  std::string wrong_;
};

// The alternative of that name, with nothing in it yet.
template <class... Messages>
std::optional<Event> event_named(std::string_view name, const std::variant<Messages...>*) {
  std::optional<Event> out;
  ((shape<Messages>.name == name ? static_cast<void>(out.emplace(Messages{})) : static_cast<void>(0)), ...);
  return out;
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

EventReader::EventReader(Workspace& workspace) : workspace_(&workspace) {
  std::size_t number = 0;
  const auto index = [&](const auto& table) {
    for (std::uint32_t i = 0; i < table.size(); ++i) by_name_[number].insert_or_assign(table[i].name, i);
    ++number;
  };
  std::apply([&](const auto&... tables) { (index(tables), ...); }, tables_of(workspace));
}

template <class Kind>
Id<Kind> EventReader::id_of(Id<Kind>, const std::string& name) {
  constexpr std::size_t number = table_number<Kind>();
  const auto known = by_name_[number].find(name);
  if (known != by_name_[number].end()) return {known->second};
  auto& table = std::get<number>(tables_of(*workspace_));
  const auto id = static_cast<std::uint32_t>(table.size());
  table.emplace_back().name = name;
  by_name_[number].emplace(name, id);
  ++added_;
  return {id};
}

template Id<TenantKind> EventReader::id_of(Id<TenantKind>, const std::string&);
template Id<ActivityKind> EventReader::id_of(Id<ActivityKind>, const std::string&);
template Id<TaskChannelKind> EventReader::id_of(Id<TaskChannelKind>, const std::string&);
template Id<WorkerKind> EventReader::id_of(Id<WorkerKind>, const std::string&);
template Id<TaskQueueKind> EventReader::id_of(Id<TaskQueueKind>, const std::string&);
template Id<WorkflowKind> EventReader::id_of(Id<WorkflowKind>, const std::string&);
template Id<CalendarKind> EventReader::id_of(Id<CalendarKind>, const std::string&);
template Id<NumberKind> EventReader::id_of(Id<NumberKind>, const std::string&);

tl::expected<EventLine, std::string> EventReader::read(std::string_view line) {
  const Json object = Json::parse(line, nullptr, false);
  if (!object.is_object()) return tl::unexpected(std::string("an event's line is no JSON object"));
  const std::string type = text_of(object, "type");
  auto event = event_named(type, static_cast<const Event*>(nullptr));
  if (!event) return tl::unexpected("there is no event of the type \"" + type + "\"");
  const auto time = parse_rfc3339(text_of(object, "time"));
  if (!time) return tl::unexpected(type + ": its time is no moment");
  FieldReader fields(*this, object);
  if (!std::visit([&](auto& message) { return fields.read(message); }, *event)) {
    return tl::unexpected(type + ": \"" + fields.wrong() + "\" is missing or not what it should be");
  }
  EventLine out{std::nullopt, *time, *std::move(event)};
  const auto sequence = object.find("sequence");
  if (sequence != object.end() && sequence->is_number_unsigned())
    out.sequence = sequence->get<std::uint64_t>();
  return out;
}

}  // namespace switchyard::codec
