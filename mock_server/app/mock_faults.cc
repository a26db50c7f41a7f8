// Mock's functions for fault rules.
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "app/mock_impl.h"
#include "base/text/json_reader.h"

namespace wavespeed_mock {

namespace {

// Adds the rule, in either form, to those of `scope`, or to those for all; returns its id.
template <class Rule>
std::string add_rule(MockCore& core, StoredAccount* scope, const Rule& rule) {
  std::vector<ActiveRule::Content> contents;
  contents.push_back(core.fault_rules().read(rule, "the rule"));
  const auto added = core.fault_rules().add(scope, std::move(contents), "api", core.clock().now());
  if (!added) throw ConfigError(added.error().message);
  return added->front()->id();
}

}  // namespace

std::string Mock::add_fault(std::string_view rule, std::string_view key) {
  StoredAccount* const scope = impl_->scope_of(key);
  return add_rule(impl_->core, scope, parse_config_json(rule, "the rule"));
}

std::string Mock::add_fault(const FaultRule& rule, std::string_view key) {
  StoredAccount* const scope = impl_->scope_of(key);
  return add_rule(impl_->core, scope, rule);
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
