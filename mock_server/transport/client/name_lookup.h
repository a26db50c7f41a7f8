// The addresses of a host, looked up within a time limit. The system's own lookup has no limit; it
// cannot be cancelled.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace wavespeed_mock::transport {

// From a name or an address to addresses as text, best first; empty when there are none. May take
// its time; called from any thread.
using NameLookup = std::function<std::vector<std::string>(const std::string& host)>;

// The system's. "localhost" and all below it are this machine, whatever a resolver says.
std::vector<std::string> system_lookup(const std::string& host);

// What `look_up` returns for `host`; nullopt when that takes longer than `limit`, or until `stop`.
// The lookup then continues by itself, so it must not refer to anything that ends before the
// program.
std::optional<std::vector<std::string>> look_up_within(const NameLookup& look_up,
                                                       const std::string& host,
                                                       std::chrono::nanoseconds limit,
                                                       const std::stop_token& stop);

}  // namespace wavespeed_mock::transport
