// A submission whose reply was lost may have been charged. A client that sends it again pays twice;
// it can look for the task in the history instead.
#include "domain/journal/client_rules/client_rules.h"
#include "records/prediction_id.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

// Whether the request created a task and was charged.
bool was_charged(const JournalEntry& entry) {
  return entry.trace.route == "submit" && entry.trace.prediction && entry.trace.credit < Money{};
}

// Whether the part of the reply that the client received named the task.
bool told_of_task(const JournalEntry& entry) {
  if (!arrived(entry) || entry.status >= 400) return false;
  // The journal has only the beginning of a long body.
  const bool cut = entry.response_body.size() < entry.response_body_bytes;
  return cut || entry.response_body.find(to_hex(*entry.trace.prediction)) != std::string::npos;
}

std::string what_became_of(const JournalEntry& entry) {
  if (!arrived(entry)) return "its reply was lost";
  if (entry.status >= 400) return "the answer " + std::to_string(entry.status);
  return "a reply without the task's id";
}

// Whether the client requested the task, wherever it had the id from.
bool was_read(const RequestHistory& conversation, PredictionId id) {
  for (const JournalEntry& entry : conversation.entries()) {
    if (entry.trace.route != "submit" && entry.trace.prediction == id) return true;
  }
  return false;
}

// The next attempt that did not fail temporarily; null if there is none.
const JournalEntry* next_attempt(const Repeats& same, std::size_t first) {
  for (std::size_t i = first + 1; i < same.size(); ++i) {
    if (was_charged(*same[i]) || !failed_for_now(*same[i])) return same[i];
  }
  return nullptr;
}

// Whether the client gave up on `first`: it sent `again` while the answer to `first` was delayed,
// and never requested the task.
bool gave_up(const RequestHistory& conversation, const JournalEntry& first,
             const JournalEntry& again) {
  const auto pause = conversation.pause(first, again);
  if (!pause) return false;
  const bool early = *pause < first.delivery.delay || again.time < first.delivery.not_before;
  return early && !was_read(conversation, *first.trace.prediction);
}

}  // namespace

RuleResult judge_double_submit(const RequestHistory& conversation) {
  RuleResult verdict;
  for (const Repeats& same : conversation.repeats()) {
    for (std::size_t i = 0; i < same.size(); ++i) {
      const JournalEntry& first = *same[i];
      if (!was_charged(first)) continue;
      const JournalEntry* const again = next_attempt(same, i);
      const bool lost = !told_of_task(first);
      const bool impatient = !lost && again != nullptr && gave_up(conversation, first, *again);
      if (!lost && !impatient) continue;
      ++verdict.judged;
      if (again == nullptr || !was_charged(*again)) continue;
      const Money cost = -again->trace.credit;
      verdict.add({.subject = name_of(first),
                   .problem = name_of(first) + " was sent again with the same body after " +
                              (lost ? what_became_of(first) : "no reply had come yet") +
                              ", and charged again: $" + to_decimal(cost) + " for task " +
                              to_hex(*again->trace.prediction) + " in addition to task " +
                              to_hex(*first.trace.prediction),
                   .entries = {&first, again},
                   .cost = cost});
    }
  }
  return verdict;
}

}  // namespace wavespeed_mock
