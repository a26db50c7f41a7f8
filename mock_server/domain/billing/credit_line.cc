#include "domain/billing/credit_line.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/value/conflict.h"
#include "base/value/due_time.h"
#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "domain/billing/credit_line_materials.h"

namespace wavespeed_mock {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month;

// kNever beyond the end of all times.
Timestamp start_of_next_month(Timestamp time) {
  const sys_days day((month_of(time) + std::chrono::months(1)) / 1);
  return day > std::chrono::floor<std::chrono::days>(kNever) ? kNever : Timestamp(day);
}

bool was_approved(const CreditLine& line) {
  return line.state == CreditLineState::active || line.state == CreditLineState::paused;
}

void find_next_due(CreditLine& line) {
  line.next_due = kNever;
  for (const MonthlyBill& bill : line.bills) {
    if (!bill.paid && !bill.overdue) line.next_due = std::min(line.next_due, bill.due);
  }
}

std::size_t first_unpaid(const CreditLine& line) {
  std::size_t index = 0;
  while (index < line.bills.size() && line.bills[index].paid) ++index;
  return index;
}

void close_month(CreditLine& line) {
  const Timestamp now = line.next_month;
  const year_month month = month_of(now) - std::chrono::months(1);
  line.next_month = start_of_next_month(now);
  // Refunds of what was paid already wait for the next month that has something to pay.
  if (line.drawn <= Money{}) return;
  line.bills.push_back({.month = month,
                        .issued = now,
                        .due = later(now, line.terms),
                        .amount = std::exchange(line.drawn, {})});
  find_next_due(line);
}

void notice_overdue(CreditLine& line) {
  const Timestamp now = line.next_due;
  for (std::size_t i = first_unpaid(line); i < line.bills.size(); ++i) {
    if (line.bills[i].paid || line.bills[i].due > now) continue;
    line.bills.change(i).overdue = true;
  }
  if (line.state == CreditLineState::active) {
    line.state = CreditLineState::paused;
    line.note = "a bill is overdue; the credit line continues when it is paid";
  }
  find_next_due(line);
}

// A paused line continues when no bill is overdue any more.
void end_bill(CreditLine& line, std::size_t index, Timestamp now) {
  MonthlyBill& bill = line.bills.change(index);
  bill.paid = now;
  bill.overdue = false;
  find_next_due(line);
  const bool is_overdue = std::any_of(line.bills.begin(), line.bills.end(),
                                      [](const MonthlyBill& each) { return each.overdue; });
  if (line.state == CreditLineState::paused && !is_overdue) {
    line.state = CreditLineState::active;
    line.note.clear();
  }
}

std::optional<ApiError> find_guarantee_problem(const CreditLine& line, Money limit,
                                               Money purchased) {
  if (limit < kGuaranteedLine || line.deposit + purchased >= limit) return std::nullopt;
  return conflict("a line of " + to_dollars(kGuaranteedLine) +
                  " a month or more requires a guarantee of its amount: the deposit is " +
                  to_dollars(line.deposit) + ", purchased credit is " + to_dollars(purchased) +
                  ", and " + to_dollars(limit) + " is required");
}

}  // namespace

std::string_view to_text(CreditLineState state) {
  constexpr std::array<std::string_view, 7> kTexts = {
      "needs_information", "under_review", "declined", "deferred", "active", "paused", "closed"};
  return kTexts.at(static_cast<std::size_t>(state));
}

std::optional<ApiError> apply_for_credit_line(std::optional<CreditLine>& line,
                                              CreditLineApplication application, Timestamp now) {
  if (line && was_approved(*line)) {
    return conflict("the account has a line of " + to_dollars(line->limit) +
                    " a month; ask for a raise instead");
  }
  if (line && line->state == CreditLineState::under_review) {
    return conflict("an application is under review; it must be decided first");
  }
  if (!line) line.emplace();
  line->application = std::move(application);
  line->applied_at = now;
  line->limit = {};
  if (line->application.applicant == Applicant::individual) {
    line->state = CreditLineState::declined;
    line->note = "not available without a product or project; top up credit before use";
    return std::nullopt;
  }
  const auto problems = find_material_problems(line->application);
  line->state =
      problems.empty() ? CreditLineState::under_review : CreditLineState::needs_information;
  line->note.clear();
  for (const std::string& problem : problems) {
    line->note += (line->note.empty() ? "" : "; ") + problem;
  }
  return std::nullopt;
}

std::optional<ApiError> request_raise(CreditLine& line, Money limit) {
  if (line.state != CreditLineState::active) {
    return conflict("the line is " + std::string(to_text(line.state)) +
                    "; only an active one can be raised");
  }
  if (limit <= line.limit) {
    return conflict("the line is already " + to_dollars(line.limit) + " a month");
  }
  line.raise = limit;
  return std::nullopt;
}

