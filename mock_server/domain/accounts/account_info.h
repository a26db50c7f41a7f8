// An account as plain data, for C++ tests or the control plane to show.
//
// A function without state; any thread may call it.
#pragma once

#include "records/account.h"
#include "wavespeed_mock/account_info.h"

namespace wavespeed_mock {

// Called under the account's lock, with the ledger complete.
AccountInfo account_info(const Account& account, const AccountState& state);

}  // namespace wavespeed_mock
