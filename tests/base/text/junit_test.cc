#include "base/text/junit.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::junit_test {
namespace {

TEST(JunitXml, ListsPassedFailedAndSkippedCases) {
  EXPECT_EQ(
      junit_xml("my suite", {{.group = "a", .name = "one", .time = std::chrono::milliseconds(1500)},
                             {.group = "a", .name = "two", .failure = "first\nsecond"},
                             {.group = "b", .name = "three", .skipped = "not today"}}),
      R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="my suite" tests="3" failures="1" errors="0" skipped="1" time="1.500">
    <testcase classname="a" name="one" time="1.500"/>
    <testcase classname="a" name="two" time="0.000">
      <failure message="first">first&#10;second</failure>
    </testcase>
    <testcase classname="b" name="three" time="0.000">
      <skipped message="not today"/>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST(JunitXml, ReplacesCharactersThatXmlForbids) {
  const std::string xml =
      junit_xml("<&\">", {{.group = "g", .name = std::string("a\x01\tb\x7f", 5)}});
  EXPECT_NE(xml.find(R"(name="&lt;&amp;&quot;&gt;")"), std::string::npos) << xml;
  EXPECT_NE(xml.find("name=\"a?\tb?\""), std::string::npos) << xml;
}

}  // namespace
}  // namespace wavespeed_mock::junit_test
