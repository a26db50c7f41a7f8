// Which keys lead to an account after its terms have changed without a request: by a restored
// snapshot, by a reset, at its end.
//
// May be called from any thread, without the account's lock: the store may take that lock while it
// holds its own.
#pragma once

#include "store/store.h"

namespace wavespeed_mock {

// Takes those keys from the account that it has by `before` but not by `now`; each opens an account
// of its own when it is used next.
void take_keys(Store& store, StoredAccount& account, const ApiKeys& before, const ApiKeys& now);

// Has the account's first key, and those of `now`, lead to it, but for those that belong to another
// account that is open.
void give_keys(Store& store, StoredAccount& account, const ApiKeys& now);

}  // namespace wavespeed_mock
