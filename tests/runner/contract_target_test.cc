#include <gtest/gtest.h>

#include "support/scripted_target.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock::contract_target_test {
namespace {

TEST(ContractTarget, RefusesOtherServersByDefault) {
  ScriptedTarget target([](const Request&) { return Response(); });
  std::string problem;
  try {
    target.ContractTarget::send_absolute("https://user:word@storage.test/a?signature=1", {});
  } catch (const TargetError& error) {
    problem = error.what();
  }
  EXPECT_EQ(problem, "scripted cannot send to other servers: https://…@storage.test/a?…");
}

TEST(ContractTarget, HasKindsWithNames) {
  EXPECT_EQ(to_text(ContractTarget::Kind::memory), "memory");
  EXPECT_EQ(to_text(ContractTarget::Kind::loopback), "loopback");
  EXPECT_EQ(to_text(ContractTarget::Kind::live), "live");
}

}  // namespace
}  // namespace wavespeed_mock::contract_target_test
