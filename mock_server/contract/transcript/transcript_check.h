// Holds a transcript against the contract: whether the server that was recorded keeps it.
//
// Functions only; may be called from several threads.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "contract/contract_check.h"
#include "contract/transcript/transcript.h"

namespace wavespeed_mock {

struct TranscriptFinding {
  std::size_t line = 0;   // in the file
  std::string operation;  // `operationId`; "" when the request belongs to none
  std::string request;    // "GET /api/v3/balance"
  bool in_answer = true;  // false: the request breaks the contract, and was not refused
  ContractProblem problem;
};

// "line 3: getBalance: the answer: body: data.balance must be …".
std::string to_text(const TranscriptFinding& finding);

// In the order of the lines. What is redacted or cut is not judged, nor is a request that was
// refused.
std::vector<TranscriptFinding> check_transcript(const Transcript& transcript,
                                                const ContractCheck& check);

}  // namespace wavespeed_mock
