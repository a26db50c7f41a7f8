// The rules of good behaviour for clients. Each rule has a file of its own; the table lists them
// all.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/journal/client_rules/request_history.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// One time that a rule was broken.
struct Incident {
  std::string subject;                       // incidents of one subject are told of together
  std::string problem;                       // one line, with numbers
  std::vector<const JournalEntry*> entries;  // that show it, oldest first; at least one
  Money cost{};                              // what it cost the client
};

struct RuleResult {
  std::uint64_t judged = 0;  // how often the rule could be kept or broken
  std::uint64_t broken = 0;
  std::vector<Incident> incidents{};

  void add(Incident incident) {
    ++broken;
    incidents.push_back(std::move(incident));
  }
};

struct ClientRule {
  std::string_view name;
  RuleResult (*judge)(const RequestHistory& conversation);
};

// In the order in which people read them.
std::span<const ClientRule> client_rules();

// A request that was answered with Retry-After comes again no sooner than that.
RuleResult judge_retry_after(const RequestHistory& conversation);
// A request that fails again and again is repeated after longer and longer pauses.
RuleResult judge_backoff(const RequestHistory& conversation);
// A task is asked for at a sane pace, and no longer than until it has ended.
RuleResult judge_polling(const RequestHistory& conversation);
// Nothing is paid for twice because the reply to a submission was lost.
RuleResult judge_double_submit(const RequestHistory& conversation);
// What can never succeed is not sent again and again.
RuleResult judge_ignored_error(const RequestHistory& conversation);

}  // namespace wavespeed_mock
