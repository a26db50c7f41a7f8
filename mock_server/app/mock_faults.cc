// Mock's functions for fault rules.
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "app/mock_impl.h"
#include "base/text/json_reader.h"

namespace wavespeed_mock {

std::string Mock::add_fault(std::string_view rule, std::string_view key) {
  MockCore& core = impl_->core;
  FaultRules& rules = core.fault_rules();
  StoredAccount* const scope = impl_->scope_of(key);
  std::vector<FaultRule::Content> contents;
  contents.push_back(rules.read(parse_config_json(rule, "the rule"), "the rule"));
  const auto added = rules.add(scope, std::move(contents), "api", core.clock().now());
  if (!added) throw ConfigError(added.error().message);
  return added->front()->id();
}

bool Mock::remove_fault(std::string_view id, std::string_view key) {
  StoredAccount* const scope = impl_->scope_of(key);
  return impl_->core.fault_rules().remove(scope, id);
}

void Mock::clear_faults(std::string_view key) {
  StoredAccount* const scope = impl_->scope_of(key);
  impl_->core.fault_rules().clear(scope);
}

}  // namespace wavespeed_mock
