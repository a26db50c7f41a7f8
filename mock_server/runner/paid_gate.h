// Decides which requests may go to a live service when nothing may be spent.
//
// Functions only; may be called from several threads.
#pragma once

#include <optional>
#include <string>

#include "contract/document.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Why `request` may cost money, in words; nullopt when it cannot. Whatever the contract does not
// know to be free may cost, unless it is a GET or HEAD: a wrong guess costs a user real money.
std::optional<std::string> reason_for_cost(const ContractDocument& document,
                                           const Request& request);

}  // namespace wavespeed_mock
