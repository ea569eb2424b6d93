// Places in the list are counted from the oldest, so a page stays what it was while new letters die behind
// it.
#include "adapters/callbacks/dead_letter_pages.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "adapters/http/json_answer.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::adapters::callbacks {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t usual_page = 100;
constexpr std::size_t largest_page = 1'000;

Json to_json(const DeadLetter& letter) {
  Json event = Json::object();
  for (const auto& [name, value] : letter.delivery.form) event[name] = value;
  return {{"id", letter.delivery.id},
          {"made", codec::to_rfc3339(letter.delivery.made)},
          {"died", codec::to_rfc3339(letter.died)},
          {"attempts", letter.delivery.attempts},
          {"reason", letter.reason},
          {"event", std::move(event)}};
}

// The number of that name, or what it is without one; nothing when it is none.
std::optional<std::size_t> number_in(const http::Fields& query, std::string_view name,
                                     std::size_t otherwise) {
  const auto text = http::find_field(query, name);
  if (!text) return otherwise;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  return error == std::errc() && end == text->data() + text->size() ? std::optional(number) : std::nullopt;
}

}  // namespace

http::Response DeadLetterPages::answer(const http::Request& request) {
  if (!may_use_(request)) return http::json_refusal(401, "dead letters are for operators");
  const std::string name = request.path.substr(std::string_view(root).size());
  const auto total = callbacks_.count_dead_letters(name);
  if (!total) return http::json_refusal(404, "there is no such workspace");
  if (request.method == "GET") return show(name, *total, request);
  if (request.method != "POST") return http::json_refusal(405, "only GET and POST");
  const std::string id(http::find_field(request.query, "id").value_or(""));
  const std::size_t again = callbacks_.replay(name, id);
  if (again == 0 && !id.empty()) return http::json_refusal(404, "there is no dead letter of that id");
  return http::json_answer(200, {{"workspace", name}, {"sent_again", again}});
}

http::Response DeadLetterPages::show(const std::string& name, std::size_t total,
                                     const http::Request& request) const {
  const auto from = number_in(request.query, "from", 0);
  const auto limit = number_in(request.query, "limit", usual_page);
  if (!from || !limit || *limit == 0 || *limit > largest_page)
    return http::json_refusal(400, "from must be a number from 0, limit one from 1 to 1000");
  Json letters = Json::array();
  for (const DeadLetter& letter : callbacks_.dead_letters(name, *from, *limit))
    letters.push_back(to_json(letter));
  return http::json_answer(200,
                           {{"workspace", name}, {"total", total}, {"dead_letters", std::move(letters)}});
}

}  // namespace switchyard::adapters::callbacks
