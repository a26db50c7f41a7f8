#include "domain/state/snapshots.h"

#include <gtest/gtest.h>

#include <chrono>

#include "domain/billing/ledger.h"
#include "domain/billing/payments.h"
#include "support/domain_state.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::state_snapshots_test {
namespace {

using State = DomainState;
using std::chrono::seconds;

TEST(Snapshots, RestoreAnAccount) {
  State state;
  StoredAccount& account = state.open("key");
  const auto kept = state.submit(account, 1);
  const auto deleted = state.submit(account, 2);
  const auto file = state.upload(account, 1);
  const auto lost = state.upload(account, 2);
  account.next_request();
  State::note(account, 0);
  const Snapshot snapshot = state.snapshots.take(&account);

  account.modify([&](AccountState& now) {
    now.history.truncate(1);
    state.store->remove_prediction(deleted->id);
  });
  const auto extra = state.submit(account, 3);
  state.store->remove_upload(lost->id);
  state.upload(account, 3);
  account.next_request();
  State::note(account, 1);
  EXPECT_EQ(State::balance(account), Money{97'000'000});

  state.snapshots.restore(snapshot);
  EXPECT_EQ(State::balance(account), Money{98'000'000});
  EXPECT_EQ(state.store->find_prediction(kept->id), kept);
  EXPECT_EQ(state.store->find_prediction(deleted->id), deleted);
  EXPECT_EQ(state.store->find_prediction(extra->id), nullptr);
  EXPECT_EQ(state.store->find_upload(file->id), file);
  EXPECT_EQ(state.store->find_upload(lost->id), lost);
  EXPECT_EQ(state.store->find_upload({3, 3}), nullptr);
  EXPECT_EQ(account.requests(), 1U);
  EXPECT_EQ(account.journal().entries().size(), 1U);
  EXPECT_EQ(state.webhooks.list(account.number()).webhooks.size(), 2U);
}

TEST(Snapshots, RestoreWhatNewAccountsOpenWith) {
  State state;
  const Snapshot before = state.snapshots.take(nullptr);
  state.accounts.set_start_of_new_accounts(state.accounts.read_start({{"balance_usd", 2}}, "each"));
  const Snapshot with_start = state.snapshots.take(nullptr);
  StoredAccount& poor = state.open("poor");
  EXPECT_EQ(State::balance(poor), Money{2'000'000});
  state.snapshots.restore(before);
  EXPECT_EQ(State::balance(poor), Money{100'000'000}) << "the account was closed, and opens again";
  EXPECT_EQ(State::balance(state.open("rich")), Money{100'000'000});
  state.snapshots.restore(with_start);
  EXPECT_EQ(State::balance(state.open("poor again")), Money{2'000'000});
}

// Otherwise the account would have been used, and its entries be dated, in the future.
TEST(Snapshots, OfAnAccountAreNotRestoredBeforeTheirTime) {
  State state;
  const Snapshot start = state.snapshots.take(nullptr);
  state.clock->advance(seconds(30));
  StoredAccount& account = state.open("key");
  state.submit(account, 1);
  const Snapshot later = state.snapshots.take(&account);
  ASSERT_FALSE(state.snapshots.restore(start));
  const auto problem = state.snapshots.restore(later);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->http, 409);
  EXPECT_EQ(problem->message,
            "the snapshot was taken at 2026-01-01T00:00:30.000000000Z, but the clock shows "
            "2026-01-01T00:00:00.000000000Z: move the clock to that time first, or restore a "
            "snapshot of everything, which sets it");
  EXPECT_FALSE(account.is_open()) << "nothing has changed";
  state.clock->advance(seconds(30));
  EXPECT_FALSE(state.snapshots.restore(later));
  EXPECT_EQ(State::balance(account), Money{99'000'000});
}

// After a restore, a new task can get the id of a task that a later restore brings back.
TEST(Snapshots, KeepTasksOfTheSameIdApart) {
  State state;
  StoredAccount& account = state.open("key");
  const Snapshot before = state.snapshots.take(&account);
  const auto first = state.submit(account, 1);
  const Snapshot with_first = state.snapshots.take(&account);
  state.snapshots.restore(before);
  const auto second = state.submit(account, 1);
  EXPECT_EQ(state.store->find_prediction({1, 1}), second);
  state.snapshots.restore(with_first);
  EXPECT_EQ(state.store->find_prediction({1, 1}), first);
  state.snapshots.restore(before);
  EXPECT_EQ(state.store->find_prediction({1, 1}), nullptr);
}

TEST(Snapshots, LeaveOtherAccountsAlone) {
  State state;
  StoredAccount& account = state.open("key");
  StoredAccount& other = state.open("other");
  const Snapshot snapshot = state.snapshots.take(&account);
  const auto others = state.submit(other, 7);
  state.upload(other, 7);
  state.snapshots.restore(snapshot);
  EXPECT_EQ(State::balance(other), Money{99'000'000});
  EXPECT_EQ(state.store->find_prediction(others->id), others);
  EXPECT_NE(state.store->find_upload({7, 7}), nullptr);
  EXPECT_EQ(state.webhooks.list(other.number()).webhooks.size(), 1U);
}

