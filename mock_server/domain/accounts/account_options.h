// The options for accounts that open on first use: `tier`, `balance`, `credit_expiry`, `auth`.
//
// A function without state; any thread may call it.
#pragma once

#include "domain/accounts/accounts.h"
#include "domain/accounts/tiers.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// Of options that are checked (see app/option_texts.h). Throws ConfigError for a tier that does not
// exist.
Accounts::Defaults account_defaults(const Options& options, const Tiers& tiers);

}  // namespace wavespeed_mock
