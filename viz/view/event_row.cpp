// Rows are written as stories write messages, so that what is read here can be typed there.
#include "viz/view/event_row.h"

#include <algorithm>
#include <cctype>
#include <type_traits>

#include "engine/codec/shape/events.h"
#include "engine/codec/text/messages.h"

namespace switchyard::viz {
namespace {

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

}  // namespace

std::string_view kind_of(const Event& event) {
  return std::visit(
      [](const auto& message) -> std::string_view {
        return codec::shape<std::remove_cvref_t<decltype(message)>>.name;
      },
      event);
}

Concerned concerned_by(const Event& event) {
  return std::visit(
      [](const auto& message) {
        Concerned out;
        if constexpr (requires { message.task; }) out.task = message.task;
        if constexpr (requires { message.reservation; }) out.reservation = message.reservation;
        if constexpr (requires { message.worker; }) out.worker = message.worker;
        if constexpr (requires { message.queue; }) out.queue = message.queue;
        return out;
      },
      event);
}

EventRow row_of(std::uint64_t sequence, std::uint32_t index, Time time, const Event& event,
                const Workspace& workspace) {
  return {sequence, index, time, kind_of(event), codec::to_text(event, workspace), concerned_by(event)};
}

SearchText search_text(std::string_view typed) {
  SearchText out;
  std::string word;
  for (const char c : typed) {
    if (c != ' ') {
      word += lower(c);
    } else if (!word.empty()) {
      out.words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) out.words.push_back(std::move(word));
  return out;
}

bool matches(const SearchText& search, std::string_view row_text) {
  const auto is_same = [](char a, char b) { return lower(a) == b; };
  return std::all_of(search.words.begin(), search.words.end(), [&](const std::string& word) {
    return std::search(row_text.begin(), row_text.end(), word.begin(), word.end(), is_same) != row_text.end();
  });
}

}  // namespace switchyard::viz
