// The report of a run as text, in pieces, so that a terminal can show each case when it has ended.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>
#include <string_view>

#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

// "passed", "failed", "skipped"; "kept", "broken", "could not run".
std::string_view to_text(ContractCaseResult::Verdict verdict);
std::string_view to_text(ContractReport::Verdict verdict);

// The lines of one case, each with a line break.
std::string case_text(const ContractCaseResult& result);

// What comes after the cases: totals, money, and how it ended.
std::string closing_text(const ContractReport& report);

}  // namespace wavespeed_mock
