// Attribute values: what goes into the bytes comes out, and damaged bytes are noticed.
#include "engine/base/attributes.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "tests/support/value_text.h"

namespace switchyard::tests {
namespace {

constexpr double largest = std::numeric_limits<double>::max();

TEST(AttributeBytes, keep_every_kind_of_value) {
  for (const char* text :
       {"null", "true", "false", "0", "-1", "9223372036854775807", "-9223372036854775808", "0.5", "-2.0",
        "''", "'text'", "[]", "[1, [], null]", "{}", "{a: 1, '': {b: ['x', {c: null}]}}", "{z: 1, a: 2}"}) {
    const Value tree = value(text);
    const Attributes attributes(tree);
    EXPECT_EQ(attributes.value(), tree) << text;
    EXPECT_EQ(Attributes::from_bytes(attributes.bytes()), attributes) << text;
  }
  EXPECT_EQ(Attributes(Value{largest}).value(), Value{largest});
  EXPECT_EQ(Attributes(Value{std::string("a\0b", 3)}).value(), Value{std::string("a\0b", 3)});
}

TEST(AttributeBytes, of_nothing_are_the_empty_object) {
  EXPECT_EQ(Attributes(), Attributes(value("{}")));
  EXPECT_EQ(Attributes().value(), value("{}"));
  EXPECT_EQ(Attributes().view().kind(), ValueKind::object);
  EXPECT_TRUE(Attributes().member("a").is_null());
}

TEST(AttributeBytes, are_equal_when_the_values_are) {
  EXPECT_EQ(Attributes(Value{-0.0}), Attributes(Value{0.0}));
  EXPECT_NE(Attributes(value("1")), Attributes(value("1.0")));
  EXPECT_NE(Attributes(value("{a: 1, b: 2}")), Attributes(value("{b: 2, a: 1}")));
}

TEST(AttributeViews, find_members_and_elements) {
  const Attributes attributes(value("{ab: 1, abc: 'x', list: [true, 2.5, {deep: null}], b: {ab: 2}}"));
  const ValueView view = attributes.view();
  EXPECT_EQ(view.size(), 4U);
  EXPECT_EQ(view.member("ab").as_integer(), 1);
  EXPECT_EQ(view.member("abc").as_string(), "x");
  EXPECT_EQ(view.member("b").member("ab").as_integer(), 2);
  EXPECT_TRUE(view.member("a").is_null());
  EXPECT_TRUE(view.member("").is_null());
  EXPECT_TRUE(view.member("ab").member("x").is_null());
  const ValueView list = view.member("list");
  EXPECT_EQ(list.size(), 3U);
  EXPECT_TRUE(list.element(0).as_boolean());
  EXPECT_EQ(list.element(1).as_decimal(), 2.5);
  EXPECT_EQ(list.element(2).size(), 1U);
  EXPECT_TRUE(list.element(3).is_null());
  EXPECT_TRUE(list.member("deep").is_null());
  EXPECT_TRUE(view.element(0).is_null());
  EXPECT_EQ(view.member("abc").size(), 0U);
  EXPECT_EQ(list.element(2).bytes(), encode(value("{deep: null}")));
  EXPECT_EQ(ValueView().bytes(), encode(Value()));
}

TEST(AttributeViews, are_walked_in_order) {
  std::string seen;
  const Attributes object(value("{b: 1, a: [2, 3], c: null}"));
  for (ValueCursor at(object.view()); !at.at_end(); at.advance()) {
    seen += std::string(at.key()) + "=" + to_text(to_value(at.value())) + ";";
    for (ValueCursor inner(at.value()); !inner.at_end(); inner.advance()) {
      seen += std::string(inner.key()) + to_text(to_value(inner.value())) + ";";
    }
  }
  EXPECT_EQ(seen, "b=1;a=[2, 3];2;3;c=null;");
}

TEST(AttributeBytes, come_back_from_random_trees) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 5'000; ++round) {
    const Value tree = random_value(random, 5);
    const std::string bytes = encode(tree);
    ASSERT_EQ(to_value(ValueView(bytes)), tree) << to_text(tree);
    const std::string misaligned = "?" + bytes + "more";
    ASSERT_EQ(to_value(ValueView(std::string_view(misaligned).substr(1))), tree);
    ASSERT_EQ(ValueView(std::string_view(misaligned).substr(1)).bytes(), bytes);
    const std::optional<Attributes> taken = Attributes::from_bytes(bytes);
    ASSERT_TRUE(taken.has_value()) << to_text(tree);
    ASSERT_EQ(taken->bytes(), bytes);
  }
}

std::string number(std::uint32_t n) {
  return {reinterpret_cast<const char*>(&n), sizeof n};
}

std::string decimal(double d) {
  return "\3" + std::string(reinterpret_cast<const char*>(&d), sizeof d);
}

std::string array(std::uint32_t count, const std::string& content) {
  return "\5" + number(static_cast<std::uint32_t>(content.size())) + number(count) + content;
}

