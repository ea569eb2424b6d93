// The comparison of pictures sees what an eye sees, and passes over what it does not.
#include "tests/browser/picture.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace switchyard::browser_test {
namespace {

Picture plain(std::uint32_t width, std::uint32_t height, std::uint8_t grey) {
  return {width, height, std::vector<std::uint8_t>(std::size_t{width} * height * 3, grey)};
}

void paint(Picture& picture, std::uint32_t left, std::uint32_t top, std::uint32_t width, std::uint32_t height,
           std::uint8_t grey) {
  for (std::uint32_t y = top; y < top + height; ++y) {
    for (std::uint32_t x = left; x < left + width; ++x) {
      for (std::size_t i = 0; i < 3; ++i) picture.rgb[(std::size_t{y} * picture.width + x) * 3 + i] = grey;
    }
  }
}

TEST(Pictures, that_are_the_same_do_not_differ) {
  EXPECT_EQ(differing_blocks(plain(100, 50, 200), plain(100, 50, 200), 0), 0);
}

TEST(Pictures, of_different_sizes_differ_wholly) {
  EXPECT_EQ(differing_blocks(plain(100, 50, 200), plain(100, 51, 200), 255), 1);
}

TEST(Pictures, differ_by_their_blocks) {
  Picture changed = plain(80, 80, 255);
  paint(changed, 8, 16, 16, 8, 0);
  EXPECT_DOUBLE_EQ(differing_blocks(plain(80, 80, 255), changed, 40), 2.0 / 100);
  Picture one_pixel = plain(80, 80, 255);
  paint(one_pixel, 3, 3, 1, 1, 0);
  EXPECT_EQ(differing_blocks(plain(80, 80, 255), one_pixel, 40), 0);
}

TEST(Pictures, count_the_small_blocks_at_the_edges) {
  Picture changed = plain(81, 8, 255);
  paint(changed, 80, 0, 1, 8, 0);
  EXPECT_DOUBLE_EQ(differing_blocks(plain(81, 8, 255), changed, 40), 1.0 / 11);
}

TEST(Pictures, with_fewer_colours_look_the_same) {
  for (int grey = 0; grey < 256; ++grey) {
    const Picture picture = plain(8, 8, static_cast<std::uint8_t>(grey));
    EXPECT_EQ(differing_blocks(picture, with_fewer_colours(picture), 5), 0) << grey;
  }
}

TEST(Pictures, have_a_lower_part) {
  Picture picture = plain(2, 3, 7);
  paint(picture, 0, 2, 2, 1, 250);
  EXPECT_EQ(lower_part(picture, 2).rgb, plain(2, 1, 250).rgb);
  EXPECT_EQ(lower_part(picture, 2).height, 1u);
  EXPECT_EQ(lower_part(picture, 9).height, 0u);
}

TEST(Pictures, come_back_from_their_files) {
  const std::string file = testing::TempDir() + "switchyard-picture.png";
  Picture picture = plain(5, 3, 7);
  paint(picture, 1, 1, 2, 1, 250);
  ASSERT_TRUE(write_png(file, picture));
  const auto read = read_png(file);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->rgb, picture.rgb);
  EXPECT_EQ(read->width, 5u);
  std::remove(file.c_str());
  EXPECT_FALSE(read_png(file).has_value());
}

}  // namespace
}  // namespace switchyard::browser_test
