// The store in memory. Both maps are cut into shards with a lock each, so that requests for
// different keys and ids do not wait for one another.
#pragma once

#include <memory>

#include "store/store.h"

namespace wavespeed_mock {

// What each account remembers of its requests.
std::unique_ptr<Store> make_memory_store(JournalLimits journal = {});

}  // namespace wavespeed_mock
