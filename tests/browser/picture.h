// Pictures as values: read, written, and compared as an eye does, by small areas instead of by pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace switchyard::browser_test {

struct Picture {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::vector<std::uint8_t> rgb;  // row by row, three bytes a pixel
};

// A PNG file; nothing when it cannot be read.
std::optional<Picture> read_png(const std::string& file);
bool write_png(const std::string& file, const Picture& picture);

// With 32 steps of red, green and blue instead of 256: no channel moves by more than 5, and the file is
// smaller.
Picture with_fewer_colours(Picture picture);

// What is below the row `top`.
Picture lower_part(const Picture& picture, std::uint32_t top);

// The share of the blocks of 8 by 8 pixels whose mean colour differs by more than `step` (of 255) in red,
// green or blue; 1 when the pictures are of different sizes. Blocks at the right and lower edge may be
// smaller.
double differing_blocks(const Picture& a, const Picture& b, int step);

}  // namespace switchyard::browser_test
