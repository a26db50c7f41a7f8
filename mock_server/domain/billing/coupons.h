// The coupons of a mock, by code. How often one was redeemed is each account's own knowledge: what
// accounts do at once then changes nothing for one another.
//
// May be called from any thread.
#pragma once

#include <map>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "base/value/field_problem.h"
#include "wavespeed_mock/payment.h"

namespace wavespeed_mock {

class JsonReader;

// Without regard to case.
bool is_same_code(std::string_view a, std::string_view b);

// A definition: {"code": "WELCOME", "usd": 5, …}. `now` is when its time begins. Throws
// ConfigError.
Coupon read_coupon(JsonReader& in, Timestamp now);

// What is wrong with a coupon that was not read from JSON.
std::optional<FieldProblem> find_problem(const Coupon& coupon);

class Coupons {
 public:
  // By their codes in lower case, in this order.
  using Saved = std::map<std::string, Coupon, std::less<>>;

  // HTTP 409 when the code is in use.
  std::optional<ApiError> add(Coupon coupon);
  std::vector<Coupon> list() const;
  // Both 404 with the nearest code that there is.
  Outcome<Coupon> find(std::string_view code) const;
  Outcome<Coupon> remove(std::string_view code);

  Saved save() const;
  void restore(const Saved& saved);

 private:
  ApiError no_such(std::string_view code) const;

  mutable std::mutex mutex_;
  Saved coupons_;
};

}  // namespace wavespeed_mock
