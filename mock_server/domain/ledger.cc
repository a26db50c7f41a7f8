#include "domain/ledger.h"

#include <algorithm>
#include <chrono>

#include "domain/lifecycle.h"

namespace wavespeed_mock {
namespace {

void book(Ledger& ledger, LedgerEntry entry) {
  ledger.balance += entry.amount;
  ledger.entries.push_back(entry);
}

using std::chrono::sys_days;

sys_days day_of(Timestamp time) {
  return std::chrono::floor<std::chrono::days>(time);
}

ModelTotals& totals_for(DayTotals& day, const ModelLabel* model) {
  for (ModelTotals& totals : day.models) {
    if (totals.model == model) return totals;
  }
  return day.models.emplace_back(ModelTotals{.model = model});
}

// The totals that the charge at that place is among.
ModelTotals& totals_of(Ledger& ledger, std::size_t place) {
  const LedgerEntry& charge = ledger.entries[place];
  const auto& days = ledger.days;
  const auto day = std::lower_bound(
      days.begin(), days.end(), day_of(charge.time),
      [](const DayTotals& totals, sys_days wanted) { return totals.day < wanted; });
  return totals_for(ledger.days.change(static_cast<std::size_t>(day - days.begin())), charge.model);
}

// Adds the newest entry, a charge.
void add_to_day(Ledger& ledger) {
  const LedgerEntry& charge = ledger.entries.back();
  const sys_days day = day_of(charge.time);
  auto& days = ledger.days;
  if (days.empty() || days.back().day != day) {
    days.push_back({.day = day, .first_charge = charge.time, .last_charge = charge.time});
  }
  DayTotals& today = days.change(days.size() - 1);
  today.last_charge = charge.time;
  ModelTotals& totals = totals_for(today, charge.model);
  totals.cost += -charge.amount;
  totals.count += charge.count;
  totals.successes += charge.successes;
  totals.last_charge = ledger.entries.size() - 1;
}

// Soonest end on top; of equal ends the one submitted first.
bool ends_later(const OpenCharge& a, const OpenCharge& b) {
  return a.ended_at != b.ended_at ? a.ended_at > b.ended_at : a.entry > b.entry;
}

// Pays back the charge at that place in the ledger, whole.
void book_refund(Ledger& ledger, std::size_t place, Timestamp time) {
  LedgerEntry& charged = ledger.entries.change(place);
  charged.refunded = -charged.amount;
  totals_of(ledger, place).cost += -charged.refunded;
  ledger.refunds.push_back(static_cast<std::uint32_t>(ledger.entries.size()));
  book(ledger, {.kind = LedgerEntry::Kind::refund,
                .charge = static_cast<std::uint32_t>(place),
                .time = time,
                .amount = charged.refunded,
                .model = charged.model,
                .prediction = charged.prediction});
}

}  // namespace

void settle(Ledger& ledger, Timestamp now) {
  while (!ledger.open.empty() && ledger.open.front().ended_at <= now) {
    std::pop_heap(ledger.open.begin(), ledger.open.end(), ends_later);
    const OpenCharge ended = ledger.open.back();
    ledger.open.pop_back();

    if (ended.succeeds) {
      ledger.entries.change(ended.entry).successes = 1;
      ++totals_of(ledger, ended.entry).successes;
    }
    if (!ended.refund) continue;
    book_refund(ledger, ended.entry, ended.ended_at);
  }
}

void refund(Ledger& ledger, PredictionId prediction, Timestamp now) {
  const auto charged =
      std::find_if(ledger.entries.rbegin(), ledger.entries.rend(), [&](const LedgerEntry& entry) {
        return entry.kind == LedgerEntry::Kind::charge && entry.prediction == prediction;
      });
  if (charged == ledger.entries.rend() || charged->refunded != Money{}) return;
  book_refund(ledger, static_cast<std::size_t>(ledger.entries.rend() - charged) - 1, now);
}

void open_balance(Ledger& ledger, Timestamp time, Money amount) {
  book(ledger, {.kind = LedgerEntry::Kind::opening, .time = time, .amount = amount});
}

void book_history(Ledger& ledger, Timestamp time, const ModelLabel& model, std::uint32_t count,
                  std::uint32_t successes, Money cost) {
  book(ledger, {.kind = LedgerEntry::Kind::charge,
                .time = time,
                .amount = -cost,
                .model = &model,
                .ended_at = time,
                .count = count,
                .successes = successes});
  add_to_day(ledger);
}

std::optional<ApiError> find_credit_problem(const Ledger& ledger, Money price) {
  if (price <= ledger.balance) return std::nullopt;
  return ApiError{.http = 400,
                  .code = 1407,
                  .message = "insufficient credits",
                  .reason = "the task costs $" + to_decimal(price) + ", the balance is $" +
                            to_decimal(ledger.balance)};
}

void charge(Ledger& ledger, const Prediction& prediction) {
  const bool fails = prediction.end != TaskEnd::completed;
  book(ledger, {.kind = LedgerEntry::Kind::charge,
                .time = prediction.created_at,
                .amount = -prediction.charge,
                .model = prediction.model,
                .prediction = prediction.id,
                .ended_at = prediction.ended_at,
                .count = 1});
  add_to_day(ledger);
  ledger.open.push_back({.ended_at = prediction.ended_at,
                         .entry = ledger.entries.size() - 1,
                         .succeeds = !fails,
                         .refund = fails && is_refunded(prediction.failure->code)});
  std::push_heap(ledger.open.begin(), ledger.open.end(), ends_later);
}

}  // namespace wavespeed_mock
