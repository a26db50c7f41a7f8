#include "control/account/credit_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_json_test {
namespace {

using nlohmann::ordered_json;
using std::chrono::days;
using Kind = LedgerEntry::Kind;

const Account kAccount{.name = "team", .tag = "01234567", .draws = SeededRandom(0, "team-key")};

TEST(CreditJson, ShowsGrantsAsTheyAreSpent) {
  Ledger ledger;
  add_credit(ledger, Kind::opening, kStart, {5'000'000});
  add_credit(ledger, Kind::trial, kStart, {1'000'000}, kStart + days(30));
  const ordered_json shown = credit_json(kAccount, ledger);
  EXPECT_EQ(shown["account"], "team");
  EXPECT_EQ(shown["tag"], "01234567");
  EXPECT_EQ(shown["balance"], 6.0);
  ASSERT_EQ(shown["grants"].size(), 2U);
  EXPECT_EQ(shown["grants_total"], 2);
  EXPECT_EQ(shown["grants"][0]["kind"], "trial");
  EXPECT_EQ(shown["grants"][0]["expires_at"], "2026-01-31T00:00:00.000000000Z");
  EXPECT_EQ(shown["grants"][1]["kind"], "purchased");
  EXPECT_TRUE(shown["grants"][1]["expires_at"].is_null());
  EXPECT_TRUE(shown["credit_line"].is_null());
}

TEST(CreditJson, ShowsTheCreditLineWithItsBills) {
  Ledger ledger;
  ledger.credit_line.emplace();
  ledger.credit_line->state = CreditLineState::paused;
  ledger.credit_line->limit = {200'000'000};
  ledger.credit_line->raise = Money{500'000'000};
  ledger.credit_line->owed = {12'500'000};
  ledger.credit_line->bills.push_back({.month = std::chrono::year(2026) / 1,
                                       .issued = kStart + days(31),
                                       .due = kStart + days(38),
                                       .amount = {12'500'000},
                                       .overdue = true});
  const ordered_json line = credit_json(kAccount, ledger)["credit_line"];
  EXPECT_EQ(line["state"], "paused");
  EXPECT_EQ(line["limit"], 200.0);
  EXPECT_EQ(line["raise"], 500.0);
  EXPECT_EQ(line["owed"], 12.5);
  EXPECT_EQ(line["available"], 0.0);
  EXPECT_EQ(line["bills"], ordered_json::array({{{"month", "2026-01"},
                                                 {"amount", 12.5},
                                                 {"issued_at", "2026-02-01T00:00:00.000000000Z"},
                                                 {"due_at", "2026-02-08T00:00:00.000000000Z"},
                                                 {"paid_at", nullptr},
                                                 {"overdue", true}}}));
}

}  // namespace
}  // namespace wavespeed_mock::credit_json_test
