// A form with a form inside: readers and writers are those of the wire.
#include "adapters/callbacks/dead_letter.h"

#include <charconv>
#include <utility>

namespace switchyard::adapters::callbacks {
namespace {

template <class Number>
bool read_number(const http::Fields& form, std::string_view name, Number& into) {
  const std::string_view text = http::find_field(form, name).value_or("");
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc() && end == text.data() + text.size();
}

bool read_text(const http::Fields& form, std::string_view name, std::string& into) {
  const auto text = http::find_field(form, name);
  if (text) into = *text;
  return text.has_value();
}

}  // namespace

std::string to_text(const DeadLetter& letter) {
  const Delivery& delivery = letter.delivery;
  return http::write_form({{"id", delivery.id},
                           {"place", to_text(delivery.place)},
                           {"made", std::to_string(delivery.made.microseconds)},
                           {"attempts", std::to_string(delivery.attempts)},
                           {"died", std::to_string(letter.died.microseconds)},
                           {"reason", letter.reason},
                           {"form", http::write_form(delivery.form)}});
}

std::optional<DeadLetter> read_dead_letter(std::string_view text) {
  const auto form = http::read_form(text);
  if (!form) return std::nullopt;
  DeadLetter letter;
  Delivery& delivery = letter.delivery;
  const auto place = read_position(http::find_field(*form, "place").value_or(""));
  auto posted = http::read_form(http::find_field(*form, "form").value_or(""));
  if (!place || !posted || !read_text(*form, "id", delivery.id) || !read_text(*form, "reason", letter.reason))
    return std::nullopt;
  if (!read_number(*form, "made", delivery.made.microseconds) ||
      !read_number(*form, "attempts", delivery.attempts) ||
      !read_number(*form, "died", letter.died.microseconds))
    return std::nullopt;
  delivery.place = *place;
  delivery.form = *std::move(posted);
  return letter;
}

}  // namespace switchyard::adapters::callbacks
