// How a client polls a task: with pauses, until the task has ended.
#include <algorithm>
#include <chrono>
#include <map>

#include "domain/journal/client_rules/client_rules.h"

namespace wavespeed_mock {
namespace {

constexpr Duration kTooShort = std::chrono::milliseconds(100);
constexpr std::size_t kFewestShort = 5;  // a few polls close together are normal
constexpr std::size_t kFewestAfterEnd = 3;
// A request after a longer pause is not part of the polling.
constexpr Duration kStillPolling = std::chrono::minutes(1);

const std::string kSubject = "polls of one task";

using Polls = std::vector<const JournalEntry*>;

// By task, in the order of their first polls.
std::vector<Polls> polls_of(const RequestHistory& conversation) {
  std::vector<Polls> all;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> indices;
  for (const JournalEntry& entry : conversation.entries()) {
    if (entry.trace.route != "result" || !entry.trace.prediction) continue;
    const auto [position, is_new] = indices.emplace(
        std::pair(entry.trace.prediction->high, entry.trace.prediction->low), all.size());
    if (is_new) all.emplace_back();
    all[position->second].push_back(&entry);
  }
  return all;
}

std::string task_of(const JournalEntry& poll) {
  return "task " + to_hex(*poll.trace.prediction);
}

// The longest run of polls without a pause.
std::optional<Incident> without_pause(const RequestHistory& conversation, const Polls& polls) {
  Polls longest;
  std::vector<Duration> pauses;  // of the longest
  Polls run;
  std::vector<Duration> run_pauses;
  for (std::size_t i = 0; i < polls.size(); ++i) {
    run.push_back(polls[i]);
    const auto pause =
        i + 1 < polls.size() ? conversation.pause(*polls[i], *polls[i + 1]) : std::nullopt;
    if (pause && *pause < kTooShort) {
      run_pauses.push_back(*pause);
      continue;
    }
    if (run_pauses.size() > pauses.size()) {
      longest = run;
      pauses = run_pauses;
    }
    run.clear();
    run_pauses.clear();
  }
  if (pauses.size() < kFewestShort) return std::nullopt;
  const auto middle = pauses.begin() + static_cast<std::ptrdiff_t>(pauses.size() / 2);
  std::nth_element(pauses.begin(), middle, pauses.end());
  return Incident{.subject = kSubject + " without pause",
                  .problem = task_of(*longest.front()) + " was polled " + times(longest.size()) +
                             " with " + said(*middle) + " between two polls; leave at least " +
                             said(kTooShort),
                  .entries = longest};
}

// Whether the answer showed the client that the task has ended.
bool shows_end(const JournalEntry& poll) {
  const std::string_view status = poll.trace.status;
  return arrived(poll) && poll.status == 200 && !status.empty() && status != "created" &&
         status != "pending" && status != "processing";
}

std::optional<Incident> after_end(const Polls& polls) {
  const auto end = std::find_if(polls.begin(), polls.end(),
                                [](const JournalEntry* poll) { return shows_end(*poll); });
  if (end == polls.end()) return std::nullopt;
  Polls run = {*end};
  for (auto poll = end + 1; poll != polls.end(); ++poll) {
    if ((*poll)->time - run.back()->time > kStillPolling) break;
    run.push_back(*poll);
  }
  const std::size_t further = run.size() - 1;
  if (further < kFewestAfterEnd) return std::nullopt;
  return Incident{.subject = kSubject + " after its end",
                  .problem = task_of(*run.front()) + " was polled " + times(further) +
                             " more after it was shown as " + std::string((*end)->trace.status),
                  .entries = run};
}

}  // namespace

RuleResult judge_polling(const RequestHistory& conversation) {
  RuleResult verdict;
  for (const Polls& polls : polls_of(conversation)) {
    ++verdict.judged;
    auto hasty = without_pause(conversation, polls);
    auto late = after_end(polls);
    if (hasty || late) ++verdict.broken;
    if (hasty) verdict.incidents.push_back(*std::move(hasty));
    if (late) verdict.incidents.push_back(*std::move(late));
  }
  return verdict;
}

}  // namespace wavespeed_mock
