// Writes the file, has it read, and removes it.
#include "tests/limits/big_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/limits/apart.h"

namespace switchyard::tests {
namespace {

namespace fs = std::filesystem;

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace

std::string repeated(const std::string& part, std::size_t size) {
  std::string text;
  text.reserve(size + part.size());
  while (text.size() < size) text += part;
  return text;
}

void expect_answers(const std::vector<BigFile>& files, const std::string& file_name,
                    const std::function<std::string(const std::string& path)>& read) {
  const fs::path folder = fs::path(testing::TempDir()) / ("limits." + std::to_string(getpid()));
  fs::create_directories(folder);
  const fs::path path = folder / file_name;
  for (const BigFile& file : files) {
    write_file(path, file.text());
    const Cost cost = run_apart([&] { return read(path.string()); });
    expect_cheap(cost, file.name);
    const bool right =
        file.answer.empty() ? cost.answer.empty() : cost.answer.find(file.answer) != std::string::npos;
    EXPECT_TRUE(right) << file.name << ": " << cost.answer.substr(0, 2'000);
    std::printf("%6.2f s %5zu MB  %s\n", cost.cpu_seconds, cost.peak_megabytes, file.name.c_str());
  }
  fs::remove_all(folder);
}

}  // namespace switchyard::tests