std::string object(std::uint32_t count, const std::string& content) {
  return "\6" + number(static_cast<std::uint32_t>(content.size())) + number(count) + content;
}

const std::string null_value(1, '\0');

std::string nested(int depth) {
  std::string bytes = null_value;
  for (; depth > 0; --depth) bytes = array(1, bytes);
  return bytes;
}

TEST(AttributeBytes, that_are_well_formed_are_taken) {
  const std::string key_a = number(1) + "a";
  const std::string key_b = number(1) + "b";
  for (const std::string& bytes :
       {null_value, array(2, null_value + null_value), object(2, key_a + null_value + key_b + null_value),
        decimal(0.0), nested(64)}) {
    EXPECT_TRUE(Attributes::from_bytes(bytes).has_value());
  }
}

TEST(AttributeBytes, that_are_damaged_are_refused) {
  const std::string key_a = number(1) + "a";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"nothing", ""},
      {"unknown tag", "\7"},
      {"negative tag", "\xFF"},
      {"boolean without its byte", "\1"},
      {"boolean that is neither", "\1\2"},
      {"integer cut short",
       "\2"
       "1234567"},
      {"minus zero", decimal(-0.0)},
      {"infinity", decimal(std::numeric_limits<double>::infinity())},
      {"not a number", decimal(std::numeric_limits<double>::quiet_NaN())},
      {"string cut short", "\4" + number(4) + "abc"},
      {"string with a huge length", "\4" + number(0xFFFF'FFFF) + "abc"},
      {"something behind", null_value + null_value},
      {"fewer elements than counted", array(2, null_value)},
      {"more elements than counted", array(1, null_value + null_value)},
      {"a huge count", array(0xFFFF'FFFF, null_value)},
      {"content longer than the bytes", "\5" + number(2) + number(1) + null_value},
      {"element longer than its array", "\5" + number(1) + number(1) + std::string("\1\1", 2)},
      {"key without value", object(1, key_a)},
      {"key cut short", object(1, number(5) + "a" + null_value)},
      {"key twice", object(2, key_a + null_value + key_a + null_value)},
      {"too deep", nested(65)},
      {"far too deep", nested(2'000)},
  };
  for (const auto& [what, bytes] : cases) EXPECT_FALSE(Attributes::from_bytes(bytes).has_value()) << what;
}

TEST(AttributeBytes, with_a_key_twice_among_many_are_refused) {
  std::string members;
  for (std::uint32_t i = 0; i < 100; ++i) members += number(3) + std::to_string(100 + i) + null_value;
  EXPECT_TRUE(Attributes::from_bytes(object(100, members)).has_value());
  EXPECT_FALSE(Attributes::from_bytes(object(101, members + number(3) + "150" + null_value)).has_value());
}

TEST(AttributeBytes, with_random_damage_are_refused_or_mean_something) {
  std::mt19937_64 random(7);
  int taken_ones = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string bytes = encode(random_value(random, 4));
    for (std::uint64_t left = 1 + random() % 3; left > 0; --left) {
      bytes[random() % bytes.size()] = static_cast<char>(random() % 4 == 0 ? random() : random() % 8);
    }
    if (random() % 4 == 0) bytes.resize(random() % (bytes.size() + 1));
    const std::optional<Attributes> taken = Attributes::from_bytes(bytes);
    if (!taken) continue;
    ++taken_ones;
    ASSERT_EQ(encode(taken->value()), bytes) << round;
  }
  EXPECT_GT(taken_ones, 100);
}

TEST(AttributeNumbers, compare_exactly) {
  struct Case {
    const char* small;
    const char* large;
  };
  for (const Case& c : std::vector<Case>{{"1", "2"},
                                         {"1.5", "2"},
                                         {"1", "1.5"},
                                         {"-1.5", "-1"},
                                         {"-2", "-1.5"},
                                         {"-0.5", "0"},
                                         {"0", "0.5"},
                                         {"9007199254740992.0", "9007199254740993"},
                                         {"9007199254740991", "9007199254740992.0"},
                                         {"9223372036854775807", "9223372036854775808.0"},
                                         {"-9223372036854777856.0", "-9223372036854775808"},
                                         {"-9223372036854775808.0", "-9223372036854775807"},
                                         {"-1000000000000000000000.0", "0"},
                                         {"0", "1000000000000000000000.0"}}) {
    const std::string small = encode(value(c.small));
    const std::string large = encode(value(c.large));
    EXPECT_EQ(compare_numbers(ValueView(small), ValueView(large)), std::partial_ordering::less) << c.small;
    EXPECT_EQ(compare_numbers(ValueView(large), ValueView(small)), std::partial_ordering::greater) << c.small;
    EXPECT_EQ(compare_numbers(ValueView(small), ValueView(small)), std::partial_ordering::equivalent)
        << c.small;
  }
  EXPECT_EQ(compare_numbers(ValueView(encode(value("2"))), ValueView(encode(value("2.0")))),
            std::partial_ordering::equivalent);
}

}  // namespace
}  // namespace switchyard::tests
