// The credit of an account as plain data, for C++ tests or the control plane to show.
//
// A function without state; any thread may call it.
#pragma once

#include "records/account.h"
#include "wavespeed_mock/credit.h"

namespace wavespeed_mock {

// Called under the account's lock, with the ledger complete.
CreditInfo credit_info(const Ledger& ledger);

}  // namespace wavespeed_mock
