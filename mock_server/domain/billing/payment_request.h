// Payments that a test asks for, as C++ or JSON.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>

#include "base/text/json_reader.h"
#include "base/value/field_problem.h"
#include "domain/billing/payments.h"

namespace wavespeed_mock {

// The fields `method` and `fails`; `fallback` is the method where none is given. Throws
// ConfigError, also for a failure that the method does not have.
PaymentOptions read_payment_options(JsonReader& in, PaymentMethod fallback);

// These, `usd`, `arrives_in` and `coupon`; the credit lasts for `lasts` from its arrival on. Throws
// ConfigError.
TopUpRequest read_top_up(JsonReader& in, Duration lasts);

// What is wrong with options or a request that were not read from JSON.
std::optional<FieldProblem> find_problem(const PaymentOptions& payment);
std::optional<FieldProblem> find_problem(const TopUpRequest& request);

}  // namespace wavespeed_mock
