// Takes fields off the front of bytes that may be damaged, and remembers the first thing that was wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "engine/codec/bytes/put.h"
#include "engine/codec/text/enums.h"

namespace switchyard::codec {

// What was wrong with the bytes, and where (counted from their beginning).
struct BytesProblem {
  std::size_t offset = 0;
  std::string text;  // one sentence without the offset
};

// Compiles a workspace's document, or says what is wrong with it.
using CompileSource = std::function<tl::expected<Workspace, std::string>(std::string_view source)>;

// Every read leaves its target alone and does nothing once something was wrong.
class Get {
 public:
  explicit Get(std::string_view bytes, const CompileSource* compile = nullptr)
      : rest_(bytes), size_(bytes.size()), compile_(compile) {}

  bool good() const { return !problem_; }
  std::size_t offset() const { return size_ - rest_.size(); }
  std::size_t left() const { return rest_.size(); }
  const std::optional<BytesProblem>& problem() const { return problem_; }

  // The first problem stays.
  void fail(std::size_t at, std::string text) {
    if (good()) problem_ = BytesProblem{at, std::move(text)};
  }

  template <PlainNumber T>
  void value(T& number) {
    if constexpr (std::is_enum_v<T>) {
      enumerator(number);
    } else if (need(sizeof number)) {
      std::memcpy(&number, take(sizeof number).data(), sizeof number);
    }
  }
  void value(bool& flag);
  void value(Time& time) { value(time.microseconds); }
  void value(Duration& duration) { value(duration.microseconds); }
  void value(EffectId& effect) { value(effect.sequence), value(effect.index); }
  template <class Kind>
  void value(Id<Kind>& id) {
    value(id.value);
  }
  template <class Kind>
  void value(Serial<Kind>& serial) {
    value(serial.value);
  }
  void value(std::string& text) { text = string(); }
  void value(Attributes& attributes);
  void value(std::vector<Workspace>& version);
  void value(std::vector<CalendarChanges>& calendars);
  template <class T>
  void value(std::optional<T>& content) {
    bool present = false;
    value(present);
    if (present && good()) value(content.emplace());
  }
  template <class... Ways>
  void value(std::variant<Ways...>& route) {
    alternative(route, "way");
  }

  // One number byte and the fields of the alternative that has this number; `what` is said when none has.
  template <class... Messages>
  void alternative(std::variant<Messages...>& variant, std::string_view what) {
    const std::size_t at = offset();
    std::uint8_t number = 0;
    value(number);
    if (!good()) return;
    const bool known =
        ((shape<Messages>.number == number && (fields(variant.template emplace<Messages>()), true)) || ...);
    if (!known) fail(at, "no " + std::string(what) + " has the number " + std::to_string(number));
  }

  // Nothing may be left.
  void end() {
    if (good() && !rest_.empty()) fail(offset(), std::to_string(rest_.size()) + " bytes too many");
  }

  // A length and as many bytes; empty when they are not there. It looks into the bytes that were given.
  std::string_view string();

 private:
  template <class Message>
  void fields(Message& message) {
    for_each_field(message, [&](std::string_view name, auto& field) {
      if (!good()) return;
      value(field);
      if (!good())
        problem_->text.insert(0, std::string(shape<Message>.name) + "." + std::string(name) + ": ");
    });
  }

  template <class Enum>
  void enumerator(Enum& into) {
    const std::size_t at = offset();
    std::underlying_type_t<Enum> number{};
    value(number);
    if (!good()) return;
    if (enum_text(static_cast<Enum>(number)).empty())
      return fail(at, "unknown value " + std::to_string(number));
    into = static_cast<Enum>(number);
  }

  bool need(std::size_t count);
  std::string_view take(std::size_t count);

  std::string_view rest_;
  std::size_t size_;
  const CompileSource* compile_;
  std::optional<BytesProblem> problem_;
};

}  // namespace switchyard::codec
