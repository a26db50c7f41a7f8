// The tiers of a mock, by id.
//
// Filled at start by one thread, then only read. Addresses of tiers stay as long as the table.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/value/api_error.h"
#include "records/tier.h"

namespace wavespeed_mock {

class Tiers {
 public:
  Tiers() = default;
  Tiers(const Tiers& other) : by_id_(other.by_id_) { link(); }
  Tiers& operator=(const Tiers&) = delete;

  // Reads one entry of a fixture's "tiers"; one with the same id is replaced. Throws ConfigError.
  void load(const nlohmann::json& entry, const std::string& where);

  // 400 when there is no such tier.
  Outcome<const Tier*> find(std::string_view id) const;
  // Throws ConfigError when there is no such tier; `where` says which setting names it.
  const Tier& at(std::string_view id, std::string_view where) const;

 private:
  void link();

  std::map<std::string, Tier, std::less<>> by_id_;
};

}  // namespace wavespeed_mock
