#include "records/prediction_id.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace wavespeed_mock::prediction_id_test {
namespace {

struct Case {
  PredictionId id;
  std::string text;
};

const std::vector<Case> kCases = {
    {{0, 0}, "00000000000000000000000000000000"},
    {{0, 1}, "00000000000000000000000000000001"},
    {{1, 0}, "00000000000000010000000000000000"},
    {{0x0123456789abcdef, 0xfedcba9876543210}, "0123456789abcdeffedcba9876543210"},
    {{~std::uint64_t{0}, ~std::uint64_t{0}}, "ffffffffffffffffffffffffffffffff"},
};

TEST(PredictionId, Is32LowercaseHexDigits) {
  for (const Case& c : kCases) EXPECT_EQ(to_hex(c.id), c.text);
}

TEST(PredictionId, RoundTripsThroughText) {
  for (const Case& c : kCases) EXPECT_EQ(parse_prediction_id(c.text), c.id) << c.text;
}

TEST(PredictionId, AppendsToTheText) {
  std::string text = "/predictions/";
  append_hex(text, {0, 0x2a});
  EXPECT_EQ(text, "/predictions/0000000000000000000000000000002a");
}

TEST(PredictionId, RefusesEverythingElse) {
  using namespace std::string_view_literals;
  const std::vector<std::string_view> texts = {
      ""sv,
      "0"sv,
      "0123456789abcdeffedcba987654321"sv,
      "0123456789abcdeffedcba98765432100"sv,
      "0123456789ABCDEFFEDCBA9876543210"sv,
      "0123456789abcdefFedcba9876543210"sv,
      "0123456789abcdeg0123456789abcdef"sv,
      "0123456789abcde/0123456789abcdef"sv,
      "0123456789abcde:0123456789abcdef"sv,
      "0123456789abcdef0123456789abcde`"sv,
      " 123456789abcdef0123456789abcdef"sv,
      "+123456789abcdef0123456789abcdef"sv,
      "0x23456789abcdef0123456789abcdef"sv,
      "01234567-89ab-cdef-0123-456789ab"sv,
      "0123456789abcdef0123456789abcde\0"sv,
      "undefined"sv,
  };
  for (const std::string_view text : texts) {
    EXPECT_EQ(parse_prediction_id(text), std::nullopt) << text;
  }
}

TEST(PredictionId, HashesBothHalves) {
  std::unordered_set<PredictionId> ids;
  for (const Case& c : kCases) ids.insert(c.id);
  EXPECT_EQ(ids.size(), kCases.size());
  EXPECT_TRUE(ids.contains({1, 0}));
  EXPECT_FALSE(ids.contains({1, 1}));
}

}  // namespace
}  // namespace wavespeed_mock::prediction_id_test
