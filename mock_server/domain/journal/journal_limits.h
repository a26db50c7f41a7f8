// The options `journal` and `journal_body`: how much the mock remembers of requests.
//
// A function without state; any thread may call it.
#pragma once

#include "store/account_journal.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

inline constexpr std::uint64_t kMaxJournalEntries = 1'000'000;
inline constexpr std::uint64_t kMaxJournalBodyBytes = 1'048'576;

// Throws ConfigError for a number out of range.
JournalLimits journal_limits(const Options& options);

}  // namespace wavespeed_mock
