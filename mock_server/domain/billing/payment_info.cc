#include "domain/billing/payment_info.h"

#include "domain/billing/bill_uuids.h"

namespace wavespeed_mock {

std::string payment_id(const Account& account, std::size_t index) {
  return "pay_" + to_hex({account.draws.bits(RandomStream::payment_id_high, index),
                          account.draws.bits(RandomStream::payment_id_low, index)});
}

PaymentInfo payment_info(const Account& account, const Ledger& ledger, std::size_t index) {
  const Payment& payment = ledger.payments[index];
  PaymentInfo info{.id = payment_id(account, index),
                   .purpose = payment.purpose,
                   .method = payment.method,
                   .amount = payment.amount,
                   .status = payment.status,
                   .failure = payment.failure,
                   .coupon = payment.coupon,
                   .created_at = payment.created};
  if (payment.status == PaymentStatus::succeeded) {
    info.credited_at = payment.ended;
    info.transaction = transaction_id(account, ledger, payment.entry);
  }
  return info;
}

}  // namespace wavespeed_mock
