// The variables of a case: "${id}" in any text of a request or an expectation.
//
// Built in are `key`, `base_url`, and the target's time: `time` (RFC 3339), `date` (a day),
// `time_ms` (milliseconds since 1970), each also with a distance: "${time-7d}", "${time_ms+1h}".
// The others were captured from earlier answers.
//
// Belongs to one case; no locks.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/contract.h"

namespace wavespeed_mock {

class Variables {
 public:
  // The target must outlive them.
  explicit Variables(const ContractTarget& target);
  ~Variables();
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

  void set(const std::string& name, const nlohmann::json& value);

  // `value` with all variables put in. A text that is one variable and nothing else becomes the
  // variable's value, of whatever type; within other text a value is written as text. Throws
  // std::out_of_range for a variable that is not there.
  nlohmann::json resolved(const nlohmann::json& value) const;
  std::string resolved_text(std::string_view text) const;

  // Whether a name is built in, with its distance if it has one.
  static bool is_builtin(std::string_view name);

  // The names that `value` uses.
  static std::vector<std::string> names_in(const nlohmann::json& value);

 private:
  nlohmann::json value_of(std::string_view name) const;
  nlohmann::json resolved_string(std::string_view text) const;

  const ContractTarget& target_;
  std::map<std::string, std::unique_ptr<const nlohmann::json>, std::less<>> captured_;
};

}  // namespace wavespeed_mock
