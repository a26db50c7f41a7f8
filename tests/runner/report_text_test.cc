#include "runner/report_text.h"

#include <gtest/gtest.h>

#include "support/contract_report.h"

namespace wavespeed_mock::report_text_test {
namespace {

TEST(ReportText, ListsEachCaseAndTheTotals) {
  EXPECT_EQ(
      to_text(mixed_report()),
      "ok       first (2 steps, 12 checks)\n"
      "FAILED   second (1 step, 1 check)\n"
      "  second, step 1 getBalance: data.balance must be <1> & \"more\", not \xC3\xA4\\r\\nb\n"
      "  second, step 1 getBalance: again\n"
      "skipped  third: is not for live targets\n"
      "3 cases against https://api.test: 1 ok, 1 failed, 1 skipped; 13 checks\n"
      "balance: 12.5 USD before, 12.491 USD after; spent 0.009 USD\n"
      "the balance moved\n"
      "the contract is broken\n");
}

TEST(ReportText, DescribesEveryOutcome) {
  ContractReport report{.target = "memory"};
  EXPECT_EQ(to_text(report),
            "0 cases against memory: 0 ok, 0 failed, 0 skipped; 0 checks\n"
            "nothing was checked: no case could run\n");
  report.cases.push_back({.name = "a", .assertions = 1});
  EXPECT_EQ(to_text(report),
            "ok       a (0 steps, 1 check)\n"
            "1 case against memory: 1 ok, 0 failed, 0 skipped; 1 check\n"
            "the contract is kept\n");
}

}  // namespace
}  // namespace wavespeed_mock::report_text_test
