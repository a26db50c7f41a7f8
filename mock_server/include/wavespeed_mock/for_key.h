// Which account a call is about: ForKey{"my-key"}, or {.key = "my-key"} as an argument.
//
// Plain data; no locks.
#pragma once

#include <string_view>

namespace wavespeed_mock {

struct ForKey {
  std::string_view key{};  // an API key of the account; "" means all accounts
};

}  // namespace wavespeed_mock
