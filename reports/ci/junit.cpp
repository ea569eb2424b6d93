// XML by hand: the format has five elements, and the escaping is the part that must not fail.
#include "reports/ci/junit.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/codec/text/utf8.h"

namespace switchyard::reports {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// XML 1.0, production 2: of what is below U+0020 only tab, line feed and carriage return are characters. As
// references those three come back from an attribute as they are.
void append_byte(std::string& xml, char c) {
  switch (c) {
    case '&':
      xml += "&amp;";
      return;
    case '<':
      xml += "&lt;";
      return;
    case '>':
      xml += "&gt;";
      return;
    case '"':
      xml += "&quot;";
      return;
    case '\t':
    case '\n':
    case '\r':
      xml += fmt::format("&#{};", static_cast<int>(c));
      return;
    default:
      break;
  }
  if (static_cast<unsigned char>(c) < 0x20) {
    xml += replacement;
  } else {
    xml += c;
  }
}

// U+FFFE and U+FFFF are no characters of XML either.
bool is_no_character(std::string_view text, std::size_t at) {
  const std::string_view three = text.substr(at, 3);
  return three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF";
}

void append_valid(std::string& xml, std::string_view text, bool in_attribute) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_no_character(text, i)) {
      xml += replacement;
      i += 2;
    } else if (!in_attribute && (text[i] == '\n' || text[i] == '\t')) {
      xml += text[i];
    } else {
      append_byte(xml, text[i]);
    }
  }
}

std::string escaped(std::string_view text, bool in_attribute) {
  std::string xml;
  while (!text.empty()) {
    const std::size_t valid = codec::first_invalid_byte(text);
    append_valid(xml, text.substr(0, valid), in_attribute);
    if (valid < text.size()) xml += replacement;
    text.remove_prefix(std::min(valid + 1, text.size()));
  }
  return xml;
}

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, escaped(value, true));
}

std::string attribute(std::string_view name, std::size_t value) {
  return fmt::format(" {}=\"{}\"", name, value);
}

std::string time_attribute(double seconds) {
  return fmt::format(" time=\"{:.6f}\"", seconds);
}

std::size_t count(const std::vector<TestCase>& cases, TestResult result) {
  return static_cast<std::size_t>(
      std::count_if(cases.begin(), cases.end(), [&](const TestCase& one) { return one.result == result; }));
}

std::string totals(const std::vector<TestCase>& cases) {
  double seconds = 0;
  for (const TestCase& one : cases) seconds += one.seconds;
  return attribute("tests", cases.size()) + attribute("failures", count(cases, TestResult::failed)) +
         attribute("errors", count(cases, TestResult::error)) + time_attribute(seconds);
}

std::string case_xml(const TestCase& one) {
  std::string xml = "    <testcase" + attribute("classname", one.group) + attribute("name", one.name);
  if (!one.file.empty()) xml += attribute("file", one.file);
  xml += time_attribute(one.seconds);
  if (one.result == TestResult::passed) return xml + "/>\n";
  const bool failed = one.result == TestResult::failed;
  const char* const element = failed ? "failure" : "error";
  return xml + fmt::format(">\n      <{}{}{}>{}</{}>\n    </testcase>\n", element,
                           attribute("message", one.message), attribute("type", element),
                           escaped(one.details, false), element);
}

}  // namespace

std::string junit_xml(const std::string& suite, const std::vector<TestCase>& cases) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", suite) +
                    totals(cases) + ">\n  <testsuite" + attribute("name", suite) + totals(cases) + ">\n";
  for (const TestCase& one : cases) xml += case_xml(one);
  return xml + "  </testsuite>\n</testsuites>\n";
}

}  // namespace switchyard::reports