std::optional<ApiError> approve_credit_line(CreditLine& line, std::optional<Money> limit,
                                            Money purchased, Timestamp now) {
  const bool raises = line.state == CreditLineState::active && line.raise;
  if (!raises && line.state != CreditLineState::under_review &&
      line.state != CreditLineState::deferred) {
    if (line.state == CreditLineState::needs_information) {
      return conflict("the review needs more information: " + line.note);
    }
    return conflict("there is no application to approve: the line is " +
                    std::string(to_text(line.state)));
  }
  const Money wanted =
      limit.value_or(raises ? *line.raise : std::min(line.application.requested, kMaxInitialLine));
  if (wanted <= Money{}) return conflict("a line must be more than $0 a month");
  if (raises && line.paid_bills == 0) {
    return conflict("a raise requires at least one paid monthly bill");
  }
  if (const MonthlyBill* const unpaid = oldest_unpaid(line)) {
    return conflict("a bill of " + to_dollars(unpaid->amount) + " is not paid; pay it first");
  }
  if (!raises && wanted > kMaxInitialLine && wanted < kGuaranteedLine) {
    return conflict("a first line is up to " + to_dollars(kMaxInitialLine) +
                    " a month; it can be raised after a month that was paid");
  }
  if (auto problem = find_guarantee_problem(line, wanted, purchased)) return problem;

  line.state = CreditLineState::active;
  line.note.clear();
  line.limit = wanted;
  line.raise.reset();
  if (line.next_month == kNever) {
    line.next_month = start_of_next_month(now);
  }
  return std::nullopt;
}

std::optional<ApiError> decline_credit_line(CreditLine& line, bool defer, std::string note) {
  if (line.state == CreditLineState::active && line.raise) {
    line.raise.reset();
    line.note = std::move(note);
    return std::nullopt;
  }
  if (line.state != CreditLineState::under_review &&
      line.state != CreditLineState::needs_information && line.state != CreditLineState::deferred) {
    return conflict("there is no application to decline: the line is " +
                    std::string(to_text(line.state)));
  }
  line.state = defer ? CreditLineState::deferred : CreditLineState::declined;
  line.note = std::move(note);
  return std::nullopt;
}

std::optional<ApiError> reduce_credit_line(CreditLine& line, Money limit) {
  if (!was_approved(line)) {
    return conflict("there is no line to reduce: it is " + std::string(to_text(line.state)));
  }
  if (limit >= line.limit) {
    return conflict("the line is " + to_dollars(line.limit) + " a month, which is not more");
  }
  line.limit = limit;
  return std::nullopt;
}

std::optional<ApiError> close_credit_line(CreditLine& line, std::string note) {
  if (!was_approved(line)) {
    return conflict("there is no line to close: it is " + std::string(to_text(line.state)));
  }
  line.state = CreditLineState::closed;
  line.note = std::move(note);
  line.raise.reset();
  return std::nullopt;
}

Money available(const CreditLine& line) {
  if (line.state != CreditLineState::active) return {};
  return std::max(Money{}, line.limit - line.owed);
}

void draw(CreditLine& line, Money amount) {
  line.drawn += amount;
  line.owed += amount;
}

void put_back(CreditLine& line, Money amount, Timestamp charged, Timestamp now) {
  line.owed += -amount;
  for (std::size_t i = first_unpaid(line); i < line.bills.size(); ++i) {
    if (line.bills[i].paid || line.bills[i].month != month_of(charged)) continue;
    const Money from_bill = std::min(amount, line.bills[i].amount);
    line.bills.change(i).amount += -from_bill;
    line.drawn += -(amount - from_bill);
    if (line.bills[i].amount == Money{}) end_bill(line, i, now);
    return;
  }
  line.drawn += -amount;
}

Timestamp next_change(const CreditLine& line) {
  return std::min(line.next_month, line.next_due);
}

void reach_next_change(CreditLine& line) {
  if (line.next_month <= line.next_due) {
    close_month(line);
  } else {
    notice_overdue(line);
  }
}

Timestamp lived_until(const CreditLine& line) {
  Timestamp last = Timestamp::min();
  for (const MonthlyBill& bill : line.bills) {
    last = std::max({last, bill.overdue ? bill.due : bill.issued, bill.paid.value_or(last)});
  }
  return last;
}

void set_back(CreditLine& line, Timestamp now) {
  if (line.next_month == kNever) return;  // it was never approved
  line.next_month = std::min(line.next_month, start_of_next_month(now));
}

const MonthlyBill* oldest_unpaid(const CreditLine& line) {
  const std::size_t index = first_unpaid(line);
  return index == line.bills.size() ? nullptr : &line.bills[index];
}

Money pay_oldest(CreditLine& line, Timestamp now) {
  const std::size_t index = first_unpaid(line);
  const Money amount = line.bills[index].amount;
  line.owed += -amount;
  ++line.paid_bills;
  end_bill(line, index, now);
  return amount;
}

}  // namespace wavespeed_mock
