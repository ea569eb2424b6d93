// The carrier signs the URL that it was given, so nobody else can make one up.
#include "adapters/carrier/subject.h"

#include <charconv>

namespace switchyard::adapters::carrier {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

bool read_effect(std::string_view text, EffectId& effect) {
  const std::size_t dot = text.find('.');
  return dot != std::string_view::npos && read_number(text.substr(0, dot), effect.sequence) &&
         read_number(text.substr(dot + 1), effect.index);
}

}  // namespace

std::string callback_url(std::string_view public_url, std::string_view path, const Subject& subject,
                         const http::Fields& others) {
  http::Fields query = {
      {"w", subject.workspace},
      {"t", std::to_string(subject.task.value)},
      {"r", std::to_string(subject.reservation.value)},
      {"e", std::to_string(subject.effect.sequence) + "." + std::to_string(subject.effect.index)}};
  query.insert(query.end(), others.begin(), others.end());
  return std::string(public_url) + std::string(path) + "?" + http::write_form(query);
}

std::optional<Subject> read_subject(const http::Fields& query) {
  Subject subject;
  subject.workspace = http::find_field(query, "w").value_or("");
  const bool good = !subject.workspace.empty() &&
                    read_number(http::find_field(query, "t").value_or(""), subject.task.value) &&
                    read_number(http::find_field(query, "r").value_or(""), subject.reservation.value) &&
                    read_effect(http::find_field(query, "e").value_or(""), subject.effect);
  return good ? std::optional(subject) : std::nullopt;
}

std::string effect_key(const Subject& subject, std::string_view step) {
  std::string key = subject.workspace + ":" + std::to_string(subject.effect.sequence) + ":" +
                    std::to_string(subject.effect.index);
  if (!step.empty()) (key += ':') += step;
  return key;
}

}  // namespace switchyard::adapters::carrier
