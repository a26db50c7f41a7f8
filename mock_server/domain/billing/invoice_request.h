// Invoices that a test asks for, as C++ or JSON.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>

#include "base/text/json_reader.h"
#include "base/value/field_problem.h"
#include "wavespeed_mock/invoice.h"

namespace wavespeed_mock {

// The fields `bill_to`, and one of `period`, `start_date` with `end_date`, and `transactions`.
// Throws ConfigError.
InvoiceRequest read_invoice_request(JsonReader& in);

// What is wrong with a request that was not read from JSON.
std::optional<FieldProblem> find_problem(const InvoiceRequest& request);

}  // namespace wavespeed_mock
