// Which faults happen to which requests: the rules for all accounts and those of each.
//
// Every function may be called from any thread. While there is no rule, a request pays for the
// look at two atomic flags.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/faults/fault_plan.h"
#include "records/request_trace.h"
#include "store/account_cell.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// What a rule can ask of a request.
struct FaultQuestion {
  const Request& request;
  std::string_view route;  // Route::name
  std::string_view path;   // without the query
  std::string_view model;  // of a submission: as the path names it; else empty
  AccountCell& account;
  Timestamp now;
};

class FaultRules {
 public:
  // Whether decide() has anything to do.
  bool may_concern(const AccountCell& account) const {
    return for_all_exist_.load(std::memory_order_relaxed) || account.has_faults();
  }

  // The faults of this request; counts it with every rule that it fits, and notes in `trace` what
  // each rule said.
  FaultPlan decide(const FaultQuestion& question, RequestTrace& trace);

 private:
  std::atomic<bool> for_all_exist_ = false;
};

}  // namespace wavespeed_mock
