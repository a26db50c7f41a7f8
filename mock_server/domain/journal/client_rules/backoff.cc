// Pauses between attempts grow. Because of jitter, not each has to be longer than the one before:
// one that is clearly longer than the first is enough, and so is one of ten seconds.
#include <algorithm>
#include <chrono>

#include "domain/journal/client_rules/client_rules.h"

namespace wavespeed_mock {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kFewestPauses = 3;  // fewer pauses show no tendency
constexpr Duration kLong = std::chrono::seconds(10);
constexpr Duration kShort = milliseconds(100);  // a shorter pause does not count as grown

bool grows(const std::vector<Duration>& pauses) {
  const Duration longest = *std::max_element(pauses.begin(), pauses.end());
  return longest >= kLong || (longest >= kShort && longest > pauses.front() + pauses.front() / 10);
}

std::string listed(const std::vector<Duration>& pauses) {
  constexpr std::size_t kMax = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(pauses.size(), kMax); ++i) {
    text += (i == 0 ? "" : ", ") + said(pauses[i]);
  }
  return pauses.size() > kMax ? text + ", …" : text;
}

// Attempts of one request that kept failing, with the pauses that the client chose itself.
struct Run {
  Repeats attempts;
  std::vector<Duration> pauses;
};

void judge(const Run& run, RuleResult& verdict) {
  if (run.pauses.size() < kFewestPauses) return;
  ++verdict.judged;
  if (grows(run.pauses)) return;
  verdict.add({.subject = name_of(*run.attempts.front()),
               .problem = name_of(*run.attempts.front()) + " was repeated " +
                          times(run.pauses.size()) +
                          " after failures, with pauses that do not grow: " + listed(run.pauses),
               .entries = run.attempts});
}

}  // namespace

RuleResult judge_backoff(const RequestHistory& conversation) {
  RuleResult verdict;
  for (const Repeats& same : conversation.repeats()) {
    Run run;
    for (std::size_t i = 0; i < same.size(); ++i) {
      run.attempts.push_back(same[i]);
      const bool continues = i + 1 < same.size() && failed_for_now(*same[i]);
      const auto pause = continues ? conversation.pause(*same[i], *same[i + 1]) : std::nullopt;
      if (!pause) {
        judge(run, verdict);
        run = {};
      } else if (!arrived(*same[i]) || same[i]->response_headers.find("Retry-After") == nullptr) {
        run.pauses.push_back(*pause);
      }
    }
  }
  return verdict;
}

}  // namespace wavespeed_mock
