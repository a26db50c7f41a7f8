// Payments that the control plane asks for, read from JSON.
//
// Functions without state; any thread may call them.
#pragma once

#include "base/text/json_reader.h"
#include "domain/billing/payments.h"

namespace wavespeed_mock {

// The fields `method` and `fails`; `fallback` is the method where none is given. Throws
// ConfigError, also for a failure that the method does not know.
PaymentWay read_payment_way(JsonReader& in, PaymentMethod fallback);

// These, `usd` and `arrives_in`; the credit lasts for `lasts` from its arrival on. Throws
// ConfigError.
TopUpRequest read_top_up(JsonReader& in, Duration lasts);

}  // namespace wavespeed_mock
