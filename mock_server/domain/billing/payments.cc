#include "domain/billing/payments.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text/quoting.h"
#include "base/value/conflict.h"
#include "base/value/timestamp.h"
#include "domain/billing/coupons.h"
#include "domain/billing/credit_grant_request.h"
#include "domain/billing/credit_line.h"
#include "domain/billing/credit_maximum.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

// Soonest on top; of those due at once the one that began first.
bool is_due_later(const PendingTopUp& a, const PendingTopUp& b) {
  return a.due != b.due ? a.due > b.due : a.payment > b.payment;
}

std::uint32_t next_payment(const Ledger& ledger) {
  return static_cast<std::uint32_t>(ledger.payments.size());
}

// The place of the line that was booked last.
std::uint32_t last_line(const Ledger& ledger) {
  return static_cast<std::uint32_t>(ledger.entries.size() - 1);
}

// `lasts`: Duration::max() forever.
std::uint32_t credit_coupon(Ledger& ledger, const std::string& code, Money amount, Duration lasts,
                            Timestamp time) {
  add_credit(ledger, LedgerEntry::Kind::coupon, time, amount, end_of_credit(time, lasts));
  ledger.payments.push_back({.purpose = PaymentPurpose::coupon,
                             .status = PaymentStatus::succeeded,
                             .entry = last_line(ledger),
                             .amount = amount,
                             .created = time,
                             .ended = time,
                             .coupon = code});
  return next_payment(ledger) - 1;
}

std::uint32_t count_uses(const Ledger& ledger, const std::string& code) {
  return static_cast<std::uint32_t>(
      std::count_if(ledger.payments.begin(), ledger.payments.end(), [&](const Payment& payment) {
        const bool counts =
            payment.purpose == PaymentPurpose::coupon || payment.status == PaymentStatus::pending;
        return counts && is_same_code(payment.coupon, code);
      }));
}

}  // namespace

std::string_view to_text(PaymentMethod method) {
  constexpr std::array<std::string_view, 6> kTexts = {"none",       "stripe", "paypal",
                                                      "wechat_pay", "alipay", "naver_pay"};
  return kTexts.at(static_cast<std::size_t>(method));
}

std::string_view to_text(PaymentFailure failure) {
  constexpr std::array<std::string_view, 5> kTexts = {
      "card_declined", "paypal_unverified", "unavailable_in_region", "cancelled", "payment_failed"};
  return kTexts.at(static_cast<std::size_t>(failure));
}

std::string_view to_text(PaymentPurpose purpose) {
  constexpr std::array<std::string_view, 3> kTexts = {"top_up", "monthly_bill", "coupon"};
  return kTexts.at(static_cast<std::size_t>(purpose));
}

std::string_view to_text(PaymentStatus status) {
  constexpr std::array<std::string_view, 3> kTexts = {"pending", "succeeded", "failed"};
  return kTexts.at(static_cast<std::size_t>(status));
}

std::optional<ApiError> find_coupon_problem(const Ledger& ledger, const Coupon& coupon,
                                            Money top_up, Timestamp now) {
  const std::string named = "the coupon " + text_quote(coupon.code);
  if (coupon.expires_at && *coupon.expires_at <= now) {
    return conflict(named + " expired at " + to_rfc3339(*coupon.expires_at));
  }
  if (count_uses(ledger, coupon.code) >= coupon.uses) {
    return conflict(named + " is used up: an account may redeem it " +
                    (coupon.uses == 1 ? "once" : std::to_string(coupon.uses) + " times"));
  }
  if (top_up < coupon.min_top_up) {
    return conflict(named + " needs a top-up of at least " + to_dollars(coupon.min_top_up) +
                    " with it");
  }
  return std::nullopt;
}

std::uint32_t begin_top_up(Ledger& ledger, const TopUpRequest& order, const Coupon* coupon,
                           Timestamp now) {
  const std::uint32_t index = next_payment(ledger);
  ledger.payments.push_back({.purpose = PaymentPurpose::top_up,
                             .method = order.payment.method,
                             .amount = order.amount,
                             .created = now,
                             .coupon = coupon == nullptr ? "" : coupon->code});
  PendingTopUp pending{.due = later(now, order.arrives_in),
                       .payment = index,
                       .failure = order.payment.fails,
                       .lasts = order.lasts};
  if (coupon != nullptr) {
    pending.coupon_amount = coupon->amount;
    pending.coupon_lasts = coupon->credit_expires_in.value_or(Duration::max());
  }
  ledger.pending.push_back(pending);
  std::push_heap(ledger.pending.begin(), ledger.pending.end(), is_due_later);
  post_due_entries(ledger, now);
  return index;
}

void end_next_top_up(Ledger& ledger) {
  std::pop_heap(ledger.pending.begin(), ledger.pending.end(), is_due_later);
  const PendingTopUp ended = ledger.pending.back();
  ledger.pending.pop_back();
  Payment& payment = ledger.payments.change(ended.payment);
  payment.ended = ended.due;
  if (ended.failure) {
    payment.status = PaymentStatus::failed;
    payment.failure = ended.failure;
    return;
  }
  add_credit(ledger, LedgerEntry::Kind::top_up, ended.due, payment.amount,
             end_of_credit(ended.due, ended.lasts), payment.method);
  payment.status = PaymentStatus::succeeded;
  payment.entry = last_line(ledger);
  if (payment.coupon.empty()) return;
  credit_coupon(ledger, std::string(payment.coupon), ended.coupon_amount, ended.coupon_lasts,
                ended.due);
}

std::uint32_t redeem(Ledger& ledger, const Coupon& coupon, Timestamp now) {
  return credit_coupon(ledger, coupon.code, coupon.amount,
                       coupon.credit_expires_in.value_or(Duration::max()), now);
}

Outcome<std::uint32_t> top_up(Ledger& ledger, const TopUpRequest& request, const Coupons& coupons,
                              Timestamp now) {
  std::optional<Coupon> coupon;
  if (!request.coupon.empty()) {
    const auto found = coupons.find(request.coupon);
    if (!found) return found.error();
    if (auto problem = find_coupon_problem(ledger, *found, request.amount, now)) {
      return *std::move(problem);
    }
    coupon = *found;
  }
  if (!request.payment.fails) {
    const Money more = request.amount + (coupon ? coupon->amount : Money{});
    if (auto excess = find_credit_excess(ledger, more)) return *std::move(excess);
  }
  return begin_top_up(ledger, request, coupon ? &*coupon : nullptr, now);
}

Outcome<std::uint32_t> redeem_coupon(Ledger& ledger, std::string_view code, const Coupons& coupons,
                                     Timestamp now) {
  const auto coupon = coupons.find(code);
  if (!coupon) return coupon.error();
  if (auto problem = find_coupon_problem(ledger, *coupon, {}, now)) return *std::move(problem);
  if (auto excess = find_credit_excess(ledger, coupon->amount)) return *std::move(excess);
  return redeem(ledger, *coupon, now);
}

void try_to_pay_bill(Ledger& ledger, const PaymentOptions& payment, Timestamp now) {
  Payment attempt{.purpose = PaymentPurpose::monthly_bill,
                  .method = payment.method,
                  .status = PaymentStatus::failed,
                  .amount = oldest_unpaid(*ledger.credit_line)->amount,
                  .created = now,
                  .ended = now,
                  .failure = payment.fails};
  if (!payment.fails) {
    pay_bill(ledger, now, payment.method);
    attempt.status = PaymentStatus::succeeded;
    attempt.entry = last_line(ledger);
  }
  ledger.payments.push_back(std::move(attempt));
}

}  // namespace wavespeed_mock
