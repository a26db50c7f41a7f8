// The requests of one account with their answers, in order, for the rules of behaviour.
//
// Immutable; refers to the entries, which must outlive it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "records/journal_entry.h"

namespace wavespeed_mock {

// The requests with the same method, target and body, oldest first.
using Repeats = std::vector<const JournalEntry*>;

class RequestHistory {
 public:
  // `entries` in the order of their numbers. `time_tells`: whether the mock's clock moves while a
  // client waits; if it does not, pauses are unknown.
  RequestHistory(std::span<const JournalEntry> entries, bool time_tells);

  std::span<const JournalEntry> entries() const { return entries_; }
  // In the order of their first requests; includes requests that came once.
  const std::vector<Repeats>& repeats() const { return repeats_; }

  // The time between two requests. Nullopt if it is unknown: the clock did not move between them,
  // or was set back.
  std::optional<Duration> pause(const JournalEntry& earlier, const JournalEntry& later) const;

 private:
  const std::span<const JournalEntry> entries_;
  const bool time_tells_;
  std::vector<Repeats> repeats_;
};

// Whether the client received the whole answer as valid HTTP.
bool arrived(const JournalEntry& entry);
// Whether a later attempt may succeed: no answer arrived, or one with 429 or 5xx.
bool failed_for_now(const JournalEntry& entry);
// Whether the answer, such as 400 or 404, says that the same request can never succeed.
bool failed_for_good(const JournalEntry& entry);

// "POST /api/v3/wavespeed-ai/flux-dev"
std::string name_of(const JournalEntry& entry);
// "1.2s", "35ms": rounded to at most three digits.
std::string said(Duration duration);
// "4 times", "once"
std::string times(std::size_t count);

}  // namespace wavespeed_mock
