// Ways to pay.
#pragma once

#include <cstdint>

namespace wavespeed_mock {

// `none`: nothing was paid, as for a coupon, or the method is not known.
enum class PaymentMethod : std::uint8_t { none, stripe, paypal, wechat_pay, alipay, naver_pay };

}  // namespace wavespeed_mock
