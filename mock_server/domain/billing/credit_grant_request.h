// Credit that a fixture, a test or the control plane grants to an account.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string_view>

#include "base/text/json_reader.h"
#include "base/value/api_error.h"
#include "base/value/field_problem.h"
#include "records/account.h"

namespace wavespeed_mock {

// The fields `kind`, `usd` and `expires_in`. Throws ConfigError.
CreditGrantRequest read_credit_grant(JsonReader& in);

// What is wrong with a request that was not read from JSON.
std::optional<FieldProblem> find_problem(const CreditGrantRequest& request);

// "never" as Duration::max(), or a duration above 0 such as "30d"; nullopt for anything else.
std::optional<Duration> parse_credit_time(std::string_view text);

// When credit of `now` ends; Timestamp::max() for never.
Timestamp end_of_credit(Timestamp now, Duration lasts);

// The ledger must be complete up to `now`. `purchased_lasts` is for purchased credit that says
// nothing about its end. 409, and no change, for more credit than an account can have.
std::optional<ApiError> give_credit(Ledger& ledger, const CreditGrantRequest& request,
                                    Duration purchased_lasts, Timestamp now);

}  // namespace wavespeed_mock
