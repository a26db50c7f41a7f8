// What is wrong with one field of a request, whether it came as JSON or as a struct.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/value/api_error.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

struct FieldProblem {
  std::string field;    // as JSON names it: "usd"
  std::string problem;  // "must be more than 0"
};

// HTTP 400: "usd: must be more than 0".
inline ApiError bad_field(const FieldProblem& wrong) {
  return {.http = 400, .code = 400, .message = wrong.field + ": " + wrong.problem};
}

// Below zero, or more than kMaxUsd.
inline std::optional<FieldProblem> find_amount_problem(std::string_view field, Money amount) {
  const Money max = Money::from_usd(kMaxUsd);
  if (amount >= Money{} && amount <= max) return std::nullopt;
  return FieldProblem{std::string(field),
                      "must be from $0 to " + to_dollars(max) + ", not " + to_dollars(amount)};
}

}  // namespace wavespeed_mock
