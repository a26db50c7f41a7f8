#include "domain/state/state_kinds.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "domain/state/resets.h"
#include "support/domain_state.h"

namespace wavespeed_mock::state_kinds_test {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Names = std::vector<std::string>;

TEST(StateKinds, ResetEachPartExactlyOnce) {
  const DomainState state;
  for (const std::string_view part : ResetScope::all_names()) {
    int kinds = 0;
    for (std::size_t i = 0; i < state.kinds.size(); ++i) {
      kinds += state.kinds[i].is_in(*ResetScope::read({std::string(part)})) ? 1 : 0;
    }
    EXPECT_EQ(kinds, 1) << part;
  }
}

// A member of AccountState, with a text that differs when its value does.
struct Member {
  std::string name;
  bool differs;
};

// All members. A new member stops this from compiling: add it here, to change(), and to a
// StateKind.
std::vector<Member> compare(const AccountState& a, const AccountState& b) {
  const auto& [last_seen, submissions, uploads, rotations, terms, ledger, invoices, limits, history,
               faults, history_models] = a;
  return {{"last_seen", last_seen != b.last_seen},
          {"submissions", submissions != b.submissions},
          {"uploads", uploads != b.uploads},
          {"webhook_secret_rotations", rotations != b.webhook_secret_rotations},
          {"terms", terms.note != b.terms.note},
          {"ledger", ledger.entries.size() != b.ledger.entries.size()},
          {"invoices", invoices.size() != b.invoices.size()},
          {"limits", limits.busy_until != b.limits.busy_until},
          {"history", history.size() != b.history.size()},
          {"faults", faults.rules != b.faults.rules},
          {"history_models", history_models != b.history_models}};
}

Names differences(const AccountState& a, const AccountState& b) {
  Names names;
  for (const Member& member : compare(a, b)) {
    if (member.differs) names.push_back(member.name);
  }
  return names;
}

class StateOfAnAccount : public ::testing::Test {
 protected:
  // Changes every member.
  void change() {
    state_.submit(account_, 1);
    account_.modify([&](AccountState& state) {
      ++state.uploads;
      ++state.webhook_secret_rotations;
      state.terms.note = "changed";
      state.invoices.push_back(nullptr);
      state.limits.busy_until.push_back(kStart);
      state.faults.rules.push_back(nullptr);
      state.history_models = std::make_shared<const std::deque<ModelLabel>>();
    });
    ASSERT_THAT(changed(), SizeIs(compare({}, {}).size()));
  }
  // The members that differ from their initial values.
  Names changed() {
    return account_.peek([&](const AccountState& state) { return differences(at_first_, state); });
  }

