// The contract's cases as GoogleTest tests: one test for each case, which fails with the case's own
// lines. For projects that have GoogleTest.
//
//   WAVESPEED_MOCK_CONTRACT_TESTS(MyServer, [] {
//     return wavespeed_mock::http_target({.url = my_url(), .key = "my-key"});
//   })
//
// Functions only; to be called before RUN_ALL_TESTS, by one thread.
#pragma once

#include <gtest/gtest.h>

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

// Called by each test, for a target of its own.
using MakeContractTarget = std::function<std::unique_ptr<ContractTarget>()>;

class ContractGtest : public ::testing::Test {
 public:
  explicit ContractGtest(std::function<void()> body) : body_(std::move(body)) {}

  void TestBody() override { body_(); }

 private:
  std::function<void()> body_;
};

inline void expect_contract_case(const MakeContractTarget& make_target, const std::string& name,
                                 const ContractOptions& options) {
  const std::unique_ptr<ContractTarget> target = make_target();
  const ContractCaseResult result = run_contract_case(*target, name, options);
  if (result.verdict == ContractCaseResult::Verdict::skipped) GTEST_SKIP() << result.skipped;
  for (const std::string& failure : result.failures) ADD_FAILURE() << failure;
  EXPECT_GT(result.assertions, 0U) << "nothing was checked";
}

// Registers the cases as tests of the suite of that name. What is wrong with a case file becomes a
// test that fails. Returns how many tests there are.
inline std::size_t register_contract_tests(const char* suite, const MakeContractTarget& make_target,
                                           const ContractOptions& options = {}) {
  const auto add = [&](const std::string& name, std::function<void()> body) {
    ::testing::RegisterTest(
        suite, name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
        [body = std::move(body)]() -> ContractGtest* { return new ContractGtest(body); });
  };
  try {
    const auto names = contract_case_names(options);
    for (const std::string& name : names) {
      add(name, [=] { expect_contract_case(make_target, name, options); });
    }
    return names.size();
  } catch (const std::exception& error) {
    add("case_files", [problem = std::string(error.what())] { ADD_FAILURE() << problem; });
    return 1;
  }
}

}  // namespace wavespeed_mock

// The same at namespace scope, without a main() of one's own: the suite's name, a function that
// makes a target, and ContractOptions if need be.
#define WAVESPEED_MOCK_CONTRACT_TESTS(suite, ...)                          \
  [[maybe_unused]] static const std::size_t wavespeed_mock_tests_##suite = \
      ::wavespeed_mock::register_contract_tests(#suite, __VA_ARGS__);
