// Setting a mock's clock, also backwards: only as long as no account has lived through what would
// not have happened yet.
//
// May be called from any thread; requests that are under way meanwhile see either time.
#pragma once

#include <optional>

#include "base/value/api_error.h"
#include "store/store.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// HTTP 409 when an account has been used, or has a history, later than `time`.
std::optional<ApiError> find_time_problem(const Store& store, Timestamp time);

// Dates anew what an account began with and what would lie ahead at `time`; credit that ends does
// so as long after that as before.
void date_opening(Ledger& ledger, Timestamp time);

// The same for every account.
void date_openings(const Store& store, Timestamp time);

// Sets the clock to a time that there is no problem with. What was written at the start is dated
// anew where it would lie ahead.
void set_clock(TestClock& clock, const Store& store, Timestamp time);

}  // namespace wavespeed_mock
