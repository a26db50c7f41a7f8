// One account of a mock, for tests in C++: what `/__mock/accounts/…` does over HTTP, as calls
// (docs/credit.md). The same rules apply; a call that they refuse throws an AccountError.
//
// Amounts are from $0 to $1,000,000,000: usd(12.5). Times are those of the mock's clock.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wavespeed_mock/account_info.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/credit.h"
#include "wavespeed_mock/error.h"
#include "wavespeed_mock/invoice.h"
#include "wavespeed_mock/money.h"
#include "wavespeed_mock/new_account.h"
#include "wavespeed_mock/payment.h"

namespace wavespeed_mock {

class Mock;

// A call on an account that is wrong, or not possible in the account's present state. what() is one
// line that says why.
class AccountError : public Error {
 public:
  AccountError(int status, const std::string& message)
      : Error(status == 404   ? ErrorCode::not_found
              : status == 409 ? ErrorCode::conflict
                              : ErrorCode::invalid_argument,
              message),
        status_(status) {}

  // What HTTP would have answered: 400, 404 or 409.
  int status() const { return status_; }

 private:
  int status_;
};

// A handle: copies mean the same account. Must not outlive its mock. Every function may be called
// from several threads.
class MockAccount {
 public:
  AccountInfo info() const;
  // All that it has, as the JSON text that `/export` answers.
  std::string export_json() const;

  void set_tier(std::string_view tier);
  // Replaces its discounts, by a JSON list as fixture files have it too: [{"percent": 20}].
  void set_discounts(const std::vector<Discount>& discounts);
  void set_discounts(std::initializer_list<Discount> discounts);
  void set_discounts(std::string_view json);
  void suspend(std::string_view note = {});
  void reinstate();
  void terminate(std::string_view note = {});

  CreditInfo credit() const;
  // Without `expires_in` it never expires, but purchased credit does as the option `credit_expiry`
  // says.
  CreditInfo give_credit(Money amount, CreditKind kind = CreditKind::purchased,
                         std::optional<Duration> expires_in = std::nullopt);
  PaymentInfo top_up(Money amount, const TopUp& how = {});
  PaymentInfo redeem(std::string_view coupon);
  // Newest first; the newest hundred.
  std::vector<PaymentInfo> payments() const;

  CreditInfo apply_for_credit_line(const CreditLineApplication& application);
  // Decisions on the application, or on the raise that is asked for. Without a limit it is what was
  // asked for, but no more than the rules allow.
  CreditInfo approve_credit_line(std::optional<Money> limit = std::nullopt);
  CreditInfo decline_credit_line(std::string_view note = {});
  CreditInfo defer_credit_line(std::string_view note = {});
  CreditInfo request_credit_line_raise(Money limit);
  CreditInfo reduce_credit_line(Money limit);
  CreditInfo close_credit_line(std::string_view note = {});
  // Deposits a guarantee for the credit line.
  CreditInfo deposit(Money amount);
  // Pays the oldest bill that is not paid.
  CreditInfo pay_bill(const PaymentOptions& how = {});

  // Where `key.key` is empty, the new key follows from the seed.
  ApiKeyInfo make_key(const NewApiKey& key = {});
  std::vector<ApiKeyInfo> keys() const;
  // By the id that keys() has.
  void revoke_key(std::string_view id);

  Invoice make_invoice(const InvoiceRequest& request);
  // The same; `json` is the JSON object that `POST …/invoices` takes.
  Invoice make_invoice(std::string_view json);
  // Newest first.
  std::vector<Invoice> invoices() const;
  // The printable page of an invoice, as HTML.
  std::string invoice_page(std::string_view number) const;

 private:
  friend class Mock;
  MockAccount(Mock& mock, std::string tag) : mock_(&mock), tag_(std::move(tag)) {}

  Mock* mock_;
  std::string tag_;
};

}  // namespace wavespeed_mock
