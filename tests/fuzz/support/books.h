// Audits a ledger: all its running totals against its entries.
//
// For one thread; no other thread may use the account during a call.
#pragma once

#include "store/store.h"

namespace wavespeed_mock::fuzz {

// Throws Violation where the books of an account, or of one of all accounts, do not agree.
void check_books(const StoredAccount& account);
void check_books(const Store& store);

}  // namespace wavespeed_mock::fuzz
