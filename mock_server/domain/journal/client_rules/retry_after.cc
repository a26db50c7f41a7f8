// Retry-After is honoured: in seconds or as a date, in any answer.
#include <charconv>
#include <chrono>

#include "base/http/http_date.h"
#include "base/value/timestamp.h"
#include "domain/journal/client_rules/client_rules.h"

namespace wavespeed_mock {
namespace {

// Timers of clients are sometimes a little early.
constexpr Duration kTooEarlyToMatter = std::chrono::milliseconds(50);

// How long to wait, counted from the request. Nullopt if the answer has no valid Retry-After.
std::optional<Duration> asked_for(const JournalEntry& entry) {
  if (!arrived(entry)) return std::nullopt;
  const std::string_view text = entry.response_headers.get("Retry-After");
  std::int64_t seconds = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, seconds);
  if (error == std::errc() && rest == end && seconds >= 0 && seconds < 1'000'000'000) {
    return std::chrono::seconds(seconds);
  }
  const auto date = parse_http_date(text);
  if (!date) return std::nullopt;
  return std::max(*date - entry.time, Duration::zero());
}

}  // namespace

RuleResult judge_retry_after(const RequestHistory& conversation) {
  RuleResult verdict;
  for (const Repeats& same : conversation.repeats()) {
    for (std::size_t i = 0; i + 1 < same.size(); ++i) {
      const auto asked = asked_for(*same[i]);
      const auto pause = conversation.pause(*same[i], *same[i + 1]);
      if (!asked || !pause) continue;
      ++verdict.judged;
      if (*pause + kTooEarlyToMatter >= *asked) continue;
      verdict.add({.subject = name_of(*same[i]),
                   .problem = name_of(*same[i]) + " came again after " + said(*pause) +
                              ", although the answer " + std::to_string(same[i]->status) +
                              " asked to wait " + said(*asked) + " (Retry-After: " +
                              std::string(same[i]->response_headers.get("Retry-After")) + ")",
                   .entries = {same[i], same[i + 1]}});
    }
  }
  return verdict;
}

}  // namespace wavespeed_mock
