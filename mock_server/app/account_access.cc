#include "app/account_access.h"

#include <nlohmann/json.hpp>
#include <string>

namespace wavespeed_mock {

Money checked_money(const char* name, double usd) {
  if (!(usd >= 0 && usd <= kMaxUsd)) {
    throw AccountError(400, std::string(name) + ": must be a number from 0 to 1e9, not " +
                                nlohmann::json(usd).dump());
  }
  return Money::from_usd(usd);
}

}  // namespace wavespeed_mock
