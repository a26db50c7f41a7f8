#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/contract_report.h"

namespace wavespeed_mock::report_junit_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ReportJunit, HasATestForEachCaseAndOneForTheRun) {
  const std::string xml = to_junit(mixed_report());
  EXPECT_THAT(
      xml,
      HasSubstr(
          R"(<testsuite name="contract https://api.test" tests="4" failures="2" errors="0" skipped="1")"));
  EXPECT_THAT(xml, HasSubstr(R"(name="first" time="1.500"/>)"));
  EXPECT_THAT(xml, HasSubstr("data.balance must be &lt;1&gt; &amp; &quot;more&quot;"));
  EXPECT_THAT(xml, HasSubstr("again</failure>"));
  EXPECT_THAT(xml, HasSubstr(R"(<skipped message="is not for live targets"/>)"));
  EXPECT_THAT(xml, HasSubstr(R"(name="the_run")"));
}

TEST(ReportJunit, FailsWhenNothingWasChecked) {
  ContractReport report{.target = "memory"};
  EXPECT_THAT(to_junit(report), HasSubstr("nothing was checked"));
  report.cases.push_back({.name = "a", .assertions = 1});
  EXPECT_THAT(to_junit(report), Not(HasSubstr("the_run")));
}

}  // namespace
}  // namespace wavespeed_mock::report_junit_test
