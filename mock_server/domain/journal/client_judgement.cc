#include "domain/journal/client_judgement.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "contract/client_reports.h"
#include "contract/redaction/redaction.h"
#include "domain/accounts/all_keys.h"
#include "domain/journal/client_rules/client_rules.h"
#include "records/request_id.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kNone = "none";
constexpr std::size_t kMaxRequests = 10;  // that a finding names

// An automatic clock moves when a result is requested, so it does not measure the pauses of
// clients.
bool tells_time(const Clock& clock) {
  const auto* const test_clock = clock.movable();
  return test_clock == nullptr || test_clock->mode() != ClockMode::automatic;
}

// Nullopt for all accounts.
std::optional<std::string_view> name_of(const StoredAccount* account) {
  if (account == nullptr) return std::nullopt;
  return account->account().name;
}

class Judge {
 public:
  // By those rules that are listed, in the order in which people read them.
  Judge(const std::vector<ClientRule>& rules, bool time_tells) : time_tells_(time_tells) {
    for (const ClientRule rule : kClientRules) {
      if (std::find(rules.begin(), rules.end(), rule) == rules.end()) continue;
      tallies_.push_back({.rule = rule});
    }
  }

  void hear(const StoredAccount& account, std::span<const JournalEntry> entries) {
    const RequestHistory conversation(entries, time_tells_);
    for (ClientRuleTally& tally : tallies_) {
      const RuleResult verdict = judge(tally.rule, conversation);
      tally.judged += verdict.judged;
      tally.broken += verdict.broken;
      add(tally.rule, account.account(), verdict.incidents);
    }
  }

  void tell(ClientReport& report) && {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const auto& a, const auto& b) { return a.first_at < b.first_at; });
    report.rules = std::move(tallies_);
    report.findings = std::move(findings_);
  }

 private:
  void add(ClientRule rule, const Account& account, const std::vector<Incident>& incidents) {
    std::map<std::string_view, std::size_t> indices;  // of subjects
    for (const Incident& incident : incidents) {
      const auto [position, is_new] = indices.emplace(incident.subject, findings_.size());
      if (is_new) {
        findings_.push_back({.rule = rule,
                             .problem = incident.problem,
                             .account = account.name,
                             .count = 0,
                             .first_at = incident.entries.front()->time});
      }
      ClientFinding& finding = findings_[position->second];
      ++finding.count;
      finding.cost += incident.cost;
      for (const JournalEntry* const entry : incident.entries) {
        if (finding.requests.size() == kMaxRequests) break;
        std::string id = request_id(account.tag, entry->number);
        // The last request of one incident may be the first of the next.
        if (finding.requests.empty() || finding.requests.back() != id) {
          finding.requests.push_back(std::move(id));
        }
      }
    }
  }

  const bool time_tells_;
  std::vector<ClientRuleTally> tallies_;
  std::vector<ClientFinding> findings_;
};

// Clients write keys of other accounts too. What a request names itself is already left out of its
// violations.
void remove_keys(const Store& store, ClientReport& report) {
  if (report.violations.empty() && report.findings.empty()) return;
  Redaction redaction(ContractDocument::builtin());
  AllKeys(store).teach(redaction);
  for (ContractViolation& violation : report.violations) {
    violation.request = redaction.redacted(violation.request);
    violation.problem = redaction.redacted(violation.problem);
    violation.client = redaction.redacted(violation.client);
  }
  for (ClientFinding& finding : report.findings) {
    finding.problem = redaction.redacted(finding.problem);
  }
}

ApiError unknown_rule(std::string_view name) {
  std::vector<std::string_view> known;
  std::string names;
  for (const ClientRule rule : kClientRules) {
    known.push_back(to_text(rule));
    names += (names.empty() ? "" : ", ") + std::string(known.back());
  }
  return {.http = 400,
          .code = 400,
          .message = "rules must be among " + names + ", not \"" + shortened(name) + "\"" +
                     did_you_mean(name, known)};
}

}  // namespace

Outcome<std::vector<ClientRule>> read_client_rules(std::string_view list) {
  std::vector<ClientRule> rules;
  if (list == kNone) return rules;
  if (list.empty()) rules.assign(kClientRules.begin(), kClientRules.end());
  while (!list.empty()) {
    const std::size_t size = std::min(list.find(','), list.size());
    const std::string_view name = list.substr(0, size);
    list.remove_prefix(std::min(size + 1, list.size()));
    const auto* const rule = std::find_if(kClientRules.begin(), kClientRules.end(),
                                          [&](ClientRule one) { return to_text(one) == name; });
    if (rule == kClientRules.end()) return unknown_rule(name);
    rules.push_back(*rule);
  }
  return rules;
}

ClientReport judge_clients(const ClientWitnesses& witnesses, StoredAccount* only,
                           const std::vector<ClientRule>& rules) {
  ClientReport report;
  if (witnesses.contract != nullptr) {
    report = witnesses.contract->report(name_of(only));
    report.strict = true;
  }
  Judge judge(rules, tells_time(witnesses.clock));
  witnesses.journal.for_each_account(only, [&](StoredAccount& account) {
    std::vector<JournalEntry> entries = account.journal().entries();
    const std::uint64_t from = account.judged_from();
    std::erase_if(entries, [&](const JournalEntry& entry) { return entry.number < from; });
    report.watched += entries.size();
    // More requests may have come since the entries were copied.
    const std::uint64_t since = account.requests() - from;
    report.forgotten += since - std::min<std::uint64_t>(since, entries.size());
    judge.hear(account, entries);
  });
  std::move(judge).tell(report);
  remove_keys(witnesses.journal.store(), report);
  return report;
}

void forget_clients(ClientReports* contract, const Journal& journal, StoredAccount* only) {
  if (contract != nullptr) contract->clear(name_of(only));
  journal.for_each_account(
      only, [](StoredAccount& account) { account.set_judged_from(account.requests()); });
}

}  // namespace wavespeed_mock
