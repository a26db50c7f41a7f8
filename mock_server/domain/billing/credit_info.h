// The credit of an account as plain data, for C++ tests or the control plane to show.
//
// A function without state; any thread may call it.
#pragma once

#include <cstddef>
#include <limits>

#include "records/account.h"
#include "wavespeed_mock/credit.h"

namespace wavespeed_mock {

inline constexpr std::size_t kAllGrants = std::numeric_limits<std::size_t>::max();

// Called under the account's lock, with the ledger complete. Of the grants with something left the
// first `max_grants` that are spent.
CreditInfo credit_info(const Ledger& ledger, std::size_t max_grants = kAllGrants);

}  // namespace wavespeed_mock
