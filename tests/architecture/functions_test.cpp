// The reader of functions is tried on the shapes that this house's code takes.
#include "tests/architecture/functions.h"

#include <gtest/gtest.h>

namespace switchyard::architecture {
namespace {

// "name:line:lines" for each function, names cut before their parentheses.
std::vector<std::string> read(const std::string& source) {
  std::vector<std::string> found;
  for (const auto& [name, line, lines, rows] : functions_of(source)) {
    found.push_back(name.substr(0, name.find('(')) + ":" + std::to_string(line) + ":" +
                    std::to_string(lines));
  }
  return found;
}

using Found = std::vector<std::string>;

TEST(Functions, at_namespace_level_and_in_a_class) {
  EXPECT_EQ(read("namespace a {\nint f() {\n  if (x) {\n  }\n}\n}\n"), (Found{"int f:2:4"}));
  EXPECT_EQ(read("struct S : Base<int> {\n  int x{1};\n  int g() const { return x; }\n};\n"),
            (Found{"int g:3:1"}));
  EXPECT_EQ(read("class S {\n public:\n  int g() {\n  }\n};\n"), (Found{"int g:3:2"}));
}

TEST(Functions, with_a_head_of_several_lines) {
  EXPECT_EQ(read("std::vector<int> f(int a,\n      int b) {\n  return {a, b};\n}\n"),
            (Found{"std::vector<int> f:1:4"}));
}

TEST(Functions, with_members_set_by_braces_before_the_body) {
  EXPECT_EQ(read("S::S(int a) : a_{a}, b_{std::move(a)} {\n  f();\n}\nint g() {}\n"),
            (Found{"S::S:1:3", "int g:4:1"}));
}

TEST(Functions, tables_enums_and_strings_are_none) {
  EXPECT_EQ(read("const std::array<int, 2> a = {{1}, {2}};\nint b{3};\nenum class E { x, y };\n"), Found{});
  EXPECT_EQ(read("const auto text = \"void f() {\";\n// void g() {\nint h() {}\n"), (Found{"int h:3:1"}));
}

TEST(Functions, rows_of_tables_inside_are_counted_apart) {
  const auto functions = functions_of(
      "void f() {\n  const T a = {\n    {1},\n    {2},\n  };\n  if (b) {\n    g();\n  }\n}\n"
      "T g() {\n  return {1,\n    2};\n}\nvoid h() {\n  for (auto a : std::vector<int>{\n    1}) {\n  "
      "}\n}\n");
  ASSERT_EQ(functions.size(), 3u);
  EXPECT_EQ(functions.at(0).rows, 3u);
  EXPECT_EQ(functions.at(1).rows, 1u);
  EXPECT_EQ(functions.at(2).rows, 1u);
}

TEST(Functions, templates_operators_and_tests) {
  EXPECT_EQ(read("template <class A, class B = C<A>>\nA f(B b) {\n}\n"),
            (Found{"template <class A, class B = C<A>>:1:3"}));
  EXPECT_EQ(read("bool operator==(A a, A b) { return true; }\n"), (Found{"bool operator==:1:1"}));
  EXPECT_EQ(read("TEST(A, b) {\n  auto l = [] { };\n}\n"), (Found{"TEST:1:3"}));
}

TEST(Functions, a_struct_as_return_type_and_a_directive_before) {
  EXPECT_EQ(read("#define X(a) \\\n  {a}\nint f() {\n}\n"), (Found{"int f:3:2"}));
  EXPECT_EQ(read("struct S f(int a) {\n}\n"), (Found{"struct S f:1:2"}));
}

}  // namespace
}  // namespace switchyard::architecture
