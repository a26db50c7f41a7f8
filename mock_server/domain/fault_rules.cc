#include "domain/fault_rules.h"

namespace wavespeed_mock {

FaultPlan FaultRules::decide(const FaultQuestion&, RequestTrace&) {
  return {};
}

}  // namespace wavespeed_mock
