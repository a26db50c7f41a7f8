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

// The same of the host of a URL. As the system's lookup does, it also takes "0", "10.1", "0x7f.1"
// and other short forms for the IPv4 addresses that they are.
std::optional<Reach> reach_of_host(std::string_view host);

}  // namespace wavespeed_mock
