// Models and a credit line for tests of how a ledger uses its credit.
#pragma once

#include <gtest/gtest.h>

#include "domain/billing/credit_line.h"
#include "domain/billing/ledger.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::credit_use {

inline const Model kModel{{{.id = "acme/model", .type = "text-to-image", .unit_price = {10'000}}}};
inline const FailureRule kServiceFault{.probability = 1, .code = 5000, .error = "internal"};

// Does not accept trial credit.
inline const Model kPicky = [] {
  Model model = kModel;
  model.id = "acme/no-trial";
  model.takes_trial_credit = false;
  return model;
}();

// Gives the ledger a credit line from kStart.
inline void give_line(Ledger& ledger, Money limit) {
  ASSERT_FALSE(apply_for_credit_line(
      ledger.credit_line,
      {.applicant = Applicant::individual_with_product,
       .requested = limit,
       .materials = {{"website", "https://example.org"}, {"product", "pictures"}}},
      kStart));
  ASSERT_FALSE(approve_credit_line(*ledger.credit_line, limit, {}, kStart));
}

}  // namespace wavespeed_mock::credit_use
