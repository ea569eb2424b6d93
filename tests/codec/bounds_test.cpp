// Every length of time and every whole number of a document has an upper bound, and who exceeds it is told
// which: not that what they wrote is of another form.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/codec/document/reader.h"
#include "engine/codec/text/duration.h"
#include "engine/codec/text/rate.h"
#include "tests/codec/workspace_text.h"

namespace switchyard::codec {
namespace {

struct Place {
  std::string pointer;
  std::size_t offset = 0;
  std::size_t end = 0;
};

template <class Wanted>
void find_places(const Document& document, const Node& node, const Wanted& wanted,
                 std::vector<Place>& places) {
  if (node.key == "attributes" || node.key == "version") return;
  if (wanted(node)) places.push_back({document.pointer_of(node), node.offset, node.end});
  for (const Node& child : node.children) find_places(document, child, wanted, places);
}

template <class Wanted>
std::vector<Place> places_of(const std::string& text, const Wanted& wanted) {
  const auto document = parse_document(text, "test.json");
  EXPECT_TRUE(document);
  std::vector<Place> places;
  if (document) find_places(*document, document->root, wanted, places);
  return places;
}

// What is said at that place; empty: nothing.
std::string told_at(const Place& place, const std::string& text) {
  const auto compiled = compile_text(text, nullptr, full_files());
  if (compiled) return "";
  for (const Problem& problem : compiled.error().list()) {
    if (problem.pointer == place.pointer) return problem.message;
  }
  return "";
}

void expect_bounds(const std::vector<Place>& places, const std::vector<std::string>& values) {
  for (const Place& place : places) {
    for (const std::string& value : values) {
      std::string text = full_workspace();
      text.replace(place.offset, place.end - place.offset, value);
      EXPECT_NE(told_at(place, text).find("must be at most "), std::string::npos)
          << place.pointer << " " << value << ": " << told_at(place, text);
    }
  }
}

TEST(Bounds, of_durations_are_told) {
  const auto durations = places_of(full_workspace(), [](const Node& node) {
    return node.is(Node::Kind::string) && parse_duration(node.text);
  });
  EXPECT_GE(durations.size(), 17U);
  expect_bounds(durations, {R"("36501d")", R"("36500d1us")", R"("9223372036854775807s")",
                            R"("1000000000000000h")", R"("99999999999999999999999ms")"});
}

TEST(Bounds, of_whole_numbers_are_told) {
  const auto numbers =
      places_of(full_workspace(), [](const Node& node) { return node.is(Node::Kind::integer); });
  EXPECT_GE(numbers.size(), 15U);
  expect_bounds(numbers, {"9223372036854775807", "99999999999999999999", "1e300"});
}

TEST(Bounds, of_whole_numbers_are_told_below_too) {
  const auto told = [](const std::string& number) -> std::string {
    const auto document = parse_document("{\"seed\":" + number + "}", "test.json");
    EXPECT_TRUE(document) << number;
    Problems problems;
    Reader reader(*document, document->root, problems);
    reader.integer("seed");
    return problems.list().empty() ? "" : problems.list().front().message;
  };
  EXPECT_EQ(told("-9223372036854775808"), "");
  for (const char* number : {"-9223372036854775809", "-9223372036854775808.0", "-9223372036854777856"})
    EXPECT_EQ(told(number), "seed must be at least -9223372036854775808 (found " + std::string(number) + ")");
  EXPECT_EQ(told("9223372036854775808"),
            "seed must be at most 9223372036854775807 (found 9223372036854775808)");
}

TEST(Bounds, are_not_mixed_up_with_the_form) {
  for (const char* text :
       {"36501d", "36500d1us", "9223372036854775807s", "99999999999999999999d", "1h36500d"}) {
    const bool ordered = std::string(text) != "1h36500d";
    EXPECT_EQ(is_too_long(text), ordered) << text;
    EXPECT_FALSE(parse_duration(text)) << text;
  }
  for (const char* text :
       {"", "36500d", "9223372036854775807 s", "1e300", "1e300s", "-36501d", "99999999999"})
    EXPECT_FALSE(is_too_long(text)) << text;
  EXPECT_EQ(parse_duration("00000000000000000000036500d"), longest_duration);
  EXPECT_TRUE(is_too_high("1000001/s"));
  EXPECT_TRUE(is_too_high("99999999999999999999999999999/h"));
  EXPECT_TRUE(is_too_high(std::string(400, '9') + "/h")) << "what no double holds is written as a rate too";
  EXPECT_EQ(parse_rate("0." + std::string(400, '0') + "1/h"), Rate{0});
  for (const char* text : {"1000000/s", "-1000001/s", "1e300/h", "1e308/s", "inf/s", "infinity/h", "nan/h",
                           "-inf/s", "/s", "120"}) {
    EXPECT_FALSE(is_too_high(text)) << text;
    EXPECT_EQ(parse_rate(text).has_value(), std::string(text) == "1000000/s") << text;
  }
}

}  // namespace
}  // namespace switchyard::codec
