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

TEST(JunitXml, ReplacesInvalidUtf8AndKeepsValidUtf8) {
  const auto shown = [](const std::string& name) {
    const std::string xml = junit_xml("s", {{.group = "g", .name = name}});
    const std::size_t begin = xml.find("classname=\"g\" name=\"") + 20;
    return xml.substr(begin, xml.find('"', begin) - begin);
  };
  const std::string replaced = "\xef\xbf\xbd";
  for (const std::string valid : {"\xc3\xa9", "\xe2\x82\xac", "\xef\xbf\xbd", "\xf0\x9f\x98\x80",
                                  "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xc2\x80"}) {
    EXPECT_EQ(shown('a' + valid + 'b'), 'a' + valid + 'b');
  }
  EXPECT_EQ(shown("a\xff"), "a" + replaced);
  EXPECT_EQ(shown("\x80z"), replaced + "z");
  EXPECT_EQ(shown("\xc3"), replaced);
  EXPECT_EQ(shown("\xc3("), replaced + "(");
  EXPECT_EQ(shown("\xe2\x82"), replaced + replaced);
  EXPECT_EQ(shown("\xc0\xaf"), replaced + replaced);
  EXPECT_EQ(shown("\xe0\x80\x80"), replaced + replaced + replaced);  // overlong
  EXPECT_EQ(shown("\xed\xa0\x80"), replaced + replaced + replaced);  // surrogate
  EXPECT_EQ(shown("\xef\xbf\xbf"), replaced + replaced + replaced);  // U+FFFF
  EXPECT_EQ(shown("\xf4\x90\x80\x80"), replaced + replaced + replaced + replaced);
}

}  // namespace
}  // namespace wavespeed_mock::junit_test
