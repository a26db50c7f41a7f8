#include "domain/models/input_validation.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "domain/models/input_check.h"

namespace wavespeed_mock {

using nlohmann::json;

std::optional<std::string> find_input_problem(const InputSchema& schema, const json& inputs,
                                              UnknownInputs unknown) {
  InputCheck check({.unknown = unknown});
  check.check_inputs(schema, inputs);
  return check.result();
}

std::optional<std::string> find_given_input_problem(const InputSchema& schema, const json& inputs) {
  InputCheck check({.may_lack_inputs = true, .unknown = UnknownInputs::ignore});
  check.check_inputs(schema, inputs);
  return check.result();
}

std::optional<std::string> find_value_problem(const InputRule& rule, const json& value) {
  InputCheck check;
  check.check(rule, value, "");
  return check.result();
}

std::optional<Scalar> to_scalar(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number()) return value.get<double>();
  return std::nullopt;
}

std::size_t count_characters(std::string_view text) {
  // Every byte but the continuation bytes of UTF-8 begins a character.
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

}  // namespace wavespeed_mock
