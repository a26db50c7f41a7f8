// What an account is: a status, a tier, discounts, keys.
//
// Plain data. Times are those of the mock's clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

enum class AccountStatus : std::uint8_t {
  active,
  suspended,   // has no access until it is reinstated
  terminated,  // has no access and no data, for good
};

std::string_view to_text(AccountStatus status);  // "suspended"

// A percentage off the price of tasks. Of several that apply, the largest counts.
struct Discount {
  double percent = 0;                 // above 0, at most 100, with at most two decimals
  std::vector<std::string> models{};  // ids, with "*" for any text; empty: every model
  Money from{};  // applies once the account has spent this much in the month (UTC); zero: at once
};

struct AccountInfo {
  std::string name;
  std::string tag;  // what its request ids begin with
  AccountStatus status = AccountStatus::active;
  std::string note;  // why it is suspended or terminated
  std::string tier;  // that it has reached
  Money balance;
  Money topped_up;         // all its top-ups together
  std::uint64_t keys = 0;  // that may be used
  std::vector<Discount> discounts{};
  Timestamp opened_at{};
};

struct ApiKeyInfo {
  std::string id;  // as bills name it
  std::string name;
  std::string key;  // its text; only where it was just made
  Timestamp created_at{};
  std::optional<Timestamp> revoked_at{};
  std::uint64_t requests = 0;  // tasks that were charged by it
  Money cost;                  // refunds taken off
};

}  // namespace wavespeed_mock
