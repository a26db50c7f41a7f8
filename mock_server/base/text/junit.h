// Test results in JUnit's XML format, which CI servers read.
//
// Plain data and one function; no locks.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace wavespeed_mock {

struct JunitCase {
  std::string group;  // `classname`
  std::string name;
  std::chrono::nanoseconds time{0};
  std::string failure;  // what went wrong, any number of lines; "" passed
  std::string skipped;  // why it was not run; "" it was
};

// A document with one suite.
std::string junit_xml(std::string_view suite, const std::vector<JunitCase>& cases);

}  // namespace wavespeed_mock
