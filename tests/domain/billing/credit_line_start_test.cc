#include "domain/billing/credit_line_start.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/value/timestamp.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"
#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "support/domain_error.h"

namespace wavespeed_mock::credit_line_start_test {
namespace {

using nlohmann::json;
using Kind = LedgerEntry::Kind;

Timestamp at(std::string_view time) {
  return *parse_iso8601(time);
}

std::optional<CreditLineStart> read(std::string_view text) {
  static const BuiltIn built_in;
  const json entry = json::parse(text);
  JsonReader in(entry, "account");
  auto start = read_credit_line_start(in, built_in.catalogue);
  in.done();
  return start;
}

TEST(CreditLineStart, ReadsAllFields) {
  EXPECT_FALSE(read("{}"));
  const auto plain = read(R"({"credit_line": {}})");
  EXPECT_EQ(plain->limit, Money{200'000'000});
  EXPECT_EQ(plain->overdue, Money{});
  const auto owing = read(R"({"credit_line": {"limit_usd": 50, "overdue_usd": 12.5}})");
  EXPECT_EQ(owing->limit, Money{50'000'000});
  EXPECT_EQ(owing->overdue, Money{12'500'000});
  EXPECT_EQ(owing->model->id, "wavespeed-ai/flux-dev");
}

TEST(CreditLineStart, ExplainsInvalidFields) {
  const std::string where = "account: credit_line";
  for (
      const auto& [line, error] :
      {std::pair{R"(5)", ": must be an object, not 5"},
       {R"({"limit_usd": 0})",
        R"(: field "limit_usd": must be a number from 0.01 to 1000000000.0, not 0)"},
       {R"({"overdue_usd": -1})",
        R"(: field "overdue_usd": must be a number from 0.0 to 1000000000.0, not -1)"},
       {R"({"overdue_usd": 200.5})",
        R"(: field "overdue_usd": must not be more than can be drawn on the line, $200, not $200.5)"},
       {R"({"limit": 5})", R"(: field "limit" is not known; did you mean "limit_usd"?)"}}) {
    const std::string text = R"({"credit_line": )" + std::string(line) + "}";
    EXPECT_EQ(error_of([&] { (void)read(text); }), where + error);
  }
}

TEST(CreditLineStart, HasTheProblemsOfItsJson) {
  const auto problem = [](const NewCreditLine& line) {
    const auto wrong = find_problem(line);
    return wrong ? wrong->field + " " + wrong->problem : "";
  };
  EXPECT_EQ(problem({}), "");
  EXPECT_EQ(problem({.limit = {9'999}}), "limit_usd must be at least $0.01, not $0.009999");
  EXPECT_EQ(problem({.overdue = {-1}}),
            "overdue_usd must be from $0 to $1000000000, not -$0.000001");
  EXPECT_EQ(problem({.overdue = {200'500'000}}),
            "overdue_usd must not be more than can be drawn on the line, $200, not $200.5");
}

TEST(CreditLineStart, StartsWithUseTwoMonthsAgo) {
  for (const auto& [now, drawn] : {std::pair{"2026-03-15T12:00:00Z", "2026-01-31"},
                                   {"2026-03-01T00:00:00Z", "2026-01-31"},
                                   {"2026-03-31T23:59:59.999Z", "2026-01-31"},
                                   {"2026-04-30", "2026-02-28"},
                                   {"2024-04-30", "2024-02-29"},
                                   {"2026-01-01", "2025-11-30"},
                                   {"2026-02-28", "2025-12-31"}}) {
    EXPECT_EQ(to_rfc3339(credit_line_drawn_at(at(now))), to_rfc3339(at(drawn))) << now;
  }
}

// On any day of the month, the bill exists, is overdue, and has paused the credit line.
TEST(CreditLineStart, IsPausedByTheOverdueBillOnAnyDate) {
  const CreditLineStart start = *read(R"({"credit_line": {"overdue_usd": 42.5}})");
  for (const char* const text : {"2026-03-01", "2026-03-31T23:59:59Z", "2026-01-01", "2026-01-31",
                                 "2024-03-01", "2027-02-28T12:00:00Z"}) {
    const Timestamp now = at(text);
    Ledger ledger;
    begin_credit_line(ledger, start, credit_line_drawn_at(now));
    post_due_entries(ledger, now);
    EXPECT_EQ(ledger.balance, Money{-42'500'000});
    EXPECT_EQ(ledger.credit_line->state, CreditLineState::paused) << text;
    EXPECT_EQ(ledger.credit_line->owed, Money{42'500'000});
    EXPECT_EQ(available(*ledger.credit_line), Money{});
    ASSERT_EQ(ledger.credit_line->bills.size(), 1U);
    EXPECT_TRUE(ledger.credit_line->bills[0].overdue);
    EXPECT_LE(ledger.credit_line->bills[0].due, now);
    EXPECT_GT(ledger.credit_line->next_month, now);
    ASSERT_EQ(ledger.entries.size(), 1U);
    EXPECT_EQ(ledger.entries[0].count, 3541U) << "at $0.012 each";
    EXPECT_EQ(ledger.entries[0].source, kFromLine);

    EXPECT_EQ(pay_bill(ledger, now), Money{42'500'000});
    EXPECT_EQ(ledger.balance, Money{});
    EXPECT_EQ(ledger.credit_line->state, CreditLineState::active);
    EXPECT_EQ(available(*ledger.credit_line), Money{200'000'000});
  }
}

TEST(CreditLineStart, IsActiveIfNothingIsOwed) {
  for (const auto& [limit, deposit] : {std::pair<double, double>{5, 0}, {1000, 0}, {7000, 7000}}) {
    const json entry = {{"credit_line", {{"limit_usd", limit}}}};
    Ledger ledger;
    begin_credit_line(ledger, *read(entry.dump()), at("2026-01-31"));
    EXPECT_EQ(ledger.credit_line->state, CreditLineState::active);
    EXPECT_EQ(available(*ledger.credit_line), Money::from_usd(limit));
    EXPECT_EQ(ledger.credit_line->deposit, Money::from_usd(deposit))
        << "large credit lines require a guarantee";
    EXPECT_EQ(ledger.credit_line->next_month, at("2026-02-01"));
    EXPECT_TRUE(ledger.entries.empty());
  }
}

}  // namespace
}  // namespace wavespeed_mock::credit_line_start_test
