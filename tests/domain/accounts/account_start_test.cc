#include "domain/accounts/account_start.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/billing/bills.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"
#include "domain/billing/usage.h"
#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::account_start_test {
namespace {

using nlohmann::json;
using std::chrono::days;

// The initial state of one account, with the built-in models and tiers.
struct AccountsUnderTest {
  void load(std::string_view text) {
    const json entry = json::parse(text);
    JsonReader in(entry, "account");
    start = read_account_start(in, defaults, built_in.catalogue, built_in.tiers, kStart);
    in.done();
    state = begin_account(start, defaults.credit_lasts, kStart);
  }

  BuiltIn built_in;
  AccountDefaults defaults{.tier = &built_in.tiers.at("level3", "test"), .balance = {100'000'000}};
  AccountStart start;
  AccountState state;
};

std::string error_of_account(std::string_view entry) {
  AccountsUnderTest tested;
  return error_of([&] { tested.load(entry); });
}

TEST(AccountStart, UsesDefaultsForAbsentFields) {
  AccountsUnderTest tested;
  tested.load("{}");
  EXPECT_EQ(tested.state.terms.tier->id, "level3");
  EXPECT_EQ(tested.state.terms.status, AccountStatus::active);
  EXPECT_EQ(tested.state.ledger.balance, Money{100'000'000});
  EXPECT_EQ(tested.state.ledger.entries[0].time, kStart);
}

TEST(AccountStart, FollowsTheEntry) {
  AccountsUnderTest tested;
  tested.load(R"({"tier": "bronze", "status": "suspended", "balance_usd": 0.03,
                 "credits": [{"kind": "trial", "usd": 1}]})");
  EXPECT_EQ(tested.state.terms.tier->id, "bronze");
  EXPECT_EQ(tested.state.terms.status, AccountStatus::suspended);
  EXPECT_EQ(tested.state.ledger.balance, Money{1'030'000});
  EXPECT_EQ(tested.state.ledger.credit_balance.trial_left, Money{1'000'000});
}

// Checks that the entries are in chronological order, and that their sum equals the balance, and
// the remaining grants minus the debt on the credit line.
void expect_sound(const Ledger& ledger) {
  Money sum;
  Timestamp last = Timestamp::min();
  for (const LedgerEntry& entry : ledger.entries) {
    EXPECT_LE(last, entry.time);
    last = entry.time;
    sum += entry.amount;
  }
  EXPECT_EQ(ledger.balance, sum);
  Money left;
  for (const CreditGrant& grant : ledger.credit_balance.grants) left += grant.left;
  EXPECT_EQ(ledger.credit_balance.left, left);
  EXPECT_EQ(ledger.balance, left - (ledger.credit_line ? ledger.credit_line->owed : Money{}));
  EXPECT_EQ(ledger.entries[0].kind, LedgerEntry::Kind::opening);
}

TEST(AccountStart, StartsACreditLineNowIfNothingIsOwed) {
  AccountsUnderTest tested;
  tested.load(R"({"balance_usd": 3, "credit_line": {}})");
  const Ledger& ledger = tested.state.ledger;
  EXPECT_EQ(ledger.entries.size(), 1U);
  EXPECT_EQ(ledger.entries[0].time, kStart);
  EXPECT_EQ(ledger.credit_line->state, CreditLineState::active);
  EXPECT_EQ(ledger.credit_line->applied_at, kStart);
  expect_sound(ledger);
}

// The opening balance is dated after the use of the credit line, because the line is used only if
// there is no other credit.
TEST(AccountStart, MayOweABillAndHaveABalance) {
  AccountsUnderTest tested;
  tested.load(R"({"balance_usd": 3, "credits": [{"kind": "trial", "usd": 1}],
                 "credit_line": {"overdue_usd": 12.5}})");
  const Ledger& ledger = tested.state.ledger;
  ASSERT_EQ(ledger.entries.size(), 4U);
  EXPECT_EQ(ledger.entries[0].amount, Money{});
  EXPECT_EQ(ledger.entries[0].time, kStart - days(32));
  EXPECT_EQ(ledger.entries[1].amount, Money{-12'500'000});
  EXPECT_EQ(ledger.entries[2].kind, LedgerEntry::Kind::opening);
  EXPECT_EQ(ledger.entries[2].amount, Money{3'000'000});
  EXPECT_EQ(ledger.entries[2].time, kStart);
  EXPECT_EQ(ledger.balance, Money{-8'500'000});
  EXPECT_EQ(ledger.credit_line->state, CreditLineState::paused);
  expect_sound(ledger);

  const BillPage funds = list_bills(ledger, {.funds = true, .charges = false, .refunds = false});
  EXPECT_EQ(funds.total, 3U);
  Ledger paid = ledger;
  pay_bill(paid, kStart);
  EXPECT_EQ(paid.balance, Money{4'000'000});
  expect_sound(paid);
}

TEST(AccountStart, MayOweABillAndHaveAHistory) {
  AccountsUnderTest tested;
  tested.load(R"({"balance_usd": 3, "credit_line": {"overdue_usd": 12.5}, "usage_history": [
    {"date": "2025-10-01", "model_uuid": "wavespeed-ai/flux-dev", "count": 1, "cost_usd": 5},
    {"date": "2025-11-30", "model_uuid": "wavespeed-ai/flux-dev", "count": 1, "cost_usd": 7},
    {"date": "2025-12-24", "model_uuid": "wavespeed-ai/flux-dev", "count": 1, "cost_usd": 11}]})");
  const Ledger& ledger = tested.state.ledger;
  std::vector<std::int64_t> amounts;
  for (const LedgerEntry& entry : ledger.entries) amounts.push_back(entry.amount.micros);
  EXPECT_EQ(amounts, (std::vector<std::int64_t>{12'000'000, -5'000'000, -7'000'000, -12'500'000,
                                                14'000'000, -11'000'000}));
  EXPECT_EQ(ledger.entries[4].time, ledger.entries[5].time) << "the top-up precedes the charge";
  EXPECT_EQ(ledger.balance, Money{-9'500'000});
  EXPECT_EQ(ledger.credit_line->bills.size(), 1U);
  EXPECT_EQ(ledger.credit_line->owed, Money{12'500'000});
  expect_sound(ledger);
  EXPECT_EQ(report_usage(ledger, kStart - days(100), kStart, "").cost, Money{35'500'000});
}

