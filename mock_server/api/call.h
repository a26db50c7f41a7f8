// One request on its way through an endpoint.
// It holds what the router and the key check found out.
//
// Views point into the request, which outlives the call. One thread's own.
#pragma once

#include <string_view>

#include "base/http/path_pattern.h"
#include "records/fault_plan.h"
#include "records/request_trace.h"
#include "store/stored_account.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// The values of a route's placeholders, in their order.
using RouteValues = PathValues;

struct Call {
  const Request& request;
  Timestamp now;                     // read once for each request
  RouteValues values;                // e.g. the prediction's id; percent-decoded
  StoredAccount* account = nullptr;  // the key's; null on routes that need no key
  KeyNumber key = 0;                 // which of the account's keys
  const FaultPlan& faults;           // what has to go wrong with it; mostly empty
  RequestTrace& trace;               // takes what explains the answer
};

}  // namespace wavespeed_mock
