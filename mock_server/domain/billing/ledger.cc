#include "domain/billing/ledger.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "base/value/due_time.h"
#include "domain/billing/credit_balance.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/credit_maximum.h"
#include "domain/billing/payments.h"
#include "domain/models/task_errors.h"

namespace wavespeed_mock {
namespace {

using Kind = LedgerEntry::Kind;

// The place of the next line.
std::uint32_t next_index(const Ledger& ledger) {
  return static_cast<std::uint32_t>(ledger.entries.size());
}

void book(Ledger& ledger, const LedgerEntry& entry) {
  if (entry.kind == Kind::refund) {
    ledger.refunds.push_back(next_index(ledger));
  } else if (entry.kind == Kind::expiry) {
    ledger.expiries.push_back(next_index(ledger));
  } else if (entry.kind != Kind::charge) {
    ledger.funds.push_back(next_index(ledger));
    ledger.received += entry.amount;
  }
  ledger.balance += entry.amount;
  ledger.entries.push_back(entry);
}

CreditKind credit_kind(Kind kind) {
  if (kind == Kind::coupon) return CreditKind::coupon;
  return kind == Kind::trial ? CreditKind::trial : CreditKind::purchased;
}

void book_expiry(Ledger& ledger, Timestamp time) {
  const auto expired = expire_next(ledger.credit_balance, time);
  book(ledger,
       {.kind = Kind::expiry, .time = time, .amount = -expired->amount, .source = expired->grant});
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
ModelTotals& totals_of(Ledger& ledger, std::size_t index) {
  const LedgerEntry& charge = ledger.entries[index];
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
void book_refund(Ledger& ledger, std::uint32_t index, Timestamp time) {
  LedgerEntry& charged = ledger.entries.change(index);
  const Money price = -charged.amount;
  charged.refunded = true;
  totals_of(ledger, index).cost += -price;
  const Money to_line = give_back(ledger.credit_balance, charged.source, price, index);
  if (to_line != Money{}) put_back(*ledger.credit_line, to_line, charged.time, time);
  book(ledger, {.kind = Kind::refund,
                .key = charged.key,
                .charge = index,
                .time = time,
                .amount = price,
                .model = charged.model,
                .prediction = charged.prediction});
  // It may have gone back to credit that has since expired.
  while (has_come(ledger.credit_balance.next_expiry, time)) book_expiry(ledger, time);
}

void end_task(Ledger& ledger) {
  std::pop_heap(ledger.open.begin(), ledger.open.end(), ends_later);
  const OpenCharge ended = ledger.open.back();
  ledger.open.pop_back();
  if (ended.succeeds) {
    ledger.entries.change(ended.entry).successes = 1;
    ++totals_of(ledger, ended.entry).successes;
  }
  // A test may have refunded it while it ran.
  if (ended.refund && !ledger.entries[ended.entry].refunded) {
    book_refund(ledger, static_cast<std::uint32_t>(ended.entry), ended.ended_at);
  }
}

}  // namespace

void post_due_entries(Ledger& ledger, Timestamp now) {
  for (;;) {
    const Timestamp end = ledger.open.empty() ? kNever : ledger.open.front().ended_at;
    const Timestamp arrival = ledger.pending.empty() ? kNever : ledger.pending.front().due;
    const Timestamp expiry = ledger.credit_balance.next_expiry;
    const Timestamp line = ledger.credit_line ? next_change(*ledger.credit_line) : kNever;
    // Of what happens at once, tasks end first: what they give back may expire, or be billed.
    if (has_come(end, now) && end <= std::min({arrival, expiry, line})) {
      end_task(ledger);
    } else if (has_come(arrival, now) && arrival <= std::min(expiry, line)) {
      end_next_top_up(ledger);
    } else if (has_come(expiry, now) && expiry <= line) {
      book_expiry(ledger, expiry);
    } else if (has_come(line, now)) {
      reach_next_change(*ledger.credit_line);
    } else {
      return;
    }
  }
}

void refund(Ledger& ledger, PredictionId prediction, Timestamp now) {
  const auto charged =
      std::find_if(ledger.entries.rbegin(), ledger.entries.rend(), [&](const LedgerEntry& entry) {
        return entry.kind == LedgerEntry::Kind::charge && entry.prediction == prediction;
      });
  if (charged == ledger.entries.rend() || charged->refunded) return;
  book_refund(ledger, static_cast<std::uint32_t>(ledger.entries.rend() - charged) - 1, now);
}

void add_credit(Ledger& ledger, Kind kind, Timestamp time, Money amount, Timestamp expires,
                PaymentMethod method) {
  const auto grant = static_cast<CreditSource>(ledger.credit_balance.grants.size());
  add_grant(
      ledger.credit_balance,
      {.kind = credit_kind(kind), .entry = next_index(ledger), .left = amount, .expires = expires});
  book(ledger, {.kind = kind, .method = method, .time = time, .amount = amount, .source = grant});
  if (kind == Kind::top_up) ledger.topped_up += amount;
}

Money pay_bill(Ledger& ledger, Timestamp now, PaymentMethod method) {
  const Money paid = pay_oldest(*ledger.credit_line, now);
  book(ledger, {.kind = Kind::payment, .method = method, .time = now, .amount = paid});
  return paid;
}

void book_history(Ledger& ledger, Timestamp time, const ModelLabel& model, std::uint32_t count,
                  std::uint32_t successes, Money cost) {
  const Spent spent = spend(ledger.credit_balance, cost, true, next_index(ledger));
  if (spent.from_line != Money{}) draw(*ledger.credit_line, spent.from_line);
  book(ledger, {.kind = Kind::charge,
                .time = time,
                .amount = -cost,
                .model = &model,
                .ended_at = time,
                .count = count,
                .successes = successes,
                .list_price = cost,
                .source = spent.source});
  add_to_day(ledger);
}

std::optional<ApiError> find_credit_problem(const Ledger& ledger, const Model& model, Money price) {
  const Money prepaid = spendable(ledger.credit_balance, model.takes_trial_credit);
  if (price <= prepaid) return std::nullopt;
  const Money line = available_on_line(ledger);
  if (price <= prepaid + line) return std::nullopt;
  std::string reason =
      "the task costs " + to_dollars(price) + ", the balance is " + to_dollars(ledger.balance);
  if (!model.takes_trial_credit && ledger.credit_balance.trial_left != Money{}) {
    reason += ", of which " + to_dollars(ledger.credit_balance.trial_left) +
              " is trial credit, which the model does not accept";
  }
  if (ledger.credit_line) {
    reason += ", and the credit line is " + std::string(to_text(ledger.credit_line->state)) +
              " with " + to_dollars(line) + " left";
  }
  return ApiError{
      .http = 400, .code = 1407, .message = "insufficient credits", .reason = std::move(reason)};
}

void charge(Ledger& ledger, const Prediction& prediction, Money list_price, KeyNumber key) {
  const bool fails = prediction.end != TaskEnd::completed;
  const Spent spent = spend(ledger.credit_balance, prediction.charge,
                            prediction.model->takes_trial_credit, next_index(ledger));
  if (spent.from_line != Money{}) draw(*ledger.credit_line, spent.from_line);
  book(ledger, {.kind = Kind::charge,
                .key = key,
                .time = prediction.created_at,
                .amount = -prediction.charge,
                .model = prediction.model,
                .prediction = prediction.id,
                .ended_at = prediction.ended_at,
                .count = 1,
                .list_price = list_price,
                .source = spent.source});
  add_to_day(ledger);
  ledger.open.push_back({.ended_at = prediction.ended_at,
                         .entry = ledger.entries.size() - 1,
                         .succeeds = !fails,
                         .refund = fails && is_refunded(prediction.failure->code)});
  std::push_heap(ledger.open.begin(), ledger.open.end(), ends_later);
}

}  // namespace wavespeed_mock
