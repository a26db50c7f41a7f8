#include "load_generator/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/load_report.h"

namespace wavespeed_mock::load::report_test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Report, CountsThroughputOverTheMeasuredTime) {
  EXPECT_DOUBLE_EQ(full_report().throughput(), 100);
  EXPECT_DOUBLE_EQ(Report().throughput(), 0);
}

TEST(Report, CountsRequestsPerConnection) {
  const Report::Served served = bad_report().served();
  EXPECT_EQ(served.connections, 2U);
  EXPECT_EQ(served.min, 0U);
  EXPECT_EQ(served.median, 500U);
  EXPECT_EQ(Report().served().connections, 0U);
}

TEST(Report, IsCleanWithoutErrorsAndWithAllowedStatuses) {
  Report report = full_report();
  EXPECT_TRUE(report.is_clean());
  report.stats.statuses[429] = 1;
  EXPECT_FALSE(report.is_clean());
  report.plan.allowed_statuses = {429};
  EXPECT_TRUE(report.is_clean());
  report.stats.outcomes[static_cast<std::size_t>(Outcome::reset)] = 1;
  EXPECT_FALSE(report.is_clean());
}

TEST(Report, HasNoNotesForAGoodRun) {
  EXPECT_THAT(full_report().notes(), IsEmpty());
}

TEST(Report, NotesWhatDistortsTheNumbers) {
  EXPECT_THAT(bad_report().notes(),
              ElementsAre(HasSubstr("cut short; 5 operations"),
                          HasSubstr("busy 95 % of the time; give it more"),
                          HasSubstr("the generator itself started 3 operations late"),
                          HasSubstr("4 operations had to wait for a connection"),
                          HasSubstr("the slowest had 0 answers, half of all had 500 or more"),
                          HasSubstr("429 is a limit of the key's tier"),
                          HasSubstr("8 outputs were not fetched")));
}

TEST(Report, NotesALateGeneratorThatIsNotBusy) {
  Report report = full_report();
  report.stats.late = 10;  // one in a hundred
  EXPECT_THAT(report.notes(), IsEmpty());
  report.stats.late = 11;
  EXPECT_THAT(report.notes(), ElementsAre(HasSubstr("itself started 11 operations late")));
}

TEST(Report, NotesASignificantLackOfConnections) {
  Report report = full_report();
  report.stats.waited = 10;
  EXPECT_THAT(report.notes(), IsEmpty());
  report.stats.waited = 11;
  EXPECT_THAT(report.notes(), ElementsAre(HasSubstr("11 operations had to wait")));
}

TEST(Report, DoesNotReportStarvationForFewResponses) {
  Report report = full_report();
  report.stats.served = {0, 19, 19};
  EXPECT_THAT(report.notes(), IsEmpty());
}

}  // namespace
}  // namespace wavespeed_mock::load::report_test
