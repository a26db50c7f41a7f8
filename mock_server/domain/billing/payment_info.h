// The payments of an account as plain data, for C++ tests or the control plane to show.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstddef>
#include <string>

#include "records/account.h"
#include "wavespeed_mock/payment.h"

namespace wavespeed_mock {

// "pay_" and 32 lowercase hex digits. They follow from the payment's place in the account's
// history, so that it has the same id in every run.
std::string payment_id(const Account& account, std::size_t index);

// The payment at that place in the history. Called under the account's lock, with the ledger
// complete.
PaymentInfo payment_info(const Account& account, const Ledger& ledger, std::size_t index);

}  // namespace wavespeed_mock
