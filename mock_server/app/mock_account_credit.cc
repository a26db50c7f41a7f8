// The functions of an account for its credit: grants, payments, the credit line. Each calls the
// operation in domain/ that the endpoint of the control plane calls.
#include "app/account_lookup.h"
#include "app/mock_impl.h"
#include "domain/billing/credit_grant_request.h"
#include "domain/billing/credit_line_actions.h"
#include "domain/billing/credit_line_materials.h"
#include "domain/billing/payment_info.h"
#include "domain/billing/payment_request.h"
#include "domain/billing/payments.h"

namespace wavespeed_mock {
namespace {

// Calls `pay(Ledger&, Timestamp now)`, which returns the payment's place or what refuses it.
template <class Pay>
PaymentInfo payment_of(const MockCore& core, StoredAccount& account, const Pay& pay) {
  return account.with(core.clock().now(), [&](AccountState& state, Timestamp now) {
    const std::uint32_t index = value_of(pay(state.ledger, now));
    return payment_info(account.account(), state.ledger, index);
  });
}

}  // namespace

CreditInfo MockAccount::credit() const {
  return with_account(mock_->impl_->core, tag_, [](const Account&, const AccountState& state) {
    return credit_info(state.ledger);
  });
}

CreditInfo MockAccount::give_credit(Money amount, CreditKind kind,
                                    std::optional<Duration> expires_in) {
  const CreditGrantRequest request{.amount = amount, .kind = kind, .expires_in = expires_in};
  throw_if(find_problem(request));
  const Duration purchased_lasts = mock_->impl_->core.control().accounts.credit_lasts();
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp now) {
    return wavespeed_mock::give_credit(ledger, request, purchased_lasts, now);
  });
}

PaymentInfo MockAccount::top_up(Money amount, const TopUp& how) {
  const MockCore& core = mock_->impl_->core;
  StoredAccount& account = account_to_change(core, tag_);
  const TopUpRequest request{.payment = how.payment,
                             .amount = amount,
                             .arrives_in = how.arrives_in,
                             .lasts = core.control().accounts.credit_lasts(),
                             .coupon = how.coupon};
  throw_if(find_problem(request));
  return payment_of(core, account, [&](Ledger& ledger, Timestamp now) {
    return wavespeed_mock::top_up(ledger, request, core.control().coupons, now);
  });
}

PaymentInfo MockAccount::redeem(std::string_view coupon) {
  const MockCore& core = mock_->impl_->core;
  StoredAccount& account = account_to_change(core, tag_);
  if (coupon.empty()) throw AccountError(400, "the code of the coupon must not be empty");
  return payment_of(core, account, [&](Ledger& ledger, Timestamp now) {
    return redeem_coupon(ledger, coupon, core.control().coupons, now);
  });
}

std::vector<PaymentInfo> MockAccount::payments() const {
  return with_account(
      mock_->impl_->core, tag_, [](const Account& account, const AccountState& state) {
        constexpr std::size_t kMax = 100;
        const std::size_t total = state.ledger.payments.size();
        std::vector<PaymentInfo> payments;
        for (std::size_t index = total; index > 0 && payments.size() < kMax; --index) {
          payments.push_back(payment_info(account, state.ledger, index - 1));
        }
        return payments;
      });
}

CreditInfo MockAccount::apply_for_credit_line(const CreditLineApplication& application) {
  throw_if(find_problem(application));
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp now) {
    return wavespeed_mock::apply_for_credit_line(ledger, application, now);
  });
}

CreditInfo MockAccount::approve_credit_line(std::optional<Money> limit) {
  if (limit) throw_if(find_amount_problem("limit_usd", *limit));
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp now) {
    return wavespeed_mock::approve_credit_line(ledger, limit, now);
  });
}

CreditInfo MockAccount::decline_credit_line(std::string_view note) {
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::decline_credit_line(ledger, /*defer=*/false, std::string(note));
  });
}

CreditInfo MockAccount::defer_credit_line(std::string_view note) {
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::decline_credit_line(ledger, /*defer=*/true, std::string(note));
  });
}

CreditInfo MockAccount::request_credit_line_raise(Money limit) {
  throw_if(find_amount_problem("limit_usd", limit));
  return change_credit(mock_->impl_->core, tag_,
                       [&](Ledger& ledger, Timestamp) { return request_raise(ledger, limit); });
}

CreditInfo MockAccount::reduce_credit_line(Money limit) {
  throw_if(find_amount_problem("limit_usd", limit));
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::reduce_credit_line(ledger, limit);
  });
}

CreditInfo MockAccount::close_credit_line(std::string_view note) {
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::close_credit_line(ledger, std::string(note));
  });
}

CreditInfo MockAccount::deposit(Money amount) {
  throw_if(find_amount_problem("usd", amount));
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp) {
    return wavespeed_mock::deposit(ledger, amount);
  });
}

CreditInfo MockAccount::pay_bill(const PaymentOptions& how) {
  throw_if(find_problem(how));
  return change_credit(mock_->impl_->core, tag_, [&](Ledger& ledger, Timestamp now) {
    return pay_oldest_bill(ledger, how, now);
  });
}

}  // namespace wavespeed_mock
