// What CI systems are told cannot be broken by any text that is put into it.
#include <gtest/gtest.h>

#include "reports/ci/annotation.h"
#include "reports/ci/junit.h"

namespace switchyard::reports {
namespace {

TestCase failed(std::string message, std::string details) {
  TestCase one;
  one.group = "stories";
  one.name = "one.txt";
  one.result = TestResult::failed;
  one.message = std::move(message);
  one.details = std::move(details);
  return one;
}

TEST(JunitXml, counts_what_passed_and_what_did_not) {
  TestCase passed;
  passed.group = "a";
  passed.name = "b";
  passed.file = "a/b";
  passed.seconds = 0.25;
  TestCase error = failed("m", "d\n");
  error.result = TestResult::error;
  error.seconds = 1;
  EXPECT_EQ(junit_xml("s", {passed, error}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"s\" tests=\"2\" failures=\"0\" errors=\"1\" time=\"1.250000\">\n"
            "  <testsuite name=\"s\" tests=\"2\" failures=\"0\" errors=\"1\" time=\"1.250000\">\n"
            "    <testcase classname=\"a\" name=\"b\" file=\"a/b\" time=\"0.250000\"/>\n"
            "    <testcase classname=\"stories\" name=\"one.txt\" time=\"1.000000\">\n"
            "      <error message=\"m\" type=\"error\">d\n</error>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "</testsuites>\n");
}

TEST(JunitXml, escapes_what_ends_texts_and_replaces_what_xml_cannot_have) {
  const std::string nul(1, '\0');
  struct Case {
    std::string text;
    std::string in_attribute;
    std::string in_element;
  };
  const std::string unknown = "\xEF\xBF\xBD";
  const Case cases[] = {
      {"a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;", "a&lt;b&gt;&amp;&quot;c&quot;"},
      {"]]>", "]]&gt;", "]]&gt;"},
      {"1\n2\t3\r4", "1&#10;2&#9;3&#13;4", "1\n2\t3&#13;4"},
      {"\x1b[31m" + nul + "\x07", unknown + "[31m" + unknown + unknown, unknown + "[31m" + unknown + unknown},
      {"\xff\xc3", unknown + unknown, unknown + unknown},
      {"\xed\xa0\x80", unknown + unknown + unknown, unknown + unknown + unknown},
      {"\xef\xbf\xbe-\xef\xbf\xbf", unknown + "-" + unknown, unknown + "-" + unknown},
      {"grün 🙂", "grün 🙂", "grün 🙂"},
  };
  for (const Case& one : cases) {
    SCOPED_TRACE(one.in_element);
    const std::string xml = junit_xml("s", {failed(one.text, one.text)});
    const std::string expected =
        "<failure message=\"" + one.in_attribute + "\" type=\"failure\">" + one.in_element + "</failure>";
    EXPECT_NE(xml.find(expected), std::string::npos) << xml;
  }
}

TEST(GithubText, has_the_place_and_escapes_what_would_end_it) {
  Annotation annotation{codec::Severity::error, "a,b:c.json", 3, 5, "one: 100%", "first\nsecond: 5%, \x1b[m"};
  EXPECT_EQ(github_text(annotation),
            "::error file=a%2Cb%3Ac.json,line=3,col=5,title=one%3A 100%25::first%0Asecond: 5%25, ?[m\n");
  annotation.severity = codec::Severity::warning;
  annotation.line = annotation.column = 0;
  annotation.message = "::set-output name=x::y\r\n::error::";
  EXPECT_EQ(github_text(annotation),
            "::warning file=a%2Cb%3Ac.json,title=one%3A 100%25::::set-output name=x::y?%0A::error::\n");
}

TEST(GithubText, is_one_line_of_bounded_length_whatever_is_put_in) {
  Annotation annotation;
  annotation.title = "t\n::error::";
  for (int c = 0; c < 256; ++c) annotation.message += static_cast<char>(c);
  for (int i = 0; i < 100'000; ++i) annotation.message += "\n%";
  const std::string text = github_text(annotation);
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_LT(text.size(), 16'100U);
}

TEST(AnnotationOf, a_problem_is_at_its_place_unless_that_is_no_file) {
  codec::Problem problem;
  problem.file = "w.json";
  problem.line = 2;
  problem.column = 7;
  problem.message = "must be a name";
  problem.hint = "did you mean \"ann\"?";
  EXPECT_EQ(github_text(annotation_of(problem, "check")),
            "::error file=w.json,line=2,col=7,title=check::must be a name%0Adid you mean \"ann\"?\n");
  problem.file = "-";
  EXPECT_EQ(github_text(annotation_of(problem, "check")).find("::error title=check::"), 0U);
}

}  // namespace
}  // namespace switchyard::reports
