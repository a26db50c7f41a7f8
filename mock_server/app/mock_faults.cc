// Mock's functions for fault rules.
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "app/mock_impl.h"
#include "base/text/json_reader.h"

namespace wavespeed_mock {
namespace {

// Adds the rule, in either form, to those of `scope`, or, for null, to those for all accounts.
// Returns its id.
template <class Rule>
std::string add_rule(MockCore& core, StoredAccount* scope, const Rule& rule) {
  std::vector<ActiveRule::Content> contents;
  contents.push_back(core.fault_rules().read(rule, "the rule"));
  const auto added = core.fault_rules().add(scope, std::move(contents), "api", core.clock().now());
  if (!added) throw ConfigError(added.error().message);
  return added->front()->id();
}

}  // namespace

std::string Mock::add_fault(const FaultRule& rule, ForKey scope) {
  return add_rule(impl_->core, impl_->scope_of(scope.key), rule);
}

std::string Mock::add_fault(std::string_view rule, ForKey scope) {
  StoredAccount* const account = impl_->scope_of(scope.key);
  return add_rule(impl_->core, account, parse_config_json(rule, "the rule"));
}

bool Mock::remove_fault(std::string_view id, ForKey scope) {
  const auto account = impl_->known_scope(scope.key);
  return account && impl_->core.fault_rules().remove(*account, id);
}

void Mock::clear_faults(ForKey scope) {
  if (const auto account = impl_->known_scope(scope.key)) {
    impl_->core.fault_rules().clear(*account);
  }
}

}  // namespace wavespeed_mock
