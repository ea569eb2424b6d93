// Test results as JUnit XML, which CI systems show by name, time and message.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace switchyard::reports {

enum class TestResult : std::uint8_t {
  passed,
  failed,  // it came out otherwise than it is written
  error,   // it could not be tried
};

struct TestCase {
  std::string group;  // "classname": what the case is listed under
  std::string name;
  std::string file;  // empty: none
  double seconds = 0;
  TestResult result = TestResult::passed;
  std::string message;  // of what did not pass: one line
  std::string details;  // all there is to say, such as a diff
};

// A document with one suite, in the form that Jenkins' junit-10 schema describes (testsuites, testsuite,
// testcase, failure, error), UTF-8. Texts may hold anything: what XML cannot have becomes U+FFFD. O(size).
std::string junit_xml(const std::string& suite, const std::vector<TestCase>& cases);

}  // namespace switchyard::reports
