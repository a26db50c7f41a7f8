// A payment as the control plane shows it.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "records/account.h"

namespace wavespeed_mock {

// The payment at that place in the history. The ledger must be up to date.
nlohmann::ordered_json payment_json(const Account& account, const Ledger& ledger,
                                    std::size_t index);

}  // namespace wavespeed_mock
