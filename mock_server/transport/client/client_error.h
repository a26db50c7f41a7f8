// What went wrong with a request that the HTTP library sent, in words.
//
// Functions only; may be called from several threads.
#pragma once

#include <httplib.h>

#include <chrono>
#include <string>

namespace wavespeed_mock::transport {

// `connect_limit` is how long connecting was allowed to take.
std::string problem_text(httplib::Error error, std::chrono::nanoseconds connect_limit);

// Such a request may be sent to another address.
bool was_never_connected(httplib::Error error);

}  // namespace wavespeed_mock::transport
