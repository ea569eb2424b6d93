// The number that was addressed says whose work it is; what the customer is told by it never does.
#include "adapters/webhooks/message.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "adapters/webhooks/twilio_form.h"

namespace switchyard::adapters::webhooks {
namespace {

constexpr unsigned most_media = 10;

void put(Value::Object& object, std::string name, std::string_view text) {
  object.emplace_back(std::move(name), Value(Value::Data(std::string(text))));
}

std::string_view value_of(const http::Fields& form, std::string_view name) {
  return http::find_field(form, name).value_or("");
}

unsigned media_count(const http::Fields& form) {
  const std::string_view text = value_of(form, "NumMedia");
  unsigned count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  return error == std::errc{} && end == text.data() + text.size() ? std::min(count, most_media) : 0;
}

Value::Array read_media(const http::Fields& form) {
  Value::Array media;
  for (unsigned i = 0; i < media_count(form); ++i) {
    const std::string number = std::to_string(i);
    Value::Object one;
    put(one, "url", value_of(form, "MediaUrl" + number));
    put(one, "content_type", value_of(form, "MediaContentType" + number));
    media.emplace_back(Value::Data(std::move(one)));
  }
  return media;
}

Value::Object message_attributes(const http::Fields& form) {
  Value::Object attributes;
  attributes.reserve(6);
  put(attributes, "from", value_of(form, "From"));
  put(attributes, "to", value_of(form, "To"));
  put(attributes, "body", value_of(form, "Body"));
  put(attributes, "message_sid", value_of(form, "MessageSid"));
  put(attributes, "account_sid", value_of(form, "AccountSid"));
  if (auto media = read_media(form); !media.empty())
    attributes.emplace_back("media", Value(Value::Data(std::move(media))));
  return attributes;
}

bool has(const Value::Object& object, std::string_view name) {
  return std::any_of(object.begin(), object.end(), [&](const auto& member) { return member.first == name; });
}

Value::Object call_attributes(const http::Fields& form) {
  constexpr std::array<std::string_view, 3> left_out = {"CallStatus", "ApiVersion", ""};
  Value::Object attributes;
  for (const auto& [name, value] : form) {
    if (std::find(left_out.begin(), left_out.end(), name) != left_out.end()) continue;
    std::string key = snake_case(name);
    if (!has(attributes, key)) put(attributes, std::move(key), value);
  }
  return attributes;
}

// The parts that messages and calls have in common.
Taken<Arrival> arrive(std::string key, std::optional<Place> place, Value::Object attributes) {
  if (!place) return fail(Result::unknown_number, 404, "nobody has the number that To names");
  if (place->channel.is_none()) return fail(Result::unknown_number, 404, "the number takes no such work");
  Arrival arrival;
  arrival.command.key = std::move(key);
  arrival.command.tenant = place->tenant;
  arrival.command.channel = place->channel;
  arrival.command.route = ThroughWorkflow{place->workflow};
  arrival.command.attributes = Attributes(Value(Value::Data(std::move(attributes))));
  arrival.place = *std::move(place);
  return arrival;
}

bool is_upper(char letter) {
  return letter >= 'A' && letter <= 'Z';
}

}  // namespace

Taken<Arrival> read_message(const http::Fields& form, const Directory& directory, const Reach& reach) {
  auto sid = required(form, "MessageSid");
  auto from = required(form, "From");
  auto to = required(form, "To");
  for (const auto* field : {&sid, &from, &to})
    if (!*field) return tl::unexpected(field->error());
  auto arrival = arrive(*std::move(sid), directory.find_message_number(*to, reach), message_attributes(form));
  if (arrival) arrival->command.thread = *std::move(from);
  return arrival;
}

Taken<Arrival> read_call(const http::Fields& form, const Directory& directory, const Reach& reach) {
  const auto sid = required(form, "CallSid");
  const auto to = required(form, "To");
  for (const auto* field : {&sid, &to})
    if (!*field) return tl::unexpected(field->error());
  return arrive(call_key(*sid), directory.find_call_number(*to, reach), call_attributes(form));
}

std::string call_key(std::string_view call_sid) {
  return std::string(call_sid) + "/ringing";
}

bool is_over(std::string_view call_status) {
  constexpr std::array<std::string_view, 5> words = {"completed", "busy", "failed", "no-answer", "canceled"};
  return std::find(words.begin(), words.end(), call_status) != words.end();
}

std::string snake_case(std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (is_upper(name[i]) && i > 0 && !is_upper(name[i - 1])) text += '_';
    text += is_upper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
  }
  return text;
}

}  // namespace switchyard::adapters::webhooks
