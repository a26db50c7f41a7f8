#include "base/text/money_reader.h"

#include <nlohmann/json.hpp>
#include <string>

#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

[[noreturn]] void refuse(JsonReader& in, std::string_view key, std::string_view problem) {
  in.fail(key, std::string(problem) + ", not " + json_quote(in.required_value(key)));
}

Money rounded(JsonReader& in, std::string_view key, double usd) {
  const Money amount = Money::from_usd(usd);
  if (usd == 0 || amount != Money{}) return amount;
  refuse(in, key, "must be 0, or 0.000001 or more: amounts are whole millionths of a dollar");
}

}  // namespace

Money read_usd(JsonReader& in, std::string_view key, double min) {
  return rounded(in, key, in.number(key, min, kMaxUsd));
}

Money read_some_usd(JsonReader& in, std::string_view key) {
  const Money amount = Money::from_usd(in.number(key, 0, kMaxUsd));
  if (amount == Money{}) refuse(in, key, kSomeMoney);
  return amount;
}

std::optional<Money> read_optional_usd(JsonReader& in, std::string_view key, double min) {
  const auto usd = in.optional_number(key, min, kMaxUsd);
  return usd ? std::optional(rounded(in, key, *usd)) : std::nullopt;
}

}  // namespace wavespeed_mock
