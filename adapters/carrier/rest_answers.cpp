// What the carrier's answers say; whatever it sends, the outcome is a value or nothing.
#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/carrier/rest.h"
#include "engine/codec/document/document.h"
#include "engine/codec/text/time_text.h"

namespace switchyard::adapters::carrier {
namespace {

using codec::Node;

constexpr codec::Limits limits{std::size_t{8} << 20, 400'000, 16};
constexpr std::int64_t not_in_progress = 21'220;  // "Call is not in-progress. Cannot redirect."

std::optional<codec::Document> read(std::string_view body) {
  auto document = codec::parse_document(std::string(body), "answer", limits);
  if (!document || !document->root.is(Node::Kind::object)) return std::nullopt;
  return *std::move(document);
}

std::string text_of(const Node& object, std::string_view name) {
  const Node* member = object.member(name);
  return member != nullptr && member->is(Node::Kind::string) ? member->text : "";
}

std::optional<unsigned> number_of(std::string_view digits, unsigned most) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size() && !digits.empty();
  return whole && number <= most ? std::optional(number) : std::nullopt;
}

std::optional<unsigned> month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  for (unsigned i = 0; i < months.size(); ++i)
    if (months[i] == word) return i + 1;
  return std::nullopt;
}

std::string two_digits(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// "+0130" -> "+01:30"
std::optional<std::string> zone_of(std::string_view text) {
  if (text == "GMT" || text == "UTC") return "Z";
  const bool is_offset =
      text.size() == 5 && (text[0] == '+' || text[0] == '-') && number_of(text.substr(1), 2359);
  if (!is_offset) return std::nullopt;
  return std::string(text.substr(0, 3)) + ":" + std::string(text.substr(3));
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    if (!word.empty()) words.push_back(word);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return words;
}

ListedMessage read_message(const Node& entry) {
  return {text_of(entry, "sid"),  text_of(entry, "from"),      text_of(entry, "to"),
          text_of(entry, "body"), text_of(entry, "num_media"), read_mail_date(text_of(entry, "date_sent"))};
}

}  // namespace

std::optional<std::string> read_sid(std::string_view body) {
  const auto document = read(body);
  const std::string sid = document ? text_of(document->root, "sid") : "";
  return sid.empty() ? std::nullopt : std::optional(sid);
}

std::optional<std::string> read_first_conference(std::string_view body) {
  const auto document = read(body);
  const Node* list = document ? document->root.member("conferences") : nullptr;
  if (list == nullptr || !list->is(Node::Kind::array) || list->children.empty()) return std::nullopt;
  const std::string sid = text_of(list->children.front(), "sid");
  return sid.empty() ? std::nullopt : std::optional(sid);
}

std::optional<MessagePage> read_messages(std::string_view body) {
  const auto document = read(body);
  const Node* list = document ? document->root.member("messages") : nullptr;
  if (list == nullptr || !list->is(Node::Kind::array)) return std::nullopt;
  MessagePage page{{}, text_of(document->root, "next_page_uri")};
  if (!page.next.starts_with('/')) page.next.clear();  // never to another host
  for (const Node& entry : list->children) {
    if (text_of(entry, "direction") == "inbound") page.messages.push_back(read_message(entry));
  }
  return page;
}

std::optional<std::vector<ListedMedia>> read_media(const Settings& settings, std::string_view body) {
  const auto document = read(body);
  const Node* list = document ? document->root.member("media_list") : nullptr;
  if (list == nullptr || !list->is(Node::Kind::array)) return std::nullopt;
  std::vector<ListedMedia> media;
  for (const Node& entry : list->children) {
    std::string uri = text_of(entry, "uri");
    if (!uri.starts_with('/')) continue;  // never of another host
    if (uri.ends_with(".json")) uri.resize(uri.size() - 5);
    media.push_back({settings.base_url + uri, text_of(entry, "content_type")});
  }
  return media;
}

std::optional<CallPage> read_calls(std::string_view body) {
  const auto document = read(body);
  const Node* list = document ? document->root.member("calls") : nullptr;
  if (list == nullptr || !list->is(Node::Kind::array)) return std::nullopt;
  CallPage page{{}, text_of(document->root, "next_page_uri")};
  if (!page.next.starts_with('/')) page.next.clear();  // never to another host
  for (const Node& entry : list->children) {
    if (text_of(entry, "direction") != "outbound-api" || text_of(entry, "sid").empty()) continue;
    page.calls.push_back(
        {text_of(entry, "sid"), text_of(entry, "from"), text_of(entry, "to"), text_of(entry, "status")});
  }
  return page;
}

std::optional<Time> read_mail_date(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  if (!words.empty() && words.front().ends_with(',')) words.erase(words.begin());
  if (words.size() != 5) return std::nullopt;
  const auto day = number_of(words[0], 31);
  const auto month = month_of(words[1]);
  const auto year = number_of(words[2], 9999);
  const auto zone = zone_of(words[4]);
  if (!day || !month || !year || !zone || words[2].size() != 4) return std::nullopt;
  return codec::parse_rfc3339(std::string(words[2]) + "-" + two_digits(*month) + "-" + two_digits(*day) +
                              "T" + std::string(words[3]) + *zone);
}

std::optional<std::int64_t> read_code(const http::SendResult& result) {
  const auto document = read(result.response.body);
  const Node* code = document ? document->root.member("code") : nullptr;
  if (code == nullptr || !code->is(Node::Kind::integer)) return std::nullopt;
  return code->integer;
}

bool may_succeed_later(const http::SendResult& result) {
  if (!result.arrived()) return !result.hopeless;
  const unsigned status = result.response.status;
  return status == 429 || status >= 500 || (status == 400 && read_code(result) == not_in_progress);
}

std::string describe_failure(const http::SendResult& result) {
  if (!result.arrived()) return result.error;
  const auto document = read(result.response.body);
  const std::string words = document ? text_of(document->root, "message") : "";
  return "the carrier answered " + std::to_string(result.response.status) +
         (words.empty() ? "" : ": " + words);
}

}  // namespace switchyard::adapters::carrier
