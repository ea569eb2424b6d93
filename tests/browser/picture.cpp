// PNG by libpng's simple interface, and the arithmetic of comparing.
#include "tests/browser/picture.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace switchyard::browser_test {
namespace {

constexpr std::uint32_t block = 8;

std::array<int, 3> mean_of(const Picture& picture, std::uint32_t left, std::uint32_t top) {
  const std::uint32_t right = std::min(left + block, picture.width);
  const std::uint32_t bottom = std::min(top + block, picture.height);
  std::array<int, 3> sums{};
  for (std::uint32_t y = top; y < bottom; ++y) {
    for (std::uint32_t x = left; x < right; ++x) {
      for (std::size_t i = 0; i < 3; ++i)
        sums[i] += picture.rgb[(std::size_t{y} * picture.width + x) * 3 + i];
    }
  }
  const int pixels = static_cast<int>((right - left) * (bottom - top));
  for (int& sum : sums) sum /= pixels;
  return sums;
}

bool differ(const std::array<int, 3>& a, const std::array<int, 3>& b, int step) {
  for (std::size_t i = 0; i < 3; ++i) {
    if (std::abs(a[i] - b[i]) > step) return true;
  }
  return false;
}

}  // namespace

std::optional<Picture> read_png(const std::string& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&image, file.c_str()) == 0) return std::nullopt;
  image.format = PNG_FORMAT_RGB;
  Picture picture{image.width, image.height, std::vector<std::uint8_t>(PNG_IMAGE_SIZE(image))};
  const png_color white{255, 255, 255};
  if (png_image_finish_read(&image, &white, picture.rgb.data(), 0, nullptr) == 0) return std::nullopt;
  return picture;
}

bool write_png(const std::string& file, const Picture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = picture.width;
  image.height = picture.height;
  image.format = PNG_FORMAT_RGB;
  return png_image_write_to_file(&image, file.c_str(), 0, picture.rgb.data(), 0, nullptr) != 0;
}

Picture with_fewer_colours(Picture picture) {
  for (std::uint8_t& value : picture.rgb)
    value = static_cast<std::uint8_t>((value * 31 + 127) / 255 * 255 / 31);
  return picture;
}

Picture lower_part(const Picture& picture, std::uint32_t top) {
  const std::uint32_t from = std::min(top, picture.height);
  const auto begin = static_cast<std::ptrdiff_t>(std::size_t{from} * picture.width * 3);
  return {picture.width, picture.height - from, {picture.rgb.begin() + begin, picture.rgb.end()}};
}

double differing_blocks(const Picture& a, const Picture& b, int step) {
  if (a.width != b.width || a.height != b.height) return 1;
  std::size_t all = 0;
  std::size_t different = 0;
  for (std::uint32_t top = 0; top < a.height; top += block) {
    for (std::uint32_t left = 0; left < a.width; left += block) {
      ++all;
      different += differ(mean_of(a, left, top), mean_of(b, left, top), step) ? 1U : 0U;
    }
  }
  return all == 0 ? 0 : static_cast<double>(different) / static_cast<double>(all);
}

}  // namespace switchyard::browser_test
