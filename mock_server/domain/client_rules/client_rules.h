// The rules of good behaviour that a client is held to, and what each found in a conversation. One
// file has each rule; the table has them all.
//
// Functions without state; any thread may call them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "domain/client_rules/conversation.h"

namespace wavespeed_mock {

// One time that a rule was broken.
struct Incident {
  std::string subject;                       // incidents of one subject are told of together
  std::string problem;                       // one line, with numbers
  std::vector<const JournalEntry*> entries;  // that show it, oldest first; at least one
  Money cost{};                              // what it cost the client
};

struct Verdict {
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
  Verdict (*judge)(const Conversation& conversation);
};

// In the order in which people read them.
std::span<const ClientRule> client_rules();

// A request that was answered with Retry-After comes again no sooner than that.
Verdict judge_retry_after(const Conversation& conversation);
// A request that fails again and again is repeated after longer and longer pauses.
Verdict judge_backoff(const Conversation& conversation);
// A task is asked for at a sane pace, and no longer than until it has ended.
Verdict judge_polling(const Conversation& conversation);
// Nothing is paid for twice because the reply to a submission was lost.
Verdict judge_double_submit(const Conversation& conversation);
// What can never succeed is not sent again and again.
Verdict judge_ignored_error(const Conversation& conversation);

}  // namespace wavespeed_mock
