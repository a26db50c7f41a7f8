// How much the journal keeps: the options `journal`, `journal_body`.
//
// A function without state; any thread may call it.
#pragma once

#include "store/account_journal.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// Throws ConfigError for a number out of range.
JournalLimits journal_limits(const Options& options);

}  // namespace wavespeed_mock
