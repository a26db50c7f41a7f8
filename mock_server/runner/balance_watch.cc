#include "runner/balance_watch.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "runner/request_building.h"
#include "runner/step_run.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;

constexpr const char* kPath = "/api/v3/balance";

Money read_balance(ContractTarget& target) {
  const Response response = target.exchange(plain_get(target, kPath));
  const json body = parse_json(response.body).value_or(nullptr);
  const json::json_pointer location("/data/balance");
  if (response.status != 200 || !body.is_object() || !body.contains(location) ||
      !body[location].is_number()) {
    throw TargetError(without_key("the balance cannot be read: GET " + std::string(kPath) +
                                      " was answered " + std::to_string(response.status) + ' ' +
                                      shortened(response.body),
                                  target));
  }
  try {
    return Money::from_usd(body[location].get<double>());
  } catch (const Error&) {
    throw TargetError("the balance cannot be read: it is " + json_quote(body[location]));
  }
}

std::string dollars(Money amount) {
  return to_decimal(amount) + " USD";
}

}  // namespace

BalanceWatch::BalanceWatch(ContractTarget& target, std::optional<Money> limit)
    : target_(target), limit_(limit), before_(read_balance(target)) {}

Money BalanceWatch::spent(Money now) const {
  return std::max(before_ - now, declared_);
}

std::string BalanceWatch::objection(const ContractCase& one) {
  if (!one.paid) return "";
  const std::string cost = "may cost " + dollars(one.max_cost);
  if (!limit_) return cost + ", and --max-usd allows nothing";
  Money now;
  try {
    now = read_balance(target_);
  } catch (const TargetError& problem) {
    return problem.what();
  }
  const Money so_far = spent(now);
  if (so_far + one.max_cost <= *limit_) return "";
  return cost + ", which would exceed --max-usd " + to_decimal(*limit_) + ": up to " +
         dollars(so_far) + " spent so far";
}

void BalanceWatch::has_run(const ContractCase& one) {
  if (one.paid) declared_ += one.max_cost;
}

std::vector<std::string> BalanceWatch::finish() {
  try {
    after_ = read_balance(target_);
  } catch (const TargetError& problem) {
    return {problem.what()};
  }
  const Money gone = before_ - *after_;
  if (gone.micros >= 0 && gone <= declared_) return {};
  const std::string moved =
      "the balance moved from " + to_decimal(before_) + " to " + dollars(*after_);
  if (declared_ == Money{}) {
    return {moved + ", and only free cases ran; does something else use this account?"};
  }
  return {moved + ", and the cases may cost at most " + dollars(declared_) +
          "; does something else use this account?"};
}

}  // namespace wavespeed_mock
