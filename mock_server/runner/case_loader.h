// Reads files of cases. Every mistake is a ConfigError that names the file, the case, the step,
// the field.
//
// Functions only; used by one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contract/document.h"
#include "runner/contract_case.h"

namespace wavespeed_mock {

// The cases of one file's text, in their order; `file` is its name.
std::vector<ContractCase> load_cases(std::string_view text, const std::string& file,
                                     const ContractDocument& document);

}  // namespace wavespeed_mock
