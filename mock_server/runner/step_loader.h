// Reads one step of a case.
//
// Functions only; used by one thread at a time.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "contract/document.h"
#include "runner/contract_case.h"

namespace wavespeed_mock {

// `captured` are the names that earlier steps capture; those of this step are added. Throws
// ConfigError for what is not right, also for an operation, a status or an outcome that the
// contract does not document, and for a variable that no step captures.
ContractStep load_step(const nlohmann::json& entry, const std::string& where,
                       const ContractDocument& document, std::vector<std::string>& captured);

}  // namespace wavespeed_mock
