// Writes the fields of any message through its shape.
#include "engine/codec/text/messages.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <variant>

#include "engine/codec/json/calendars.h"
#include "engine/codec/json/values.h"
#include "engine/codec/shape/commands.h"
#include "engine/codec/shape/effects.h"
#include "engine/codec/shape/events.h"
#include "engine/codec/text/duration.h"
#include "engine/codec/text/enums.h"
#include "engine/codec/text/names.h"
#include "engine/codec/text/time_text.h"
#include "engine/codec/text/utf8.h"

namespace switchyard::codec {
namespace {

bool is_plain(char c) {
  constexpr std::string_view special = "\"'\\=#{}[](),;";
  return static_cast<unsigned char>(c) > ' ' && c != 0x7f && special.find(c) == std::string_view::npos;
}

class TextWriter {
 public:
  TextWriter(std::string& out, const Workspace& workspace, const TextStyle& style)
      : out_(out), workspace_(workspace), style_(style) {}

  template <class Message>
  void fields(const Message& message) {
    for_each_field(message, [this](std::string_view name, const auto& field) { this->field(name, field); });
  }

 private:
  void name(std::string_view name) { (((out_ += ' ') += name) += '='); }

  template <class T>
  void field(std::string_view field_name, const T& content) {
    if constexpr (std::is_enum_v<T>) {
      name(field_name), out_ += enum_text(content);
    } else {
      name(field_name), out_ += std::to_string(content);
    }
  }
  void field(std::string_view field_name, bool flag) { name(field_name), out_ += flag ? "true" : "false"; }
  void field(std::string_view field_name, Duration duration) { name(field_name), out_ += to_text(duration); }
  void field(std::string_view field_name, Time time) {
    name(field_name);
    out_ += style_.since && time != never ? to_text(time - *style_.since) : to_rfc3339(time);
  }
  void field(std::string_view field_name, EffectId effect) {
    name(field_name), out_ += std::to_string(effect.sequence) + '.' + std::to_string(effect.index);
  }
  template <class Kind>
  void field(std::string_view field_name, Serial<Kind> serial) {
    if (!serial.is_none()) field(field_name, serial.value);
  }
  template <class Kind>
  void field(std::string_view field_name, Id<Kind> id) {
    if (id.is_none()) return;
    name(field_name);
    if (const std::string* found = find_name(workspace_, id)) {
      append_word(out_, *found);
    } else {
      out_ += '#' + std::to_string(id.value);
    }
  }
  void field(std::string_view field_name, const std::string& text) {
    if (!text.empty()) name(field_name), append_word(out_, text);
  }
  void field(std::string_view field_name, const Attributes& attributes) {
    name(field_name), append_json(out_, attributes.view());
  }
  void field(std::string_view field_name, const std::vector<Workspace>& versions) {
    for (const Workspace& version : versions)
      field(field_name, version.name), field("version", version.version);
  }
  void field(std::string_view field_name, const std::vector<CalendarChanges>& calendars) {
    name(field_name), append_json(out_, calendars);
  }
  template <class T>
  void field(std::string_view field_name, const std::optional<T>& content) {
    if (content) field(field_name, *content);
  }
  template <class... Ways>
  void field(std::string_view, const std::variant<Ways...>& route) {
    std::visit([this](const auto& way) { this->fields(way); }, route);
  }

  std::string& out_;
  const Workspace& workspace_;
  const TextStyle& style_;
};

template <class Variant>
std::string variant_text(const Variant& variant, const Workspace& workspace, const TextStyle& style) {
  return std::visit(
      [&](const auto& message) {
        std::string out(shape<std::remove_cvref_t<decltype(message)>>.name);
        TextWriter(out, workspace, style).fields(message);
        return out;
      },
      variant);
}

}  // namespace

std::string to_text(const Command& command, const Workspace& workspace, const TextStyle& style) {
  return variant_text(command, workspace, style);
}

std::string to_text(const Event& event, const Workspace& workspace, const TextStyle& style) {
  return variant_text(event, workspace, style);
}

std::string to_text(const Effect& effect, const Workspace& workspace, const TextStyle& style) {
  return variant_text(effect, workspace, style);
}

void append_word(std::string& out, std::string_view text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), is_plain) &&
                     first_invalid_byte(text) == text.size();
  if (plain) {
    out += text;
  } else {
    append_json(out, text);
  }
}

}  // namespace switchyard::codec
