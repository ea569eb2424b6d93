// The text of server-sent events, cut into what a host says (WHATWG HTML, "Server-sent events").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::viz {

struct StreamEvent {
  std::string data;
  std::optional<std::string> id;  // the last event of a turn has it
};

class EventStreamText {
 public:
  // The next bytes, cut anywhere; what is whole is appended to `out`. Comments are dropped.
  void add(std::string_view bytes, std::vector<StreamEvent>& out);
  // Another connection begins: what was not whole is gone.
  void restart();

 private:
  void take_line(std::string_view line, std::vector<StreamEvent>& out);

  std::string unread_;
  StreamEvent event_;
  bool has_data_ = false;
};

}  // namespace switchyard::viz
