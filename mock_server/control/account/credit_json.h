// An account's credit as the control plane shows it.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "domain/billing/credit_info.h"
#include "records/account.h"

namespace wavespeed_mock {

// How many grants the answer to a change of credit lists. With all of them, a test that tops up
// again and again would get ever longer answers, and take time by the square of their number.
inline constexpr std::size_t kGrantsOfAChange = 100;

// The ledger must be up to date. Money in US dollars; of the grants with something left, the first
// `max_grants` in the order of spending, and the number of all.
nlohmann::ordered_json credit_json(const Account& account, const Ledger& ledger,
                                   std::size_t max_grants = kAllGrants);

}  // namespace wavespeed_mock
