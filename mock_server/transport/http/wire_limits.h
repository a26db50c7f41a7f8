// Limits on the size or duration of what a client sends; the same for every engine.
#pragma once

#include <chrono>
#include <cstddef>

namespace wavespeed_mock::transport {

// How long a client may take, so that no client holds a connection forever. Tests use shorter
// times.
struct TimeLimits {
  // Between requests. It is longer than clients keep an unused connection in their pools: the
  // server must not close a connection just when a client uses it again.
  std::chrono::milliseconds idle = std::chrono::seconds(75);
  // For the handshake of TLS.
  std::chrono::milliseconds handshake = std::chrono::seconds(30);
  // Without a byte within a message, in either direction.
  std::chrono::milliseconds silence = std::chrono::seconds(30);
  // For a whole request, however often a piece of it comes.
  std::chrono::milliseconds request = std::chrono::minutes(5);
  // How long input is still read and dropped after an answer that ends a connection early.
  std::chrono::milliseconds linger = std::chrono::seconds(2);
  // How often an engine with loops checks the other times; each may be exceeded by this much.
  std::chrono::milliseconds step = std::chrono::seconds(1);
};

// A longer DeliveryPlan::delay is cut to this.
inline constexpr std::chrono::nanoseconds kLongestDelay = std::chrono::hours(24);

// Request line and header fields together.
inline constexpr std::size_t kMaxHeadBytes = 65'536;
// The target in the request line, and each line of a header field: the limits that are compiled
// into cpp-httplib.
inline constexpr std::size_t kMaxTargetBytes = 8'192;
inline constexpr std::size_t kMaxFieldBytes = 8'192;

// Connections that wait to be accepted. With only a few, some clients of a burst have to connect a
// second time, a second later.
inline constexpr int kBacklog = 4096;

}  // namespace wavespeed_mock::transport
