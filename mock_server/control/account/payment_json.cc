#include "control/account/payment_json.h"

#include <nlohmann/json.hpp>

#include "base/value/timestamp.h"
#include "domain/billing/bill_uuids.h"
#include "domain/billing/payments.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(const std::string& text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}

}  // namespace

std::string payment_id(const Account& account, std::size_t place) {
  return "pay_" + to_hex({account.draws.bits(RandomStream::payment_id_high, place),
                          account.draws.bits(RandomStream::payment_id_low, place)});
}

ordered_json payment_json(const Account& account, const Ledger& ledger, std::size_t place) {
  const Payment& payment = ledger.payments[place];
  const bool is_credited = payment.state == Payment::State::succeeded;
  return {{"id", payment_id(account, place)},
          {"purpose", to_text(payment.purpose)},
          {"method", payment.method == PaymentMethod::none ? ordered_json()
                                                           : ordered_json(to_text(payment.method))},
          {"usd", payment.amount.usd()},
          {"status", to_text(payment.state)},
          {"failure", text_or_null(payment.failure)},
          {"coupon", text_or_null(payment.coupon)},
          {"created_at", to_rfc3339(payment.created)},
          {"credited_at", is_credited ? ordered_json(to_rfc3339(payment.ended)) : ordered_json()},
          {"transaction", is_credited ? ordered_json(transaction_id(account, ledger, payment.entry))
                                      : ordered_json()}};
}

}  // namespace wavespeed_mock