  DomainState state_;
  StoredAccount& account_ = state_.open("key");
  const Snapshot of_account_ = state_.snapshots.take(&account_);
  const Snapshot of_all_ = state_.snapshots.take(nullptr);
  const AccountState at_first_ = account_.peek([](const AccountState& state) { return state; });
  const Resets resets_{state_.kinds, *state_.store, state_.accounts, of_all_};
};

TEST_F(StateOfAnAccount, IsRestoredInEveryMember) {
  for (const Snapshot& snapshot : {of_account_, of_all_}) {
    change();
    state_.snapshots.restore(snapshot);
    EXPECT_THAT(changed(), IsEmpty());
  }
}

TEST_F(StateOfAnAccount, IsResetInEveryMember) {
  for (StoredAccount* const scope : {&account_, static_cast<StoredAccount*>(nullptr)}) {
    change();
    EXPECT_FALSE(resets_.reset(*ResetScope::read({"all"}), scope));
    EXPECT_THAT(changed(), IsEmpty());
  }
}

TEST_F(StateOfAnAccount, IsEmptyAfterTheAccountIsClosed) {
  change();
  state_.snapshots.close(account_);
  EXPECT_THAT(changed(), IsEmpty());
  EXPECT_FALSE(account_.is_open());
}

TEST_F(StateOfAnAccount, IsResetOnlyInTheMembersOfTheGivenParts) {
  struct Case {
    Names parts;
    Names members;
  };
  const std::vector<Case> cases = {
      {{"tasks"}, {"history"}},
      {{"credit"}, {"ledger", "invoices", "history_models"}},
      {{"limits"}, {"limits"}},
      {{"uploads"}, {}},
      {{"webhooks"}, {"webhook_secret_rotations"}},
      {{"faults"}, {"faults"}},
      {{"journal"}, {}},
      {{"tasks", "credit", "webhooks", "draws"},
       {"submissions", "uploads", "webhook_secret_rotations", "ledger", "invoices", "history",
        "history_models"}},
      {{"client_report"}, {}},
      {{"coupons"}, {}},
      {{"account"}, {"terms"}},
      {{"replay"}, {}},
      {{"tasks", "credit", "limits"},
       {"last_seen", "ledger", "invoices", "limits", "history", "history_models"}}};
  for (const Case& one : cases) {
    state_.snapshots.restore(of_all_);
    change();
    Names expected = changed();
    for (const std::string& member : one.members) std::erase(expected, member);
    EXPECT_FALSE(resets_.reset(*ResetScope::read(one.parts), &account_));
    EXPECT_THAT(changed(), ElementsAreArray(expected)) << testing::PrintToString(one.parts);
  }
}

// State of accounts that is outside AccountState.
TEST_F(StateOfAnAccount, IsRestoredAndResetOutsideAccountStateToo) {
  const auto is_clean = [&] {
    return state_.store->uploads_of(account_.number()).empty() && account_.requests() == 0 &&
           account_.journal().entries().empty() &&
           state_.webhooks.list(account_.number()).webhooks.empty() &&
           !state_.running_scenarios.find(&account_);
  };
  const auto use = [&] {
    state_.submit(account_, 1);
    state_.upload(account_, 1);
    account_.next_request();
    DomainState::note(account_, 0);
    state_.running_scenarios.set(&account_, RunningScenario{.name = "busy", .began = kStart});
    EXPECT_FALSE(is_clean());
  };
  for (const Snapshot& snapshot : {of_account_, of_all_}) {
    use();
    state_.snapshots.restore(snapshot);
    EXPECT_TRUE(is_clean());
  }
  use();
  EXPECT_FALSE(resets_.reset(*ResetScope::read({"all"}), &account_));
  EXPECT_TRUE(is_clean());
}

TEST(StateOfTheMock, IsRestoredOnlyWithTheWholeMock) {
  DomainState state;
  StoredAccount& account = state.open("key");
  const Snapshot of_account = state.snapshots.take(&account);
  const Snapshot of_all = state.snapshots.take(nullptr);
  const auto start = state.accounts.start_of_new_accounts();

  state.clock->advance(std::chrono::seconds(1));
  state.accounts.set_start_of_new_accounts(state.accounts.read_start({{"balance_usd", 2}}, "each"));
  state.submit(account, 1);
  const auto rule = state.faults.read(nlohmann::json{{"fault", "rate_limited"}}, "rule");
  ASSERT_TRUE(state.faults.add(nullptr, {rule}, "api", kStart));
  ASSERT_FALSE(state.coupons.add({.code = "SPRING", .amount = {5'000'000}}));
  state.running_scenarios.set(nullptr, RunningScenario{.name = "busy", .began = kStart});

  const auto count_of_restored = [&] {
    return int{state.clock->now() == kStart} +
           int{state.accounts.start_of_new_accounts() == start} +
           int{state.webhooks.last_id() == 0} + int{state.faults.for_all().empty()} +
           int{state.coupons.list().empty()} + int{!state.running_scenarios.find(nullptr)};
  };
  EXPECT_EQ(count_of_restored(), 0);
  state.snapshots.restore(of_account);
  EXPECT_EQ(count_of_restored(), 0);
  state.snapshots.restore(of_all);
  EXPECT_EQ(count_of_restored(), 6);
}

}  // namespace
}  // namespace wavespeed_mock::state_kinds_test
