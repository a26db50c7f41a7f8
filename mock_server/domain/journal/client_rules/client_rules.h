// The rules of good behaviour for clients, each in a file of this folder.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/journal/client_rules/request_history.h"
#include "wavespeed_mock/client_report.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// One violation of a rule.
struct Incident {
  std::string subject;                       // incidents of one subject are one finding
  std::string problem;                       // one line, with numbers
  std::vector<const JournalEntry*> entries;  // the evidence, oldest first; at least one
  Money cost{};                              // what it cost the client
};

struct RuleResult {
  std::uint64_t judged = 0;  // how many times the rule applied
  std::uint64_t broken = 0;
  std::vector<Incident> incidents{};

  void add(Incident incident) {
    ++broken;
    incidents.push_back(std::move(incident));
  }
};

// How often `rule` was kept or broken in a conversation.
RuleResult judge(ClientRule rule, const RequestHistory& conversation);

// A request that was answered with Retry-After is not repeated earlier.
RuleResult judge_retry_after(const RequestHistory& conversation);
// A request that keeps failing is repeated after growing pauses.
RuleResult judge_backoff(const RequestHistory& conversation);
// Polls of a task have pauses, and stop when it has ended.
RuleResult judge_polling(const RequestHistory& conversation);
// A submission whose reply was lost is not paid for twice.
RuleResult judge_double_submit(const RequestHistory& conversation);
// A request that can never succeed is not repeated.
RuleResult judge_ignored_error(const RequestHistory& conversation);

}  // namespace wavespeed_mock
