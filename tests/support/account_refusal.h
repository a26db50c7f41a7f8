// What the C++ functions of an account refuse, for tests.
#pragma once

#include <functional>
#include <string>

#include "wavespeed_mock/account.h"

namespace wavespeed_mock {

// "409 the account is already suspended"; "" when nothing is refused.
inline std::string refusal_of(const std::function<void()>& call) {
  try {
    call();
    return "";
  } catch (const AccountError& refused) {
    return std::to_string(refused.status()) + " " + refused.what();
  }
}

}  // namespace wavespeed_mock
