// From where an IP address can be reached. The mock calls URLs that clients send only on this
// machine or on the open internet.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wavespeed_mock {

enum class Reach : std::uint8_t {
  loopback,    // 127.0.0.0/8 and ::1: this machine
  restricted,  // private and shared networks, link-local, multicast, unspecified, reserved
  everywhere,
};

// The reach of "10.0.0.1" or "fe80::1" (without brackets). An IPv4 address inside an IPv6 one
// counts as itself. Nullopt if `address` is not an address but, say, a name.
std::optional<Reach> reach_of(std::string_view address);

}  // namespace wavespeed_mock
