// Where the client thinks the mock is, so that every URL in an answer points back to it.
#pragma once

#include <string>

#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// Appends "http://HOST" from the request's Host header, or "https://…" when it came over TLS. A
// proxy in front has the last word, in X-Forwarded-Proto (and X-Forwarded-Host, if it has one).
// "http://localhost" when there is no usable host. No slash at the end.
void append_base_url(std::string& out, const Request& request);

}  // namespace wavespeed_mock
