#include "store/stored_account.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>

namespace wavespeed_mock::stored_account_test {
namespace {

using std::chrono::seconds;

constexpr Timestamp kStart = Timestamp(seconds(1'767'225'600));  // 2026-01-01

// Replaces the ledger's function: stores the time of the call in the balance.
void post_until(Ledger& ledger, Timestamp now) {
  ledger.balance = Money::from_usd(static_cast<double>((now - kStart) / seconds(1)));
}

class StoredAccountTest : public ::testing::Test {
 protected:
  StoredAccount account_{
      0, {.name = "a", .tag = "00000001", .draws = SeededRandom(0, "a")}, {}, {}, post_until};
};

TEST_F(StoredAccountTest, PostsWhatIsDueBeforeARequestSeesTheState) {
  account_.with(kStart + seconds(5), [](AccountState& state, Timestamp now) {
    EXPECT_EQ(now, kStart + seconds(5));
    EXPECT_EQ(state.ledger.balance, Money::from_usd(5));
  });
}

TEST_F(StoredAccountTest, NeverGivesARequestATimeBeforeThatOfAnEarlierOne) {
  account_.with(kStart + seconds(5), [](AccountState&, Timestamp) {});
  account_.with(kStart + seconds(3), [](AccountState& state, Timestamp now) {
    EXPECT_EQ(now, kStart + seconds(5));
    EXPECT_EQ(state.ledger.balance, Money::from_usd(5));
  });
}

TEST_F(StoredAccountTest, PublishesAfterEveryChange) {
  account_.with(kStart, [](AccountState& state, Timestamp) {
    state.terms.status = AccountStatus::suspended;
  });
  EXPECT_EQ(account_.status(), AccountStatus::suspended);
  account_.modify([](AccountState& state) { state.terms.status = AccountStatus::active; });
  EXPECT_EQ(account_.status(), AccountStatus::active);
}

TEST_F(StoredAccountTest, PublishesAChangeThatEndsWithAnException) {
  EXPECT_THROW(account_.modify([](AccountState& state) {
    state.terms.status = AccountStatus::terminated;
    throw std::runtime_error("failed half way");
  }),
               std::runtime_error);
  EXPECT_EQ(account_.status(), AccountStatus::terminated);
}

TEST_F(StoredAccountTest, DoesNotAdvanceTimeForPeekOrModify) {
  account_.with(kStart + seconds(5), [](AccountState&, Timestamp) {});
  account_.modify([](AccountState& state) { state.ledger.balance = Money::from_usd(7); });
  account_.peek([](const AccountState& state) {
    EXPECT_EQ(state.ledger.balance, Money::from_usd(7));
    EXPECT_EQ(state.last_seen, kStart + seconds(5));
  });
}

}  // namespace
}  // namespace wavespeed_mock::stored_account_test
