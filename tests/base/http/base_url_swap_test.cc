#include "base/http/base_url_swap.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::base_url_swap_test {
namespace {

std::string swapped(std::string_view text) {
  return with_base_url_swapped(text, "http://127.0.0.1:80", "https://live");
}

TEST(BaseUrlSwap, ReplacesEachAddress) {
  EXPECT_EQ(swapped(R"({"a":"http://127.0.0.1:80/x","b":"http://127.0.0.1:80"})"),
            R"({"a":"https://live/x","b":"https://live"})");
  EXPECT_EQ(swapped("see http://127.0.0.1:80: or http://127.0.0.1:80."),
            "see https://live: or https://live.");
  EXPECT_EQ(swapped("http://127.0.0.1:80"), "https://live");
  EXPECT_EQ(swapped("nothing"), "nothing");
  EXPECT_EQ(swapped(""), "");
}

// A client chooses the name of its host, and a body may nearly have it everywhere.
TEST(BaseUrlSwap, TakesLinearTime) {
  const std::string text(1'000'000, 'a');
  EXPECT_EQ(with_base_url_swapped(text, std::string(500'000, 'a') + 'b', "x"), text);
}

TEST(BaseUrlSwap, LeavesOtherServersAlone) {
  for (const char* other :
       {"http://127.0.0.1:8080/x", "http://127.0.0.1:80-a", "http://127.0.0.1"}) {
    EXPECT_EQ(swapped(other), other);
  }
  EXPECT_EQ(with_base_url_swapped("https://a.b/x https://a:1 https://a/x", "https://a", "B"),
            "https://a.b/x https://a:1 B/x");
}

TEST(BaseUrlSwap, DoesNothingWithoutAnAddress) {
  EXPECT_EQ(with_base_url_swapped("a b", "", "x"), "a b");
}

}  // namespace
}  // namespace wavespeed_mock::base_url_swap_test
