#include "control/account/account_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "domain/billing/ledger.h"
#include "support/domain_builtin.h"
#include "support/domain_models.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::account_json_test {
namespace {

using nlohmann::ordered_json;
using std::chrono::seconds;

class AccountJsonTest : public ::testing::Test {
 protected:
  AccountJsonTest() {
    state_.terms.tier = &built_in_.tiers.at("bronze", "test");
    add_credit(state_.ledger, LedgerEntry::Kind::opening, kStart, Money{1'000'000});
  }

  const BuiltIn built_in_;
  const Model model_ = model_named("acme/model");
  const FailureRule failure_{.probability = 1, .code = 5000, .error = "internal"};
  const Account account_{.name = "team", .tag = "01234567", .draws = SeededRandom(0, "k")};
  AccountState state_;
};

TEST_F(AccountJsonTest, HasAllFields) {
  EXPECT_EQ(account_json(account_, state_),
            (ordered_json{{"account", "team"},
                          {"tag", "01234567"},
                          {"status", "active"},
                          {"note", ""},
                          {"tier", "bronze"},
                          {"balance", 1.0},
                          {"topped_up", 0.0},
                          {"keys", 1},
                          {"discounts", ordered_json::array()},
                          {"opened_at", "2026-01-01T00:00:00.000000000Z"}}));
}

TEST_F(AccountJsonTest, ShowsDiscounts) {
  state_.terms.discounts = std::make_shared<const Discounts>(
      Discounts{{.models = {"google/*"}, .rate = 1'250, .from = Money{5'000'000}}});
  EXPECT_EQ(
      account_json(account_, state_)["discounts"],
      (ordered_json::array({{{"models", {"google/*"}}, {"percent", 12.5}, {"from_usd", 5.0}}})));
}

TEST_F(AccountJsonTest, CountsUsableKeys) {
  state_.terms.keys = std::make_shared<const std::vector<ApiKey>>(std::vector<ApiKey>{
      {.name = "team", .created = kStart},
      {.text = "k2", .name = "ci", .created = kStart, .revoked = kStart + seconds(1)}});
  EXPECT_EQ(account_json(account_, state_)["keys"], 1);
  const ordered_json keys = keys_json(account_, state_);
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_TRUE(keys[0]["revoked_at"].is_null());
  EXPECT_EQ(keys[1]["revoked_at"], "2026-01-01T00:00:01.000000000Z");
  EXPECT_EQ(keys.dump().find("k2"), std::string::npos);
}

TEST_F(AccountJsonTest, ShowsTheCostOfEachKey) {
  state_.terms.keys = std::make_shared<const std::vector<ApiKey>>(std::vector<ApiKey>{
      {.name = "team", .created = kStart}, {.text = "k2", .name = "ci", .created = kStart}});
  charge(state_.ledger, task(1, model_, kStart, seconds(1), Money{10'000}));
  charge(state_.ledger, task(2, model_, kStart, seconds(1), Money{20'000}), Money{20'000}, 1);
  charge(state_.ledger, task(3, model_, kStart, seconds(1), Money{40'000}, &failure_),
         Money{40'000}, 1);
  post_due_entries(state_.ledger, kStart + seconds(2));
  const ordered_json keys = keys_json(account_, state_);
  EXPECT_EQ(keys[0]["requests"], 1);
  EXPECT_EQ(keys[0]["cost"], 0.01);
  EXPECT_EQ(keys[1]["requests"], 2);
  EXPECT_EQ(keys[1]["cost"], 0.02) << "the refund is deducted";
}

}  // namespace
}  // namespace wavespeed_mock::account_json_test
