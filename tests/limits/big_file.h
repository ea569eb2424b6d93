// Large files of one pattern, and what is said about them.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace switchyard::tests {

inline constexpr std::size_t megabyte = std::size_t{1} << 20;

// `part` again and again, about `size` bytes.
std::string repeated(const std::string& part, std::size_t size);

// One case: a file, and the words that the answer must have. An empty answer means that all was well.
struct BigFile {
  std::string name;
  std::function<std::string()> text;
  std::string answer;
};

// Reads each file apart from this process and compares. `read` gives what was wrong, or nothing.
void expect_answers(const std::vector<BigFile>& files, const std::string& file_name,
                    const std::function<std::string(const std::string& path)>& read);

}  // namespace switchyard::tests
