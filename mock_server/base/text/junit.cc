#include "base/text/junit.h"

#include <algorithm>
#include <cstdio>

#include "base/text/markup_text.h"

namespace wavespeed_mock {
namespace {

std::string seconds(std::chrono::nanoseconds time) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", std::chrono::duration<double>(time).count());
  return text;
}

std::string attribute(std::string_view name, std::string_view value) {
  return ' ' + std::string(name) + "=\"" + escape_xml(value) + '"';
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

std::string junit_xml(std::string_view suite, const std::vector<JunitCase>& cases) {
  const auto failures = std::count_if(cases.begin(), cases.end(),
                                      [](const JunitCase& each) { return !each.failure.empty(); });
  const auto skipped = std::count_if(cases.begin(), cases.end(),
                                     [](const JunitCase& each) { return !each.skipped.empty(); });
  std::chrono::nanoseconds time{0};
  for (const JunitCase& each : cases) time += each.time;

  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite";
  out += attribute("name", suite) + attribute("tests", std::to_string(cases.size())) +
         attribute("failures", std::to_string(failures)) + attribute("errors", "0") +
         attribute("skipped", std::to_string(skipped)) + attribute("time", seconds(time)) + ">\n";
  for (const JunitCase& each : cases) {
    out += "    <testcase" + attribute("classname", each.group) + attribute("name", each.name) +
           attribute("time", seconds(each.time));
    if (!each.failure.empty()) {
      out += ">\n      <failure" + attribute("message", first_line(each.failure)) + '>' +
             escape_xml(each.failure) + "</failure>\n    </testcase>\n";
    } else if (!each.skipped.empty()) {
      out += ">\n      <skipped" + attribute("message", each.skipped) + "/>\n    </testcase>\n";
    } else {
      out += "/>\n";
    }
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace wavespeed_mock
