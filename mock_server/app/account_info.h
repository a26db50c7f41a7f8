// Answers of the control plane about accounts, as the plain data that C++ tests get.
//
// Functions without state; any thread may call them.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "wavespeed_mock/account.h"

namespace wavespeed_mock {

// Each wants the object that contracts/openapi.json describes under the name that is given.
AccountInfo read_account_info(const nlohmann::ordered_json& from);  // MockAccount
CreditInfo read_credit_info(const nlohmann::ordered_json& from);    // AccountCredit
PaymentInfo read_payment_info(const nlohmann::ordered_json& from);  // AccountPayment
ApiKeyInfo read_key_info(const nlohmann::ordered_json& from);       // AccountKey or NewKey

}  // namespace wavespeed_mock
