// Removes the address of the recorded server from an exchange.
//
// A function only; any thread.
#pragma once

#include <string_view>

#include "contract/transcript/transcript.h"

namespace wavespeed_mock {

// Replaces the server's address with a placeholder: in the target, in header fields, and in JSON
// bodies.
void forget_base_url(RecordedExchange& exchange, std::string_view base_url);

}  // namespace wavespeed_mock
