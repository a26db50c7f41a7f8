// The rules of monthly credit lines: which applicant gets one, how high it is, what has to be paid
// when. They also say what an overdue bill does.
//
//   apply -> needs_information | under_review | declined (an applicant without a product)
//   review -> active | declined | deferred; active lines may be raised after a month that was paid
//   each month is billed when it is over; a bill that is overdue pauses the line until it is paid
//
// Works on the credit line of one account, under its lock; the ledger must be up to date. What is
// not possible as things are is 409 with the reason, and changes nothing.
#pragma once

#include <optional>
#include <string>

#include "base/value/api_error.h"
#include "records/credit_line.h"

namespace wavespeed_mock {

// What a first review gives at the most, a month.
inline constexpr Money kMaxInitialLine{200'000'000};
// A line of that much or more wants as much deposited or topped up before.
inline constexpr Money kGuaranteedLine{5'000'000'000};

// A first application, or another after one that was declined, deferred, incomplete or closed.
// What is owed on a line of before stays.
std::optional<ApiError> apply_for_credit_line(std::optional<CreditLine>& line,
                                              CreditLineApplication application, Timestamp now);
// Asks an active line to be raised.
std::optional<ApiError> request_raise(CreditLine& line, Money limit);

// Decisions on an application or on a raise. `purchased`: what is left of purchased credit, which
// guarantees as a deposit does. Without a limit: what was asked for, but no more than the rules
// allow a first line.
std::optional<ApiError> approve_credit_line(CreditLine& line, std::optional<Money> limit,
                                            Money purchased, Timestamp now);
std::optional<ApiError> decline_credit_line(CreditLine& line, bool defer, std::string note);
// Of a line that was approved: less for the next months, or nothing any more.
std::optional<ApiError> reduce_credit_line(CreditLine& line, Money limit);
std::optional<ApiError> close_credit_line(CreditLine& line, std::string note);

// What can still be drawn at this moment.
Money available(const CreditLine& line);
void draw(CreditLine& line, Money amount);
// A charge that was drawn at `charged` is refunded: from its month's bill while that is not paid,
// else from the next one. A bill of which nothing is left has not to be paid.
void put_back(CreditLine& line, Money amount, Timestamp charged, Timestamp now);

// When something next happens by itself; max: never.
Timestamp next_change(const CreditLine& line);
// Makes what happens at that moment happen. Only when it has come.
void reach_next_change(CreditLine& line);

// Until when the line has a past: it cannot be taken back before that moment; min where it has
// none.
Timestamp lived_until(const CreditLine& line);
// The clock was set back to `now`, but not before that: the month that is billed next is its own.
void set_back(CreditLine& line, Timestamp now);

// The oldest bill that is not paid; null when there is none.
const MonthlyBill* oldest_unpaid(const CreditLine& line);
// Pays it, and has a paused line go on when none is overdue any more.
Money pay_oldest(CreditLine& line, Timestamp now);

}  // namespace wavespeed_mock
