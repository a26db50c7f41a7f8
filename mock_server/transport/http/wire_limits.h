// Limits on the size or duration of what a client sends; the same for every engine.
#pragma once

#include <chrono>
#include <cstddef>

namespace wavespeed_mock::transport {

// How long a client may take, so that none holds its connection forever. Tests have shorter ones.
struct TimeLimits {
  // Between requests. Longer than clients keep an unused connection in their pools, so that it is
  // never the server that closes one just as it is used again.
  std::chrono::milliseconds idle = std::chrono::seconds(75);
  // For the handshake of TLS.
  std::chrono::milliseconds handshake = std::chrono::seconds(30);
  // Of silence inside a message, in either direction.
  std::chrono::milliseconds silence = std::chrono::seconds(30);
  // For a whole request, however often a piece of it comes.
  std::chrono::milliseconds request = std::chrono::minutes(5);
  // How long input is still read and dropped after an answer that ends a connection early.
  std::chrono::milliseconds linger = std::chrono::seconds(2);
  // How often an engine that has loops looks at the others, which may all be late by as much.
  std::chrono::milliseconds step = std::chrono::seconds(1);
};

// A longer DeliveryPlan::delay is cut to this.
inline constexpr std::chrono::nanoseconds kLongestDelay = std::chrono::hours(24);

// Request line and header fields together.
inline constexpr std::size_t kMaxHeadBytes = 65'536;
// The target in the request line, and each line of a header field: as cpp-httplib has them compiled
// in.
inline constexpr std::size_t kMaxTargetBytes = 8'192;
inline constexpr std::size_t kMaxFieldBytes = 8'192;

// Connections that wait to be accepted. With a handful, one of a burst of clients has to try a
// second time, a second later.
inline constexpr int kBacklog = 4096;

}  // namespace wavespeed_mock::transport
