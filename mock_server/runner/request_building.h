// Makes the request of a step, with its variables put in.
//
// Functions only; may be called from several threads.
#pragma once

#include <string>

#include "runner/contract_case.h"
#include "runner/variables.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct BuiltRequest {
  Request request;
  // Where it goes when that is not below the target's base URL; the key then stays here.
  std::string elsewhere{};
};

BuiltRequest build_request(const RequestTemplate& from, const Variables& variables,
                           const ContractTarget& target);

// Requests of a run that belong to no case.
Request plain_get(const ContractTarget& target, const std::string& path);

}  // namespace wavespeed_mock
