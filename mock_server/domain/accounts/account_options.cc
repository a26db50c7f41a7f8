#include "domain/accounts/account_options.h"

#include <charconv>
#include <string>

#include "base/value/money.h"
#include "domain/billing/credit_grant_request.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

Money starting_balance(double usd) {
  if (usd >= 0 && usd <= kMaxUsd) return Money::from_usd(usd);
  char digits[32];  // to_chars also writes "nan" and "inf"
  const auto end = std::to_chars(digits, digits + sizeof digits, usd).ptr;
  throw ConfigError("balance must be from 0 to 1000000000 US dollars, not " +
                    std::string(digits, end));
}

Duration credit_expiry(const std::string& text) {
  if (const auto time = parse_credit_time(text)) return *time;
  throw ConfigError("credit_expiry must be \"never\" or a duration above 0 such as 365d, not \"" +
                    text + "\"");
}

}  // namespace

Accounts::Defaults account_defaults(const Options& options, const Tiers& tiers) {
  return {.seed = options.seed,
          .auth = options.auth,
          .start = {.tier = &tiers.at(options.tier, "tier"),
                    .balance = starting_balance(options.balance_usd),
                    .credit_lasts = credit_expiry(options.credit_expiry)}};
}

}  // namespace wavespeed_mock
