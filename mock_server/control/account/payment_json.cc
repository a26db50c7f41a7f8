#include "control/account/payment_json.h"

#include <nlohmann/json.hpp>

#include "base/value/timestamp.h"
#include "domain/billing/payment_info.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(const std::string& text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}

}  // namespace

ordered_json payment_json(const Account& account, const Ledger& ledger, std::size_t index) {
  const PaymentInfo payment = payment_info(account, ledger, index);
  return {{"id", payment.id},
          {"purpose", to_text(payment.purpose)},
          {"method", payment.method == PaymentMethod::none ? ordered_json()
                                                           : ordered_json(to_text(payment.method))},
          {"usd", payment.amount.usd()},
          {"status", to_text(payment.status)},
          {"failure", payment.failure ? ordered_json(to_text(*payment.failure)) : ordered_json()},
          {"coupon", text_or_null(payment.coupon)},
          {"created_at", to_rfc3339(payment.created_at)},
          {"credited_at",
           payment.credited_at ? ordered_json(to_rfc3339(*payment.credited_at)) : ordered_json()},
          {"transaction", text_or_null(payment.transaction)}};
}

}  // namespace wavespeed_mock