TEST(Snapshots, RestoreEverything) {
  State state;
  StoredAccount& account = state.open("key");
  state.submit(account, 1);
  state.store->anonymous().next_request();
  const Snapshot snapshot = state.snapshots.take(nullptr);

  state.clock->advance(seconds(60));
  state.submit(account, 2);
  StoredAccount& late = state.open("late");
  const auto gone = state.submit(late, 3);
  state.upload(late, 3);
  state.store->anonymous().next_request();

  state.snapshots.restore(snapshot);
  EXPECT_EQ(state.clock->now(), kStart);
  EXPECT_EQ(State::balance(account), Money{99'000'000});
  EXPECT_EQ(state.store->anonymous().requests(), 1U);
  EXPECT_EQ(state.store->find_account("late"), nullptr);
  EXPECT_EQ(state.store->find_prediction(gone->id), nullptr);
  EXPECT_EQ(state.store->find_upload({3, 3}), nullptr);
  EXPECT_EQ(state.webhooks.last_id(), 1U);

  state.clock->advance(seconds(1));
  EXPECT_EQ(&state.open("late"), &late) << "its key opens a new account";
  late.peek([&](const AccountState& now) {
    EXPECT_EQ(now.ledger.balance, Money{100'000'000});
    EXPECT_EQ(now.ledger.entries.front().time, kStart + seconds(1));
    EXPECT_EQ(now.submissions, 0U);
  });
}

TEST(Snapshots, ReopenAccountsThatWereClosed) {
  State state;
  const Snapshot before = state.snapshots.take(nullptr);
  StoredAccount& account = state.open("key");
  state.submit(account, 1);
  const Snapshot with_account = state.snapshots.take(nullptr);
  state.snapshots.restore(before);
  EXPECT_EQ(state.store->find_account("key"), nullptr);
  state.snapshots.restore(with_account);
  EXPECT_EQ(state.store->find_account("key"), &account);
  EXPECT_EQ(State::balance(account), Money{99'000'000});
  EXPECT_NE(state.store->find_prediction({1, 1}), nullptr);
}

TEST(Snapshots, RestoreCouponsOnlyWithTheWholeMock) {
  State state;
  state.coupons.add({.code = "WELCOME", .amount = {5'000'000}});
  StoredAccount& account = state.open("key");
  const Snapshot of_account = state.snapshots.take(&account);
  const Snapshot of_all = state.snapshots.take(nullptr);
  state.coupons.add({.code = "SPRING", .amount = {5'000'000}});
  state.snapshots.restore(of_account);
  EXPECT_EQ(state.coupons.list().size(), 2U) << "coupons belong to no single account";
  state.snapshots.restore(of_all);
  EXPECT_EQ(state.coupons.list().size(), 1U);
}

TEST(Snapshots, RestorePendingTopUps) {
  State state;
  StoredAccount& account = state.open("key");
  const auto balance_now = [&] {
    account.modify([&](AccountState& now) { post_due_entries(now.ledger, state.clock->now()); });
    return State::balance(account);
  };
  account.modify([&](AccountState& now) {
    begin_top_up(now.ledger, {.amount = {7'000'000}, .arrives_in = seconds(300)}, nullptr, kStart);
  });
  const Snapshot of_all = state.snapshots.take(nullptr);
  state.clock->advance(seconds(300));
  EXPECT_EQ(balance_now(), Money{107'000'000});
  state.snapshots.restore(of_all);
  EXPECT_EQ(balance_now(), Money{100'000'000}) << "the top-up is pending again";
  state.clock->advance(seconds(300));
  EXPECT_EQ(balance_now(), Money{107'000'000}) << "the top-up arrives again, once";
}

TEST(Snapshots, BelongToTheirMock) {
  State state;
  State other;
  EXPECT_THROW(other.snapshots.restore(state.snapshots.take(nullptr)), Error);
}

TEST(Snapshots, SendWebhooksAgainThatWereBeingSent) {
  State state;
  StoredAccount& account = state.open("key");
  state.submit(account, 1);
  state.clock->advance(seconds(5));
  ASSERT_EQ(state.webhooks.take_due(state.clock->now(), 1).size(), 1U);
  const Snapshot snapshot = state.snapshots.take(&account);
  state.webhooks.complete(1, {.status = 200}, state.clock->now());
  state.snapshots.restore(snapshot);
  const auto listing = state.webhooks.list(account.number());
  ASSERT_EQ(listing.webhooks.size(), 1U);
  EXPECT_EQ(listing.webhooks[0].state, WebhookState::waiting);
  EXPECT_EQ(state.webhooks.take_due(state.clock->now(), 9).size(), 1U);
}

}  // namespace
}  // namespace wavespeed_mock::state_snapshots_test
