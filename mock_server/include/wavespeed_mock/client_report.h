// What a mock found wrong with a client's requests: mistakes in how the client behaves. Where the
// mock is strict (Options::strict), also what breaks the contract, as a contract test of the
// client.
//
// Plain data; no locks.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// The rules of behaviour (docs/client-report.md).
enum class ClientRule : std::uint8_t {
  retry_after,    // a request that was answered with Retry-After is repeated no sooner
  backoff,        // the pauses between attempts that fail grow
  polling,        // a task is asked for at a sane pace, and no longer than until it has ended
  double_submit,  // nothing is paid for twice because a reply was lost
  ignored_error,  // what can never succeed is not sent again and again
};

// All of them, in the order in which people read them.
inline constexpr std::array kClientRules = {ClientRule::retry_after, ClientRule::backoff,
                                            ClientRule::polling, ClientRule::double_submit,
                                            ClientRule::ignored_error};

std::string_view to_text(ClientRule rule);  // "retry_after", …

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

// A mistake that shows in several requests: how the client handles errors and waiting.
struct ClientFinding {
  ClientRule rule{};
  std::string problem;  // the first time, in one line with numbers
  std::string account;  // name of the account, never the key; "" without a known key
  std::vector<std::string> requests{};  // ids of requests that show it, at most 10
  std::uint64_t count = 1;              // how often it happened
  Money cost{};                         // what it cost the client in all
  Timestamp first_at{};                 // by the mock's clock
};

// How a rule of behaviour was kept.
struct ClientRuleTally {
  ClientRule rule{};
  std::uint64_t judged = 0;  // how often it could be kept or broken
  std::uint64_t broken = 0;
};

struct ClientReport {
  bool strict = false;         // whether requests were checked against the contract at all
  std::uint64_t requests = 0;  // checked against the contract
  std::vector<ContractViolation> violations{};  // in the order in which they were found
  std::uint64_t dropped = 0;                    // further ones that there was no room for

  std::uint64_t watched = 0;              // requests in the journal, by which behaviour is judged
  std::uint64_t forgotten = 0;            // requests that the journal no longer has
  std::vector<ClientRuleTally> rules{};   // that were judged
  std::vector<ClientFinding> findings{};  // in the order in which they began

  bool passed() const { return violations.empty() && findings.empty(); }
};

// For people, ending in a line break.
std::string to_text(const ClientReport& report);
std::string to_json(const ClientReport& report);
// One test case for each violation, finding and rule that was kept: for a CI server's list of
// tests.
std::string to_junit(const ClientReport& report);

}  // namespace wavespeed_mock
