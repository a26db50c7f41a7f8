#include "base/text/money_reader.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "support/domain_error.h"

namespace wavespeed_mock::money_reader_test {
namespace {

using nlohmann::json;

std::optional<Money> read(const json& usd, double min = 0) {
  const json object = {{"usd", usd}};
  JsonReader in(object, "body");
  const Money amount = read_usd(in, "usd", min);
  EXPECT_EQ(read_optional_usd(in, "usd", min), amount);
  EXPECT_EQ(read_optional_usd(in, "other"), std::nullopt);
  return amount;
}

TEST(ReadUsd, IsExactToTheMillionthOfADollar) {
  EXPECT_EQ(read(0), Money{});
  EXPECT_EQ(read(0.000001), Money{1});
  EXPECT_EQ(read(0.0000014), Money{1});
  EXPECT_EQ(read(1e9), Money{1'000'000'000'000'000});
}

TEST(ReadUsd, RefusesAnAmountThatWouldBecomeNothing) {
  for (const double usd : {0.0000004, 1e-300}) {
    EXPECT_EQ(
        error_of([&] { read(usd); }),
        "body: field \"usd\": must be 0, or 0.000001 or more: amounts are whole millionths of "
        "a dollar, not " +
            json(usd).dump());
  }
}

TEST(ReadUsd, RefusesNothingWhereSomethingIsNeeded) {
  for (const double usd : {0.0, 0.0000004}) {
    const json object = {{"usd", usd}};
    JsonReader in(object, "body");
    EXPECT_EQ(error_of([&] { read_some_usd(in, "usd"); }),
              "body: field \"usd\": " + std::string(kSomeMoney) + ", not " + json(usd).dump());
  }
}

TEST(ReadUsd, RefusesWhatIsOutsideItsRange) {
  EXPECT_EQ(error_of([&] { read(1e9 + 1); }),
            "body: field \"usd\": must be a number from 0.0 to 1000000000.0, not 1000000001.0");
  EXPECT_EQ(error_of([&] { read(0.001, 0.01); }),
            "body: field \"usd\": must be a number from 0.01 to 1000000000.0, not 0.001");
}

}  // namespace
}  // namespace wavespeed_mock::money_reader_test
