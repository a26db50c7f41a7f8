// The store in memory. Both maps are cut into shards with a lock each, so that requests for
// different keys and ids do not wait for one another.
#pragma once

#include <memory>

#include "store/store.h"

namespace wavespeed_mock {

// Each account remembers so many requests in its journal.
std::unique_ptr<Store> make_memory_store(std::size_t journal = 0);

}  // namespace wavespeed_mock
