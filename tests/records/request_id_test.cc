#include "records/request_id.h"

#include <gtest/gtest.h>

#include <limits>

namespace wavespeed_mock::request_id_test {
namespace {

TEST(RequestId, RoundTripsThroughText) {
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{17}, std::uint64_t{1} << 40}) {
    const std::string text = request_id("5f3a09c2", number);
    const auto id = parse_request_id(text);
    ASSERT_TRUE(id) << text;
    EXPECT_EQ(id->tag, "5f3a09c2");
    EXPECT_EQ(id->number, number);
  }
  EXPECT_EQ(request_id("5f3a09c2", 17), "5f3a09c2-17");
}

TEST(RequestId, RefusesOtherText) {
  for (const char* const text : {"", "-", "5f3a09c2", "5f3a09c2-", "-17", "5f3a09c2-x",
                                 "5f3a09c2-17x", "5f3a09c2--17", "5f3a09c2-99999999999999999999"}) {
    EXPECT_FALSE(parse_request_id(text)) << text;
  }
}

}  // namespace
}  // namespace wavespeed_mock::request_id_test
