// The requests of one account's client with their answers, in order, for the rules of behaviour.
//
// Immutable; views into the entries, which must outlive it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "records/journal_entry.h"

namespace wavespeed_mock {

// What one rule looks at: the requests with the same method, target and body, oldest first.
using Repeats = std::vector<const JournalEntry*>;

class RequestHistory {
 public:
  // `entries` in the order of their numbers. `time_tells`: whether the mock's clock goes on while a
  // client waits; where it does not, no pause can be told.
  RequestHistory(std::span<const JournalEntry> entries, bool time_tells);

  std::span<const JournalEntry> entries() const { return entries_; }
  // In the order of their first requests; those that came once only are among them.
  const std::vector<Repeats>& repeats() const { return repeats_; }

  // How long after `earlier` it was that `later` came. Nullopt where nothing can be said: they came
  // at the same moment of a clock that stands, or the clock was set back between them.
  std::optional<Duration> pause(const JournalEntry& earlier, const JournalEntry& later) const;

 private:
  const std::span<const JournalEntry> entries_;
  const bool time_tells_;
  std::vector<Repeats> repeats_;
};

// Whether the client got the answer whole, and as HTTP.
bool arrived(const JournalEntry& entry);
// Whether it got no answer, or one that says to try again: 429 or 5xx.
bool failed_for_now(const JournalEntry& entry);
// Whether the answer says that the same request can never succeed, as 400 or 404 do.
bool failed_for_good(const JournalEntry& entry);

// "POST /api/v3/wavespeed-ai/flux-dev"
std::string name_of(const JournalEntry& entry);
// "1.2s", "35ms": to three digits at most, as people say it.
std::string said(Duration duration);
// "4 times", "once"
std::string times(std::size_t count);

}  // namespace wavespeed_mock
