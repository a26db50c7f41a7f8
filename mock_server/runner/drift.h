// Three views of one answer: what the contract documents, what the mock says, what the service
// says.
//
// Functions only; may be called from several threads.
#pragma once

#include <vector>

#include "contract/contract_check.h"
#include "wavespeed_mock/drift.h"

namespace wavespeed_mock {

// An answer, and the redacted copy that findings quote.
struct ComparedAnswer {
  const Response& answer;
  const Response& shown;
};

// What has drifted in the answers of the mock and of the service to the same request. `check`
// reports unknown fields.
std::vector<DriftFinding> compare_answers(const ContractCheck& check, const Request& request,
                                          const ComparedAnswer& mock, const ComparedAnswer& live);

}  // namespace wavespeed_mock
