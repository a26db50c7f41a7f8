// A price rule of one account: a percentage off for tasks of some models.
//
// Plain data, immutable once an account has it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// Of a price, in hundredths of a percent: 2000 is 20 %.
using DiscountRate = std::uint32_t;
inline constexpr DiscountRate kWholePrice = 10'000;

struct DiscountRule {
  std::vector<std::string> models;  // any of them, with "*"; empty: every model
  DiscountRate rate = 0;            // above 0, at most kWholePrice
  Money from;  // applies once the account has spent this much in the month (UTC); zero: at once
};

using Discounts = std::vector<DiscountRule>;

}  // namespace wavespeed_mock
