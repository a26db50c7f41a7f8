// Runs every built-in case as a separate test, in memory and over loopback: the mock conforms to
// its contract.
#include "wavespeed_mock/contract_gtest.h"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include "support/scripted_target.h"

namespace wavespeed_mock::contract_gtest_test {
namespace {

WAVESPEED_MOCK_CONTRACT_TESTS(InMemory, memory_target)
WAVESPEED_MOCK_CONTRACT_TESTS(OverLoopback, loopback_target)

std::unique_ptr<ContractTarget> poor_target() {
  return std::make_unique<ScriptedTarget>([](const Request&) { return balance_answer(1); });
}

const std::string kRich =
    cases_of({balance_case("rich", R"({"status": 200, "body": {"data.balance": 2}})")});
const std::string kSkipped = cases_of(
    {balance_case("rich", R"({"status": 200})", R"("cost": "free", "targets": ["memory"],)")});

TEST(ContractGtest, RegistersEveryCase) {
  std::size_t registered = 0;
  const ::testing::UnitTest& all = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    if (std::string(all.GetTestSuite(i)->name()) == "InMemory") {
      registered = static_cast<std::size_t>(all.GetTestSuite(i)->total_test_count());
    }
  }
  EXPECT_GT(registered, 0U);
  EXPECT_EQ(registered, contract_case_names().size());
}

TEST(ContractGtest, ReportsTheLineOfTheFailedCase) {
  EXPECT_NONFATAL_FAILURE(expect_contract_case(poor_target, "rich", {.case_texts = {kRich}}),
                          "rich, step 1 getBalance: data.balance must be 2, not 1");
}

TEST(ContractGtest, ReportsSkippedCasesAsSkipped) {
  ::testing::TestPartResultArray results;
  {
    const ::testing::ScopedFakeTestPartResultReporter reporter(
        ::testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &results);
    expect_contract_case(poor_target, "rich", {.case_texts = {kSkipped}});
  }
  ASSERT_EQ(results.size(), 1);
  EXPECT_TRUE(results.GetTestPartResult(0).skipped());
}

}  // namespace
}  // namespace wavespeed_mock::contract_gtest_test