// An account with these history entries, as JSON text.
std::string with_history(const std::string& lines) {
  return R"({"balance_usd": 500, "usage_history": [)" + lines + "]}";
}

TEST(UsageHistory, EndsAtTheCurrentBalance) {
  AccountsUnderTest tested;
  tested.load(with_history(
      R"({"date": "2025-10-02T10:00:00Z", "model_uuid": "wavespeed-ai/flux-dev",
          "count": 10, "successes": 8, "cost_usd": 0.12},
         {"date": "2025-10-01", "model_uuid": "acme/retired", "model_type": "image-to-text",
          "unit_price": 0.002, "count": 96, "cost_usd": 0.19})"));
  const Ledger& ledger = tested.state.ledger;
  EXPECT_EQ(ledger.balance, Money{500'000'000});
  ASSERT_EQ(ledger.entries.size(), 3U);
  EXPECT_EQ(ledger.entries[0].kind, LedgerEntry::Kind::opening);
  EXPECT_EQ(ledger.entries[0].amount, Money{500'310'000})
      << "the balance plus what it has spent since";
  EXPECT_EQ(ledger.entries[0].time, ledger.entries[1].time) << "created before its first task";

  EXPECT_EQ(ledger.entries[1].model->id, "acme/retired") << "in chronological order";
  EXPECT_EQ(ledger.entries[1].model->type, "image-to-text");
  EXPECT_EQ(ledger.entries[1].model->unit_price, Money{2'000});
  EXPECT_EQ(ledger.entries[1].count, 96U);
  EXPECT_EQ(ledger.entries[1].successes, 96U) << "all tasks by default";
  EXPECT_EQ(ledger.entries[2].model, tested.built_in.catalogue.find("wavespeed-ai/flux-dev"));
  EXPECT_EQ(ledger.entries[2].successes, 8U);
  EXPECT_EQ(ledger.entries[2].amount, Money{-120'000});
}

TEST(UsageHistory, MayLabelAKnownModelDifferently) {
  AccountsUnderTest tested;
  tested.load(with_history(R"({"date": "2025-10-01", "model_uuid": "wavespeed-ai/flux-dev",
                              "unit_price": 0.02, "count": 1, "cost_usd": 0.02})"));
  const Ledger& ledger = tested.state.ledger;
  EXPECT_EQ(ledger.entries[1].model->id, "wavespeed-ai/flux-dev");
  EXPECT_EQ(ledger.entries[1].model->type, "text-to-image");
  EXPECT_EQ(ledger.entries[1].model->unit_price, Money{20'000});
}

TEST(UsageHistory, MayExtendToNow) {
  EXPECT_EQ(error_of_account(with_history(
                R"({"date": "2026-01-01T00:00:00Z", "model_uuid": "wavespeed-ai/flux-dev",
                    "count": 1, "cost_usd": 0.012})")),
            "");
}

TEST(UsageHistory, ExplainsInvalidEntries) {
  struct Case {
    std::string_view field;
    json value;  // null: none
    std::string error;
  };
  const std::vector<Case> cases = {
      {"date", nullptr, R"(field "date" is missing)"},
      {"date", "October",
       R"(field "date": must be a day or a time from 1678 to 2261 such as "2025-10-01", not "October")"},
      {"date", "2026-01-01T00:00:00.000000001Z",
       R"(field "date": must not be after the mock's own time, 2026-01-01T00:00:00.000000000Z, )"
       R"(not "2026-01-01T00:00:00.000000001Z")"},
      {"model_uuid", nullptr, R"(field "model_uuid" is missing)"},
      {"model_type", nullptr,
       R"(field "model_type": is missing, and the catalogue has no model "acme/x" to take it from)"},
      {"unit_price", nullptr,
       R"(field "unit_price": is missing, and the catalogue has no model "acme/x" to take it from)"},
      {"unit_price", -1,
       R"(field "unit_price": must be a number from 0.0 to 1000000000.0, not -1)"},
      {"count", nullptr, R"(field "count" is missing)"},
      {"count", 0, R"(field "count": must be a whole number from 1 to 1000000000, not 0)"},
      {"successes", 6, R"(field "successes": must be a whole number from 0 to 5, not 6)"},
      {"cost_usd", nullptr, R"(field "cost_usd" is missing)"},
      {"cost_usd", "1", R"(field "cost_usd": must be a number from 0.0 to 1000000000.0, not "1")"},
      {"cost", 1, R"(field "cost" is not known; did you mean "count"?)"},
  };
  for (const Case& c : cases) {
    json line = {{"date", "2025-10-01"},
                 {"model_uuid", "acme/x"},
                 {"model_type", "training"},
                 {"unit_price", 1},
                 {"count", 5},
                 {"cost_usd", 5}};
    line[std::string(c.field)] = c.value;
    if (c.value.is_null()) line.erase(std::string(c.field));
    EXPECT_EQ(error_of_account(with_history(line.dump())), "account: usage_history[0]: " + c.error);
  }
}

}  // namespace
}  // namespace wavespeed_mock::account_start_test
