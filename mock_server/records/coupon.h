// A coupon: what its code gives.
//
// Plain data.
#pragma once

#include <cstdint>
#include <string>

#include "base/value/money.h"
#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

struct Coupon {
  std::string code;  // as it was defined; upper and lower case are the same
  Money amount;
  Timestamp expires = Timestamp::max();  // the code itself; max: never
  // Of the credit, once it is redeemed; Duration::max(): forever.
  Duration credit_lasts = Duration::max();
  std::uint32_t uses = 1;  // how often one account may redeem it
  Money min_top_up;        // the least top-up that it comes with; zero: can be redeemed alone
};

}  // namespace wavespeed_mock
