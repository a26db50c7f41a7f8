// A payment as the control plane shows it.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "records/account.h"

namespace wavespeed_mock {

// "pay_" and 32 lowercase hex digits. They follow from the payment's place in the account's
// history, so that it has the same id in every run.
std::string payment_id(const Account& account, std::size_t place);

// The payment at that place in the history. The ledger must be settled.
nlohmann::ordered_json payment_json(const Account& account, const Ledger& ledger,
                                    std::size_t place);

}  // namespace wavespeed_mock
