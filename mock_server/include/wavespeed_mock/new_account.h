// Accounts to open, as a C++ test describes them.
//
// Plain data. What is left out is as for an account that opens on the first use of its key. The
// JSON form that fixture files have can say more: faults and a usage history.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wavespeed_mock/account_info.h"
#include "wavespeed_mock/credit.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

struct NewApiKey {
  std::string key{};   // 1 to 512 visible ASCII characters
  std::string name{};  // as bills name it, at most 200 bytes; empty: after the account
};

// A credit line that was approved before.
struct NewCreditLine {
  Money limit{200'000'000};  // at least $0.01
  Money overdue{};           // of a bill that pauses the line; at most the limit
};

struct NewAccount {
  std::string name;
  std::vector<NewApiKey> keys;                   // at least one
  std::string tier{};                            // empty: the option `tier`
  AccountStatus status = AccountStatus::active;  // or suspended
  std::optional<Money> balance{};                // purchased credit; nullopt: the option `balance`
  std::vector<CreditGrantRequest> credits{};
  std::vector<Discount> discounts{};
  std::optional<NewCreditLine> credit_line{};
};

// What accounts begin with that a scenario opens or starts again: the fields of NewAccount that can
// be the same for several accounts.
struct AccountTemplate {
  std::string tier{};
  AccountStatus status = AccountStatus::active;
  std::optional<Money> balance{};
  std::vector<CreditGrantRequest> credits{};
  std::vector<Discount> discounts{};
  std::optional<NewCreditLine> credit_line{};
};

}  // namespace wavespeed_mock
