// The journal's records, which say what clients sent, what the mock answered, why; also what
// verify() finds in them.
//
// Plain data; no locks. Secrets are replaced in all texts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// One request and its answer.
struct JournalRecord {
  std::string request_id;  // also in the answer's header `X-Mock-Request`: "5f3a09c2-17"
  std::string account;     // the account's name, never a key; "" for a request without a known key
  std::uint64_t number = 0;  // counts the account's requests from 0
  Timestamp time{};          // by the mock's clock

  std::string method;
  std::string target;  // with its query
  Headers request_headers;
  std::string request_body;              // its beginning, see Options::journal_body
  std::uint64_t request_body_bytes = 0;  // of all of it

  std::string route;                  // "submit", "result", …; "" when no route took it
  std::string prediction{};           // the id of the task that it was about; ""
  std::string model{};                // of that task
  std::vector<std::string> faults{};  // ids of the rules that fired, in their order

  int status = 0;
  Headers response_headers;
  std::string response_body;
  std::uint64_t response_body_bytes = 0;
  DeliveryPlan delivery;
  Money credit{};  // what it added to the balance: negative for a charge
};

// What verify() found.
struct Verification {
  bool passed = false;
  std::uint64_t count = 0;  // requests that match; of those in order, how many were found
  std::string message;      // one line: what was expected, and what there was
  std::vector<std::string>
      near_misses{};  // the nearest requests, each with the conditions that it does not meet
};

}  // namespace wavespeed_mock
