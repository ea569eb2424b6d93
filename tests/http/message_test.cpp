// Forms, escapes and headers, by tables.
#include "adapters/http/message.h"

#include <gtest/gtest.h>

namespace switchyard::adapters::http {
namespace {

TEST(Message, forms_are_read_in_their_order) {
  struct Row {
    const char* text;
    std::optional<Fields> fields;
  };
  const Row rows[] = {
      {"", Fields{}},
      {"a=1", Fields{{"a", "1"}}},
      {"a=1&a=2&b=", Fields{{"a", "1"}, {"a", "2"}, {"b", ""}}},
      {"a", Fields{{"a", ""}}},
      {"a=b=c", Fields{{"a", "b=c"}}},
      {"&&a=1&", Fields{{"a", "1"}}},
      {"From=%2B4366012&Body=gr%C3%BC%C3%9F+dich",
       Fields{{"From", "+4366012"}, {"Body", "gr\xC3\xBC\xC3\x9F dich"}}},
      {"a%20b=%26", Fields{{"a b", "&"}}},
      {"a=%00", Fields{{"a", std::string(1, '\0')}}},
      {"a=%", std::nullopt},
      {"a=%2", std::nullopt},
      {"a=%zz", std::nullopt},
      {"%g0=1", std::nullopt},
  };
  for (const Row& row : rows) EXPECT_EQ(read_form(row.text), row.fields) << row.text;
}

TEST(Message, what_a_form_is_written_as_reads_back) {
  const Fields fields = {{"a b", "1+1=2 & so on"}, {"", ""}, {"\xC3\xBC", "\n%"}, {"a b", "again"}};
  EXPECT_EQ(read_form(write_form(fields)), fields);
  EXPECT_EQ(write_form({}), "");
}

TEST(Message, escapes_are_those_of_rfc_3986) {
  EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(percent_encode(" +/?\xC3\xBC"), "%20%2B%2F%3F%C3%BC");
  EXPECT_EQ(percent_decode("a+b%2b%2B"), "a+b++");
  EXPECT_EQ(percent_decode("%e"), std::nullopt);
}

TEST(Message, headers_are_found_whatever_their_case) {
  const Headers headers = {{"Content-Type", "a"}, {"X-Two", "1"}, {"x-two", "2"}};
  EXPECT_EQ(find_header(headers, "content-TYPE"), "a");
  EXPECT_EQ(find_header(headers, "X-TWO"), "1");
  EXPECT_EQ(find_header(headers, "Content-Typ"), std::nullopt);
  EXPECT_EQ(find_field({{"a", "1"}, {"A", "2"}}, "A"), "2");
  EXPECT_EQ(find_field({}, "A"), std::nullopt);
}

}  // namespace
}  // namespace switchyard::adapters::http
