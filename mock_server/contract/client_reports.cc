#include "contract/client_reports.h"

#include <algorithm>

#include "base/text/quoting.h"

namespace wavespeed_mock {
namespace {

// "wavespeed-js 0.3.2", else the User-Agent.
std::string client_of(const Request& request) {
  const std::string_view name = request.headers.get("X-Client-Name");
  if (name.empty()) return shortened(request.headers.get("User-Agent"));
  const std::string_view version = request.headers.get("X-Client-Version");
  std::string client = shortened(name);
  if (!version.empty()) client += ' ' + shortened(version);
  return client;
}

bool concerns(std::optional<std::string_view> asked, std::string_view account) {
  return !asked || *asked == account;
}

}  // namespace

ClientReports::Count& ClientReports::count_of(std::string_view account) {
  const auto it = std::find_if(counts_.begin(), counts_.end(),
                               [&](const Count& count) { return count.account == account; });
  if (it != counts_.end()) return *it;
  // Accounts above the maximum share one line.
  if (counts_.size() >= max_) return counts_.back();
  return counts_.emplace_back(Count{.account = std::string(account)});
}

void ClientReports::add(const Request& request, const Operation* operation,
                        std::string_view account, Timestamp now,
                        const std::vector<ContractProblem>& problems) {
  const std::string operation_id = operation == nullptr ? "" : operation->id;
  const std::lock_guard lock(mutex_);
  Count& count = count_of(account);
  ++count.requests;
  for (const ContractProblem& problem : problems) {
    const auto same = [&](const Entry& entry) {
      return entry.part == problem.part && entry.kind == problem.kind &&
             entry.path == problem.path && entry.violation.operation == operation_id &&
             entry.violation.account == account;
    };
    const auto known = std::find_if(entries_.begin(), entries_.end(), same);
    if (known != entries_.end()) {
      ++known->violation.count;
    } else if (entries_.size() >= max_) {
      ++count.dropped;
    } else {
      entries_.push_back(
          {problem.part,
           problem.kind,
           problem.path,
           {.operation = operation_id,
            .request = shortened(request.method) + ' ' + shortened(path_of(request.target)),
            .problem = to_text(problem),
            .client = client_of(request),
            .account = std::string(account),
            .first_at = now}});
    }
  }
}

ClientReport ClientReports::report(std::optional<std::string_view> account) const {
  const std::lock_guard lock(mutex_);
  ClientReport report;
  for (const Count& count : counts_) {
    if (!concerns(account, count.account)) continue;
    report.requests += count.requests;
    report.dropped += count.dropped;
  }
  for (const Entry& entry : entries_) {
    if (concerns(account, entry.violation.account)) report.violations.push_back(entry.violation);
  }
  return report;
}

void ClientReports::clear(std::optional<std::string_view> account) {
  const std::lock_guard lock(mutex_);
  std::erase_if(counts_, [&](const Count& count) { return concerns(account, count.account); });
  std::erase_if(entries_,
                [&](const Entry& entry) { return concerns(account, entry.violation.account); });
}

}  // namespace wavespeed_mock
