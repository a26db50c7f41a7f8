// One request with its answer, as the journal keeps it: without the key, with bodies cut. All else
// is unchanged, secrets included: code that shows an entry must pass it through Journal.
//
// Plain data; no locks.
#pragma once

#include <cstdint>
#include <string>

#include "records/request_trace.h"
#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

struct JournalEntry {
  std::uint64_t number = 0;  // counts the account's requests from 0
  Timestamp time;            // when it came, by the mock's clock
  std::string method;
  std::string target;
  Headers request_headers;  // of Authorization only the scheme: "Bearer"
  std::string request_body;
  std::uint64_t request_body_bytes = 0;  // before it was cut
  std::uint64_t request_body_hash = 0;   // of all of it: identifies repeated requests
  RequestTrace trace;
  int status = 0;
  Headers response_headers;
  std::string response_body;
  std::uint64_t response_body_bytes = 0;  // before it was cut
  DeliveryPlan delivery;
};

}  // namespace wavespeed_mock
