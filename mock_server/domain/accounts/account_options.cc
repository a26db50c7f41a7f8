#include "domain/accounts/account_options.h"

namespace wavespeed_mock {

Accounts::Defaults account_defaults(const Options& options, const Tiers& tiers) {
  return {.seed = options.seed,
          .auth = options.auth,
          .start = {.tier = &tiers.at(options.tier, "tier"),
                    .balance = options.balance,
                    .credit_lasts = options.credit_expiry.value_or(Duration::max())}};
}

}  // namespace wavespeed_mock
