// A text table whose columns are as wide as what they hold.
#pragma once

#include <string>
#include <vector>

namespace switchyard::reports {

// The first column is aligned left, the others right; a cell may hold UTF-8, one column a code point.
class Table {
 public:
  explicit Table(std::vector<std::string> head) : head_(std::move(head)) {}

  // As many cells as the head has.
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  // Lines with two spaces in front and between, without spaces at their ends.
  std::string text() const;

 private:
  std::vector<std::string> head_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace switchyard::reports
