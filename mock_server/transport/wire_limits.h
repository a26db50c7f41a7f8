// How long and how much a server of this folder puts up with; the same for every engine.
#pragma once

#include <chrono>
#include <cstddef>

namespace wavespeed_mock::transport {

// Longer than clients keep an unused connection in their pools, so that it is never the server that
// closes one just as it is used again.
inline constexpr std::chrono::milliseconds kLongestIdle = std::chrono::seconds(75);

// Longest silence inside a message, in either direction: a client that stalls must not hold its
// connection for ever.
inline constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(30);

// How long input is still read and dropped after an answer that ends a connection early.
inline constexpr std::chrono::milliseconds kLongestLinger = std::chrono::seconds(2);

// A longer DeliveryPlan::delay is cut to this.
inline constexpr std::chrono::nanoseconds kLongestDelay = std::chrono::hours(24);

// Request line and header fields together.
inline constexpr std::size_t kMostHeadBytes = 65'536;
// The target in the request line, and each line of a header field: as cpp-httplib has them compiled
// in.
inline constexpr std::size_t kMostTargetBytes = 8'192;
inline constexpr std::size_t kMostFieldBytes = 8'192;

// Connections that wait to be accepted. With a handful, one of a burst of clients has to try a
// second time, a second later.
inline constexpr int kBacklog = 4096;

}  // namespace wavespeed_mock::transport
