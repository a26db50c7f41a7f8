// How one can pay.
#pragma once

#include <cstdint>

namespace wavespeed_mock {

// `none`: nobody paid, such as for a coupon, or it was not said.
enum class PaymentMethod : std::uint8_t { none, stripe, paypal, wechat_pay, alipay, naver_pay };

}  // namespace wavespeed_mock
