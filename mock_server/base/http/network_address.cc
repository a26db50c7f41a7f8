#include "base/http/network_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

namespace wavespeed_mock {
namespace {

using Bytes4 = std::array<std::uint8_t, 4>;
using Bytes16 = std::array<std::uint8_t, 16>;

struct Network4 {
  Bytes4 address;
  int bits;  // of the prefix
};

constexpr Network4 kRestricted[] = {
    {{0, 0, 0, 0}, 8},       // this network, and the unspecified address
    {{10, 0, 0, 0}, 8},      // private
    {{100, 64, 0, 0}, 10},   // shared by a carrier's customers
    {{169, 254, 0, 0}, 16},  // link-local; where clouds keep their machines' secrets
    {{172, 16, 0, 0}, 12},   // private
    {{192, 168, 0, 0}, 16},  // private
    {{198, 18, 0, 0}, 15},   // measurements of network devices
    {{224, 0, 0, 0}, 3},     // multicast, reserved, broadcast
};

std::uint32_t number_of(const Bytes4& bytes) {
  return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
         static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
}

Reach reach_of_4(const Bytes4& bytes) {
  if (bytes[0] == 127) return Reach::loopback;
  const std::uint32_t number = number_of(bytes);
  const bool restricted =
      std::any_of(std::begin(kRestricted), std::end(kRestricted), [&](const Network4& network) {
        return number >> (32 - network.bits) == number_of(network.address) >> (32 - network.bits);
      });
  return restricted ? Reach::restricted : Reach::everywhere;
}

Reach reach_of_6(const Bytes16& bytes) {
  const auto begins_with = [&](std::initializer_list<std::uint8_t> prefix) {
    return std::equal(prefix.begin(), prefix.end(), bytes.begin());
  };
  // ::ffff:a.b.c.d and 64:ff9b::a.b.c.d mean the IPv4 address at their end.
  if (begins_with({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}) ||
      begins_with({0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) {
    return reach_of_4({bytes[12], bytes[13], bytes[14], bytes[15]});
  }
  if (begins_with({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) {
    return begins_with({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}) ? Reach::loopback
                                                                         : Reach::restricted;
  }
  const bool unique_local = (bytes[0] & 0xfe) == 0xfc;                  // fc00::/7
  const bool local = bytes[0] == 0xfe && bytes[1] >= 0x80;              // fe80::/10, fec0::/10
  return unique_local || local || bytes[0] == 0xff ? Reach::restricted  // ff00::/8: multicast
                                                   : Reach::everywhere;
}

}  // namespace

std::optional<Reach> reach_of(std::string_view address) {
  const std::string text(address);
  Bytes4 four{};
  if (::inet_pton(AF_INET, text.c_str(), four.data()) == 1) return reach_of_4(four);
  Bytes16 sixteen{};
  if (::inet_pton(AF_INET6, text.c_str(), sixteen.data()) == 1) return reach_of_6(sixteen);
  return std::nullopt;
}

std::optional<Reach> reach_of_host(std::string_view host) {
  if (const auto reach = reach_of(host)) return reach;
  in_addr address{};
  if (::inet_aton(std::string(host).c_str(), &address) == 0) return std::nullopt;
  Bytes4 bytes{};
  std::memcpy(bytes.data(), &address, bytes.size());
  return reach_of_4(bytes);
}

}  // namespace wavespeed_mock
