// One account of a mock, for tests in C++: what `/__mock/accounts/…` does over HTTP, as calls
// (docs/account.md). The same rules decide; what they refuse is thrown as an AccountError.
//
// Money is in US dollars. Times are those of the mock's clock.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/error.h"

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

struct AccountInfo {
  std::string name;
  std::string tag;     // what its request ids begin with
  std::string status;  // "active", "suspended", "terminated"
  std::string note;    // why it is suspended or terminated
  std::string tier;    // that it has reached
  double balance_usd = 0;
  double topped_up_usd = 0;  // all its top-ups together
  std::uint64_t keys = 0;    // that may be used
  Timestamp opened_at{};
};

// Credit of one kind with an end of its own.
struct CreditGrantInfo {
  std::string kind;  // "coupon", "trial", "purchased"
  double usd = 0;    // at first
  double left_usd = 0;
  Timestamp given_at{};
  std::optional<Timestamp> expires_at{};
};

// A month's bill of a credit line.
struct MonthlyBillInfo {
  std::string month;  // "2026-01"
  double usd = 0;
  Timestamp issued_at{};
  Timestamp due_at{};
  std::optional<Timestamp> paid_at{};
  bool overdue = false;
};

struct CreditLineInfo {
  std::string state;  // "under_review", "needs_information", "declined", "deferred", "active", …
  std::string note;   // what the review says
  std::string applicant;
  double requested_usd = 0;
  double limit_usd = 0;
  std::optional<double> raise_usd{};  // that is asked for
  double deposit_usd = 0;
  double owed_usd = 0;
  double available_usd = 0;
  std::vector<MonthlyBillInfo> bills{};
};

struct CreditInfo {
  double balance_usd = 0;
  std::vector<CreditGrantInfo> grants{};  // those with something left, as they are spent
  std::optional<CreditLineInfo> line{};
};

// One attempt to pay, and what has become of it.
struct PaymentInfo {
  std::string id;
  std::string purpose;  // "top_up", "monthly_bill", "coupon"
  std::string method;   // "stripe", "paypal", "wechat_pay", "alipay", "naver_pay"; "" for none
  double usd = 0;
  std::string status;   // "pending", "succeeded", "failed"
  std::string failure;  // "card_declined", …; "" unless failed
  std::string coupon;   // the code that came with it, or was redeemed
  Timestamp created_at{};
  std::optional<Timestamp> credited_at{};
};

struct ApiKeyInfo {
  std::string id;    // as bills name it
  std::string name;  // as bills name it
  std::string key;   // its text; only where it was just made
  Timestamp created_at{};
  std::optional<Timestamp> revoked_at{};
  std::uint64_t requests = 0;  // tasks that were charged by it
  double cost_usd = 0;         // refunds taken off
};

// How somebody pays.
struct PayWay {
  std::string method = "stripe";
  std::string fails = "";  // "card_declined", …: the payment fails, for that reason
};

struct TopUp {
  PayWay way{};
  std::string arrives_in = "";  // "5m": the credit comes, or the payment fails, so much later
  std::string coupon = "";      // a code that comes with it
};

struct LineRequest {
  std::string applicant = "enterprise";  // or "individual_with_product", "individual"
  double usd = 200;                      // a month
  std::map<std::string, std::string> materials{};
};

// A handle: copies mean the same account. Must not outlive its mock. Every function may be called
// from several threads.
class MockAccount {
 public:
  AccountInfo info() const;
  // All that it has, as the JSON text that `/export` answers.
  std::string export_json() const;

  void set_tier(std::string_view tier);
  // In the place of those it has: a JSON list as fixture files have it, [{"percent": 20}].
  void set_discounts(std::string_view discounts);
  void suspend(std::string_view note = {});
  void reinstate();
  void terminate(std::string_view note = {});

  CreditInfo credit() const;
  // "purchased", "trial" or "coupon"; lasts as that kind does unless `expires_in` ("30d") says
  // more.
  CreditInfo give_credit(double usd, std::string_view kind = "purchased",
                         std::string_view expires_in = {});
  PaymentInfo top_up(double usd, const TopUp& how = {});
  PaymentInfo redeem(std::string_view coupon);
  // Newest first; the newest hundred.
  std::vector<PaymentInfo> payments() const;

  CreditInfo apply_for_line(const LineRequest& request);
  // Of the application, or of the raise that is asked for; the limit is what was asked for, as far
  // as the rules allow, unless it is given.
  CreditInfo approve_line(std::optional<double> limit_usd = std::nullopt);
  CreditInfo decline_line(std::string_view note = {});
  CreditInfo defer_line(std::string_view note = {});
  CreditInfo ask_for_raise(double limit_usd);
  CreditInfo reduce_line(double limit_usd);
  CreditInfo close_line(std::string_view note = {});
  CreditInfo deposit(double usd);
  // The oldest bill that is not paid.
  CreditInfo pay_bill(const PayWay& how = {});

  ApiKeyInfo make_key(std::string_view name = {}, std::string_view key = {});
  std::vector<ApiKeyInfo> keys() const;
  void revoke_key(std::string_view id);

  // Makes an invoice; `request` is the JSON object that `POST …/invoices` takes. Returns its JSON.
  std::string make_invoice(std::string_view request);
  // Its printable page, as HTML.
  std::string invoice_page(std::string_view number) const;

 private:
  friend class Mock;
  MockAccount(Mock& mock, std::string tag) : mock_(&mock), tag_(std::move(tag)) {}

  std::string ask(std::string_view method, std::string_view path, std::string_view body) const;
  CreditInfo change_line(std::string_view body);
  void change(std::string_view body);

  Mock* mock_;
  std::string tag_;
};

}  // namespace wavespeed_mock
