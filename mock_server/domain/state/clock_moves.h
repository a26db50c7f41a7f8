// Setting a mock's clock, also backwards: only as long as no account has lived through what would
// not have happened yet.
//
// May be called from any thread; requests that run during a move see either time.
#pragma once

#include <optional>

#include "base/value/api_error.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// HTTP 409 when an account has been used, or has a history, later than `time`.
std::optional<ApiError> find_time_problem(const Store& store, Timestamp time);

// Dates the opening entries of an account, and entries later than `time`, at `time`. Credit that
// expires keeps its remaining time.
void date_opening(Ledger& ledger, Timestamp time);

// The same for every account.
void date_openings(const Store& store, Timestamp time);

// Sets the clock to a time for which there is no problem. Opening entries that would be in the
// future are dated at that time.
void set_clock(TestClock& clock, const Store& store, Timestamp time);

}  // namespace wavespeed_mock
