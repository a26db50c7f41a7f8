#include "load_generator/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/load_report.h"

namespace wavespeed_mock::load::page_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(PageReport, IsSelfContained) {
  const std::string page = page_report(full_report());
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  for (const char* const reference : {"src=", "href=", "url(", "<script", "@import"}) {
    EXPECT_THAT(page, Not(HasSubstr(reference)));
  }
}

TEST(PageReport, HasFiguresPlotsAndTable) {
  const std::string page = page_report(full_report());
  EXPECT_THAT(page, HasSubstr("<b>100</b>operations/s"));
  EXPECT_THAT(page, HasSubstr("<b>500 ms</b>median latency"));
  EXPECT_THAT(page, HasSubstr("<b>0</b>errors"));
  EXPECT_THAT(page, HasSubstr("aria-label=\"Latency by percentile\""));
  EXPECT_THAT(page, HasSubstr("aria-label=\"Operations per second\""));
  EXPECT_THAT(page, HasSubstr("operations     1,000 in 10.0 s"));
  EXPECT_THAT(page, Not(HasSubstr("class=\"note\"")));
}

TEST(PageReport, ShowsErrorsAndNotesWithEscapedMarkup) {
  const std::string page = page_report(bad_report());
  EXPECT_THAT(page, HasSubstr("<b class=\"bad\">12</b>errors"));
  EXPECT_THAT(page, HasSubstr("<p class=\"note\">cut short"));
  EXPECT_THAT(page, HasSubstr("Too &lt;Many&gt; Requests"));
  EXPECT_THAT(page, Not(HasSubstr("very-secret-key")));
}

TEST(PageReport, WrapsLinesThatAreWiderThanThePage) {
  EXPECT_THAT(page_report(bad_report()), HasSubstr("\npre { white-space: pre-wrap; "));
}

TEST(PageReport, HasNoPlotsWithoutData) {
  EXPECT_THAT(page_report(Report()), Not(HasSubstr("<svg")));
}

}  // namespace
}  // namespace wavespeed_mock::load::page_test
