// Checks that the cases cover every operation and every outcome that the contract documents.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>

#include "contract/document.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock::builtin_cases_coverage_test {
namespace {

using Outcome = std::tuple<std::string, int, std::string>;

// The outcomes that the cases cover.
std::set<Outcome> met_outcomes() {
  std::set<Outcome> met;
  const auto target = memory_target();
  for (const ContractCaseResult& result : run_contract(*target).cases) {
    EXPECT_EQ(result.verdict, ContractCaseResult::Verdict::passed)
        << testing::PrintToString(result.failures);
    for (const ContractStepResult& step : result.steps) {
      if (step.response) met.emplace(step.operation, step.response->status, step.outcome);
    }
  }
  return met;
}

// True if the document gives a reason why this response has no case.
bool has_no_case(const ContractDocument& document, const Operation& operation, int status) {
  std::string pointer = *document.response(operation, status);
  const nlohmann::json& response = *document.at(pointer);
  return response.contains("x-no-case") && !response["x-no-case"].get<std::string>().empty();
}

TEST(BuiltinCases, CoverEveryDocumentedOutcome) {
  const ContractDocument& document = ContractDocument::builtin();
  const std::set<Outcome> met = met_outcomes();
  std::size_t documented = 0;
  for (const Operation& operation : document.operations()) {
    for (const auto& [status, name] : document.outcomes(operation)) {
      if (has_no_case(document, operation, status)) continue;
      ++documented;
      EXPECT_TRUE(met.contains({operation.id, status, name}))
          << "contracts/cases has no case for " << operation.id << ' ' << status << ' ' << name;
    }
  }
  EXPECT_GT(documented, 100u);
}

}  // namespace
}  // namespace wavespeed_mock::builtin_cases_coverage_test
