// Lines may end with CR, LF or both; our hosts write LF, and a CR before it is dropped.
#include "viz/feed/event_stream.h"

#include <utility>

namespace switchyard::viz {

void EventStreamText::restart() {
  *this = EventStreamText();
}

void EventStreamText::add(std::string_view bytes, std::vector<StreamEvent>& out) {
  unread_ += bytes;
  std::size_t begin = 0;
  for (std::size_t end = unread_.find('\n'); end != std::string::npos; end = unread_.find('\n', begin)) {
    std::string_view line = std::string_view(unread_).substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    take_line(line, out);
    begin = end + 1;
  }
  unread_.erase(0, begin);
}

void EventStreamText::take_line(std::string_view line, std::vector<StreamEvent>& out) {
  if (line.empty()) {
    if (!has_data_) return;  // an id alone is that of the next event
    out.push_back(std::move(event_));
    event_ = {};
    has_data_ = false;
    return;
  }
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  std::string_view value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (name == "data") {
    if (has_data_) event_.data += '\n';
    event_.data += value;
    has_data_ = true;
  } else if (name == "id") {
    event_.id = std::string(value);
  }
}

}  // namespace switchyard::viz
