// The functions of a source file and their lengths, read by their braces.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::architecture {

struct Function {
  std::string name;   // the beginning of its head, for a message
  std::size_t line;   // where the head begins, from 1
  std::size_t lines;  // from the head to the closing brace
  std::size_t rows;   // how many of them are rows of tables: values in braces over several lines
};

// Function bodies at namespace and class level, tests among them; a lambda belongs to the function around it.
std::vector<Function> functions_of(std::string_view source);

}  // namespace switchyard::architecture
