#include "domain/accounts/account_options.h"

#include <charconv>
#include <string>

#include "domain/billing/credit_grant_request.h"
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

Money checked_balance(Money balance) {
  if (balance >= Money() && balance <= Money::from_usd(kMaxUsd)) return balance;
  throw ConfigError("balance must be from 0 to 1000000000 US dollars, not " + to_decimal(balance));
}

}  // namespace

Accounts::Defaults account_defaults(const Options& options, const Tiers& tiers) {
  return {.seed = options.seed,
          .auth = options.auth,
          .start = {.tier = &tiers.at(options.tier, "tier"),
                    .balance = checked_balance(options.balance),
                    .credit_lasts = options.credit_expiry.value_or(Duration::max())}};
}

}  // namespace wavespeed_mock
