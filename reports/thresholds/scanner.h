// Reads a threshold's text piece by piece and knows where it is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace switchyard::reports {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::size_t offset() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }
  void skip_spaces() {
    while (!at_end() && text_[at_] == ' ') ++at_;
  }
  // Takes the text when it comes next.
  bool take(std::string_view expected) {
    if (!rest().starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  // Takes characters until one of `stops`, without spaces at the end.
  std::string_view take_until(std::string_view stops) {
    const std::size_t length = std::min(rest().find_first_of(stops), rest().size());
    std::string_view taken = rest().substr(0, length);
    at_ += length;
    while (taken.ends_with(' ')) taken.remove_suffix(1);
    return taken;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace switchyard::reports
