// A monthly credit line: what an account may use before it pays. Also its bills.
//
// Plain data, under the account's lock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "base/value/cow_vector.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/credit.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

struct MonthlyBill {
  std::chrono::year_month month;  // UTC
  Timestamp issued;               // when the month was over
  Timestamp due;
  Money amount;  // what was drawn in the month, less refunds that came before it was paid
  bool overdue = false;
  std::optional<Timestamp> paid{};
};

struct CreditLine {
  CreditLineState state = CreditLineState::under_review;
  CreditLineApplication application{};
  Timestamp applied_at{};
  std::string note{};          // why it is in this state, in one line
  Money limit;                 // of what may be owed at once; zero before it was ever approved
  std::optional<Money> raise;  // asked for, and under review
  Money deposit;               // held as a guarantee: no part of the balance
  Duration terms = std::chrono::days(7);  // from a bill to the day it is due

  Money drawn;  // since the last bill; below zero for refunds of what was paid already
  Money owed;   // that, and the bills that are not paid
  CowVector<MonthlyBill, 4> bills;  // in the order of their months
  std::uint32_t paid_bills = 0;
  Timestamp next_month = Timestamp::max();  // when the next bill is made
  Timestamp next_due = Timestamp::max();    // the soonest of the bills that are not paid or overdue
};

}  // namespace wavespeed_mock
