// What a strict mock (Options::strict) found wrong with the requests it was sent: a client's own
// contract test.
//
// Plain data; no locks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"

namespace wavespeed_mock {

// One way of breaking the contract, however often it happened.
struct ContractViolation {
  std::string operation;    // `operationId` in the contract; "" when the request belongs to none
  std::string request;      // the first that did it, without its query: "POST /api/v3/acme/model"
  std::string problem;      // "body: num_images must be an integer, not \"4\""
  std::string client;       // what the client calls itself; "" when it does not say
  std::string account;      // name of the key's account, never the key; "" without a known key
  std::uint64_t count = 1;  // requests that did it
  Timestamp first_at{};     // by the mock's clock
};

struct ClientReport {
  std::uint64_t requests = 0;                   // held against the contract
  std::vector<ContractViolation> violations{};  // in the order in which they were found
  std::uint64_t dropped = 0;                    // further ones that there was no room for

  bool passed() const { return violations.empty(); }
};

// For people, ending in a line break.
std::string to_text(const ClientReport& report);
std::string to_json(const ClientReport& report);
// One test case for each violation, or one that passed: for a CI server's list of tests.
std::string to_junit(const ClientReport& report);

}  // namespace wavespeed_mock
