#include "fuzz/support/books.h"

#include <algorithm>
#include <string>

#include "fuzz/support/target.h"

namespace wavespeed_mock::fuzz {
namespace {

using Kind = LedgerEntry::Kind;

void check_same(Money is, Money expected, std::string_view what) {
  check_equal(to_decimal(is), to_decimal(expected), what);
}

// What the entries alone say.
struct Sums {
  Money balance;
  Money spent;  // charges less refunds
  Money topped_up;
  std::uint64_t tasks = 0;
  std::uint64_t successes = 0;
};

Sums add_up(const Ledger& ledger) {
  Sums sums;
  Timestamp last = Timestamp::min();
  for (const LedgerEntry& entry : ledger.entries) {
    check(entry.time >= last, "the entries of a ledger are in the order of time");
    last = entry.time;
    sums.balance += entry.amount;
    if (entry.kind == Kind::top_up) sums.topped_up += entry.amount;
    if (!is_of_task(entry.kind)) continue;
    sums.spent += -entry.amount;
    if (entry.kind == Kind::charge) {
      check(entry.amount <= Money{}, "a charge takes from the balance");
      sums.tasks += entry.count;
      sums.successes += entry.successes;
      continue;
    }
    check(entry.charge < ledger.entries.size(), "a refund is of an entry of the ledger");
    const LedgerEntry& charge = ledger.entries[entry.charge];
    check(charge.kind == Kind::charge && charge.refunded, "a refund is of a charge");
    check_same(entry.amount, -charge.amount, "a refund is of the whole charge");
  }
  const auto refunded = std::count_if(ledger.entries.begin(), ledger.entries.end(),
                                      [](const LedgerEntry& entry) { return entry.refunded; });
  check(static_cast<std::size_t>(refunded) == ledger.refunds.size(),
        "each charge that was refunded has one refund");
  return sums;
}

void check_credit(const Ledger& ledger) {
  const CreditBalance& credit = ledger.credit_balance;
  Money left;
  Money trial_left;
  std::size_t usable = 0;
  for (const CreditGrant& grant : credit.grants) {
    check(grant.left >= Money{}, "no grant is overdrawn");
    left += grant.left;
    if (grant.kind == CreditKind::trial) trial_left += grant.left;
    usable += grant.left > Money{} ? 1U : 0U;
  }
  check_same(credit.left, left, "the grants add up to the credit that is left");
  check_same(credit.trial_left, trial_left, "the grants of trial credit add up");
  check(credit.order.size() == usable, "every grant with something left can be spent");
  const Money owed = ledger.credit_line ? ledger.credit_line->owed : Money{};
  check_same(ledger.balance, credit.left - owed, "the balance is the credit less what is owed");
  if (!ledger.credit_line) check(ledger.balance >= Money{}, "no balance is below zero");
}

}  // namespace

void check_books(const StoredAccount& account) {
  account.peek([](const AccountState& state) {
    const Ledger& ledger = state.ledger;
    const Sums sums = add_up(ledger);
    check_same(ledger.balance, sums.balance, "the entries add up to the balance");
    check_same(ledger.topped_up, sums.topped_up, "the top-ups add up");
    Money spent;
    std::uint64_t tasks = 0;
    std::uint64_t successes = 0;
    for (const DayTotals& day : ledger.days) {
      for (const ModelTotals& model : day.models) {
        spent += model.cost;
        tasks += model.count;
        successes += model.successes;
      }
    }
    check_same(spent, sums.spent, "the days add up to what was spent");
    check(tasks == sums.tasks && successes == sums.successes, "the days have every task");
    check_credit(ledger);
  });
}

void check_books(const Store& store) {
  store.for_each_account([](const StoredAccount& account) { check_books(account); });
}

}  // namespace wavespeed_mock::fuzz
