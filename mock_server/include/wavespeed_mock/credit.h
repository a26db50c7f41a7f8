// The credit of an account: what its balance is made of, with its credit line (docs/credit.md).
//
// Plain data. Times are those of the mock's clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// In the order in which they are spent: the least valuable first.
enum class CreditKind : std::uint8_t {
  coupon,  // from a redeemed coupon
  trial,   // given at registration: cannot be withdrawn or transferred, and not all models take it
  purchased,  // paid in
};

enum class Applicant : std::uint8_t {
  enterprise,
  individual_with_product,
  individual,  // without a product or project: no credit line
};

enum class CreditLineState : std::uint8_t {
  needs_information,  // something that the review needs was not sent
  under_review,
  declined,
  deferred,  // declined for now
  active,
  paused,  // a bill is overdue
  closed,  // ended; what is owed is still owed
};

// As JSON has them: "purchased", "individual_with_product", "under_review".
std::string_view to_text(CreditKind kind);
std::string_view to_text(Applicant applicant);
std::string_view to_text(CreditLineState state);

// Credit to give to an account.
struct CreditGrantRequest {
  Money amount;
  CreditKind kind = CreditKind::purchased;
  // Above zero; Duration::max(): never. nullopt: never, but purchased credit expires as the option
  // `credit_expiry` says.
  std::optional<Duration> expires_in{};
};

// An application for a monthly credit line.
struct CreditLineApplication {
  Applicant applicant = Applicant::enterprise;
  Money requested{200'000'000};  // a month
  // What the review asks for: "website", "product", …; docs/credit.md lists all of them.
  std::map<std::string, std::string> materials{};
};

// Credit of one kind with its own expiry.
struct CreditGrantInfo {
  CreditKind kind = CreditKind::purchased;
  Money amount;  // at first
  Money left;
  Timestamp given_at{};
  std::optional<Timestamp> expires_at{};
};

// A month's bill of a credit line.
struct MonthlyBillInfo {
  std::chrono::year_month month{};  // UTC
  Money amount;
  Timestamp issued_at{};
  Timestamp due_at{};
  std::optional<Timestamp> paid_at{};
  bool overdue = false;
};

struct CreditLineInfo {
  CreditLineState state = CreditLineState::under_review;
  std::string note;  // why it is in this state
  Applicant applicant = Applicant::enterprise;
  Money requested;               // a month
  Money limit;                   // of what can be owed at once
  std::optional<Money> raise{};  // the limit that is asked for
  Money deposit;                 // held as a guarantee: not part of the balance
  Money owed;
  Money available;
  std::vector<MonthlyBillInfo> bills{};  // oldest first
};

struct CreditInfo {
  Money balance;                          // what is left of the grants, less what is owed
  std::vector<CreditGrantInfo> grants{};  // those with something left, in the order of spending
  std::optional<CreditLineInfo> credit_line{};
};

}  // namespace wavespeed_mock
