// How much the journal keeps: the options `journal`, `journal_body`.
//
// A function without state; any thread may call it.
#pragma once

#include "store/account_journal.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

// Of options that are checked (see app/option_texts.h).
JournalLimits journal_limits(const Options& options);

}  // namespace wavespeed_mock
