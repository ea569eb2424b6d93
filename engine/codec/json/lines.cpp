// Writes the fields of any message through its shape, without a tree in between.
#include "engine/codec/json/lines.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "engine/codec/json/calendars.h"
#include "engine/codec/json/values.h"
#include "engine/codec/shape/commands.h"
#include "engine/codec/shape/effects.h"
#include "engine/codec/shape/events.h"
#include "engine/codec/text/duration.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/names.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::codec {
namespace {

class LineWriter {
 public:
  LineWriter(std::string& out, const Workspace& workspace) : out_(out), workspace_(workspace) {}

  template <class Message>
  void fields(const Message& message) {
    for_each_field(message, [this](std::string_view name, const auto& field) { this->field(name, field); });
  }

  void moment(Time time) {
    if (time == never) return null();
    ((out_ += '"') += to_rfc3339(time)) += '"';
  }

 private:
  template <class T>
  void field(std::string_view name, const T& content) {
    ((out_ += ",\"") += name) += "\":";
    value(content);
  }
  // The way stands in the place of the route.
  template <class... Ways>
  void field(std::string_view, const std::variant<Ways...>& route) {
    std::visit([this](const auto& way) { this->fields(way); }, route);
  }
  void field(std::string_view name, const std::vector<Workspace>& versions) {
    for (const Workspace& version : versions) field(name, version.name), field("version", version.version);
  }

  template <class T>
  void value(const T& content) {
    if constexpr (std::is_enum_v<T>) {
      append_json(out_, enum_text(content));
    } else {
      std::array<char, 24> digits;
      out_.append(digits.data(), std::to_chars(digits.begin(), digits.end(), content).ptr);
    }
  }
  void value(bool flag) { out_ += flag ? "true" : "false"; }
  void value(Time time) { moment(time); }
  void value(Duration duration) { append_json(out_, to_text(duration)); }
  void value(EffectId effect) {
    out_ += "{\"sequence\":";
    value(effect.sequence);
    out_ += ",\"index\":";
    value(effect.index);
    out_ += '}';
  }
  template <class Kind>
  void value(Serial<Kind> serial) {
    if (serial.is_none()) return null();
    value(serial.value);
  }
  template <class Kind>
  void value(Id<Kind> id) {
    if (id.is_none()) return null();
    if (const std::string* found = find_name(workspace_, id)) return append_json(out_, *found);
    value(id.value);
  }
  void value(const std::string& text) { append_json(out_, text); }
  void value(const Attributes& attributes) { append_json(out_, attributes.view()); }
  template <class T>
  void value(const std::optional<T>& content) {
    if (!content) return null();
    value(*content);
  }
  void value(const std::vector<CalendarChanges>& calendars) { append_json(out_, calendars); }
  void null() { out_ += "null"; }

  std::string& out_;
  const Workspace& workspace_;
};

template <class Variant>
void append_line(std::string& out, Time time, std::string_view kind, const Variant& variant,
                 const Workspace& workspace) {
  LineWriter writer(out, workspace);
  out += "{\"time\":";
  writer.moment(time);
  ((out += ",\"kind\":\"") += kind) += "\",\"type\":\"";
  std::visit(
      [&](const auto& message) {
        (out += shape<std::remove_cvref_t<decltype(message)>>.name) += '"';
        writer.fields(message);
      },
      variant);
  out += "}\n";
}

}  // namespace

void append_json_line(std::string& out, Time time, const Command& command, const Workspace& workspace) {
  append_line(out, time, "command", command, workspace);
}

void append_json_line(std::string& out, Time time, const Event& event, const Workspace& workspace) {
  append_line(out, time, "event", event, workspace);
}

void append_json_line(std::string& out, Time time, const Effect& effect, const Workspace& workspace) {
  append_line(out, time, "effect", effect, workspace);
}

}  // namespace switchyard::codec
