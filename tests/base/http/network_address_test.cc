#include "base/http/network_address.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::network_address_test {
namespace {

TEST(NetworkAddress, RecognisesLoopback) {
  for (const char* address : {"127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_EQ(reach_of(address), Reach::loopback) << address;
  }
}

// The first and the last address of each network.
TEST(NetworkAddress, RecognisesPrivateNetworks) {
  for (const char* address :
       {"0.0.0.0",    "0.255.255.255",  "10.0.0.0",        "10.255.255.255",
        "100.64.0.0", "100.127.0.1",    "169.254.0.0",     "169.254.169.254",
        "172.16.0.0", "172.31.255.255", "192.168.0.0",     "192.168.255.255",
        "198.18.0.0", "198.19.255.255", "224.0.0.1",       "255.255.255.255",
        "::",         "fc00::1",        "fdff::1",         "fe80::1",
        "febf::1",    "ff02::1",        "::ffff:10.0.0.1", "64:ff9b::c0a8:1"}) {
    EXPECT_EQ(reach_of(address), Reach::restricted) << address;
  }
}

TEST(NetworkAddress, TreatsAllOtherAddressesAsPublic) {
  for (const char* address :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.0.0.1",
        "128.0.0.1", "169.253.0.1", "172.15.255.255", "172.32.0.0", "192.167.255.255",
        "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:db8::1",
        "2606:4700::1111", "fbff::1", "::ffff:8.8.8.8"}) {
    EXPECT_EQ(reach_of(address), Reach::everywhere) << address;
  }
}

TEST(NetworkAddress, RejectsNames) {
  for (const char* text : {"", "localhost", "10.0.0", "10.0.0.256", "[::1]", "1.1.1.1:80", "::g"}) {
    EXPECT_EQ(reach_of(text), std::nullopt) << text;
  }
}

// The system's lookup takes them for addresses.
TEST(NetworkAddress, KnowsTheShortFormsOfAddressesInUrls) {
  for (const char* host :
       {"0", "0x0", "10.1", "192.168.257", "167772161", "012.0.0.1", "10.0.0.1"}) {
    EXPECT_EQ(reach_of_host(host), Reach::restricted) << host;
  }
  EXPECT_EQ(reach_of_host("2130706433"), Reach::loopback);
  EXPECT_EQ(reach_of_host("0x7f.1"), Reach::loopback);
  EXPECT_EQ(reach_of_host("8.8"), Reach::everywhere);
  for (const char* host : {"", "localhost", "1.2.3.4.5", "10.0.0.256", "0.test", "0x"}) {
    EXPECT_EQ(reach_of_host(host), std::nullopt) << host;
  }
}

}  // namespace
}  // namespace wavespeed_mock::network_address_test
