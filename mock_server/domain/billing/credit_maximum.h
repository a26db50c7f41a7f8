// The maximum of what an account can have in all: kMaxTotalUsd. It bounds every sum that is shown
// of an account, such as its balance, its top-ups and its usage, so that each is exact.
//
// Works on the Ledger of one account, under its lock. A ledger of a snapshot has been within the
// maximum, so that it can always be restored.
#pragma once

#include <optional>

#include "base/value/api_error.h"
#include "records/account.h"

namespace wavespeed_mock {

// HTTP 409 when `more` credit would lead beyond the maximum. What counts is all credit that the
// account has had, also what is spent, what is on its way, and what is owed on its credit line. A
// bill that is paid adds nothing: what it is for counts since it was drawn.
std::optional<ApiError> find_credit_excess(const Ledger& ledger, Money more);

// What can still be drawn on the credit line, within the maximum; nothing without a line.
Money available_on_line(const Ledger& ledger);

}  // namespace wavespeed_mock
