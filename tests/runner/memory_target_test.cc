#include <gtest/gtest.h>

#include "support/domain_error.h"
#include "wavespeed_mock/contract.h"

namespace wavespeed_mock::memory_target_test {
namespace {

Request get_balance(const ContractTarget& target) {
  return {.method = "GET",
          .target = "/api/v3/balance",
          .headers = {{"Authorization", "Bearer " + target.key()}},
          .body = ""};
}

TEST(MemoryTarget, StartsANewMockForEachCase) {
  const auto target = memory_target();
  EXPECT_EQ(target->kind(), ContractTarget::Kind::memory);
  EXPECT_EQ(target->name(), "memory");
  EXPECT_EQ(target->key(), kContractKey);
  const Timestamp start = target->now();
  target->reset({.balance = Money::from_usd(7)});
  EXPECT_NE(target->exchange(get_balance(*target)).body.find("\"balance\":7.0"), std::string::npos);
  target->advance(std::chrono::hours(1));
  EXPECT_EQ(target->now() - start, std::chrono::hours(1));
  target->reset({});
  EXPECT_EQ(target->now(), start);
  EXPECT_NE(target->exchange(get_balance(*target)).body.find("\"balance\":100.0"),
            std::string::npos);
  EXPECT_NE(error_of([&] { target->reset({.tier = "level9"}); }), "");
}

}  // namespace
}  // namespace wavespeed_mock::memory_target_test
