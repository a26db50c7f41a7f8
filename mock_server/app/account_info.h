// What accounts have, as the plain data that C++ tests get.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "records/account.h"
#include "wavespeed_mock/account.h"

namespace wavespeed_mock {

// Called under the account's lock, with the ledger complete.
AccountInfo to_info(const Account& account, const AccountState& state);
CreditInfo to_info(const Ledger& ledger);
// The payment at that place in the history.
PaymentInfo to_info(const Account& account, const Ledger& ledger, std::size_t place);

// Each wants the object that contracts/openapi.json describes under the name that is given.
CreditInfo read_credit_info(const nlohmann::ordered_json& from);    // AccountCredit
PaymentInfo read_payment_info(const nlohmann::ordered_json& from);  // AccountPayment
ApiKeyInfo read_key_info(const nlohmann::ordered_json& from);       // AccountKey or NewKey

}  // namespace wavespeed_mock
