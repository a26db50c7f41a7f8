// An account's credit as the control plane shows it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "records/account.h"

namespace wavespeed_mock {

// The ledger must be settled. Money in US dollars; of grants those with something left.
nlohmann::ordered_json credit_json(const Account& account, const Ledger& ledger);

}  // namespace wavespeed_mock
