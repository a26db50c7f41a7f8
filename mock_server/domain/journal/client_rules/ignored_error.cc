// Errors are not ignored: a request that the service refused permanently is not repeated unchanged,
// and an error is not used as if it were a task.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/http/path_pattern.h"
#include "base/http/reason_phrase.h"
#include "domain/journal/client_rules/client_rules.h"

namespace wavespeed_mock {
namespace {

constexpr std::size_t kFewestRepeats = 3;  // tests of a client's errors often repeat once

void judge_repeats(const Repeats& same, RuleResult& verdict) {
  Repeats run;
  const auto judge = [&] {
    if (run.empty()) return;
    ++verdict.judged;
    if (run.size() >= kFewestRepeats) {
      const int status = run.front()->status;
      verdict.add({.subject = name_of(*run.front()),
                   .problem = name_of(*run.front()) + " was sent " + times(run.size()) +
                              " without a change, although it was answered " +
                              std::to_string(status) + ' ' + std::string(reason_phrase(status)),
                   .entries = run});
    }
    run.clear();
  };
  for (const JournalEntry* const entry : same) {
    if (!failed_for_good(*entry)) {
      judge();
    } else {
      run.push_back(entry);
    }
  }
  judge();
}

// The text that a language writes for a missing value, as an id that was never read; "" for others.
std::string_view missing_id(const JournalEntry& entry) {
  constexpr std::string_view kBefore = "/predictions/";
  constexpr std::array<std::string_view, 6> kMissing = {
      "undefined", "null", "None", "nil", "NaN", "%5Bobject%20Object%5D"};
  const std::string_view path = path_of(entry.target);
  const std::size_t index = path.find(kBefore);
  if (index == std::string_view::npos) return {};
  const std::string_view rest = path.substr(index + kBefore.size());
  const std::string_view id = rest.substr(0, rest.find('/'));
  const auto known = std::find(kMissing.begin(), kMissing.end(), id);
  return known == kMissing.end() ? std::string_view() : *known;
}

}  // namespace

RuleResult judge_ignored_error(const RequestHistory& conversation) {
  RuleResult verdict;
  for (const Repeats& same : conversation.repeats()) {
    const std::string_view missing = missing_id(*same.front());
    if (missing.empty()) {
      judge_repeats(same, verdict);
      continue;
    }
    ++verdict.judged;
    verdict.add({.subject = "ids that were never read",
                 .problem = name_of(*same.front()) + " asked for a task named \"" +
                            std::string(missing) + "\" " + times(same.size()) +
                            ": the answer to the submission had no id",
                 .entries = same});
  }
  return verdict;
}

}  // namespace wavespeed_mock
