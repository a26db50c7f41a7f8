// The head of a request as it is sent: request line, header fields, empty line.
//
// Functions without state; any thread may call them.
#pragma once

#include <string>

#include "base/http/web_url.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock::transport {

// Why `request` cannot be sent, as the end of a sentence; empty when it can. It is sent as it is,
// so that a line break in it would make a field or a request of its own. Quotes no values, which
// may be secret.
std::string problem_of(const Request& request);

// The head of `request`, whose target is below `base`. Header fields as given, with Host,
// User-Agent, Accept and Connection where they are missing; only this function writes the
// length of the body.
std::string head_text(const Request& request, const WebUrl& base);

}  // namespace wavespeed_mock::transport
