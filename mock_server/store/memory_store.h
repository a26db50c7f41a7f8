// The store in memory. Both maps are cut into shards with a lock each, so that requests for
// different keys and ids do not wait for one another.
#pragma once

#include <memory>

#include "store/store.h"

namespace wavespeed_mock {

// `journal`: what each account remembers of its requests. `seed`: for the draws of the anonymous
// account. `post_due_entries`: brings ledgers up to date.
std::unique_ptr<Store> make_memory_store(JournalLimits journal = {}, std::uint64_t seed = 0,
                                         PostDueEntries post_due_entries = nullptr);

}  // namespace wavespeed_mock
