#include "contract/client_reports.h"

#include <algorithm>
#include <utility>

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
  const auto it = counts_.find(account);
  if (it != counts_.end()) return it->second;
  if (counts_.size() >= max_) return others_;
  return counts_.emplace(account, Count{}).first->second;
}

void ClientReports::add(const Request& request, const Operation* operation,
                        std::string_view account, Timestamp now,
                        const std::vector<ContractProblem>& problems) {
  const std::string operation_id = operation == nullptr ? "" : operation->id;
  const std::lock_guard lock(mutex_);
  Count& count = count_of(account);
  ++count.requests;
  for (const ContractProblem& problem : problems) {
    Kind kind{std::string(account), operation_id, problem.part, problem.kind, problem.path};
    if (const auto known = entries_.find(kind); known != entries_.end()) {
      ++known->second.violation.count;
    } else if (entries_.size() >= max_) {
      ++count.dropped;
    } else {
      entries_.emplace(std::move(kind), Entry{next_++,
                                              {.operation = operation_id,
                                               .request = shortened(request.method) + ' ' +
                                                          shortened(path_of(request.target)),
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
  const auto add = [&](const Count& count) {
    report.requests += count.requests;
    report.dropped += count.dropped;
  };
  for (const auto& [name, count] : counts_) {
    if (concerns(account, name)) add(count);
  }
  if (!account) add(others_);

  std::vector<const Entry*> entries;
  for (const auto& [kind, entry] : entries_) {
    if (concerns(account, entry.violation.account)) entries.push_back(&entry);
  }
  std::sort(entries.begin(), entries.end(),
            [](const Entry* a, const Entry* b) { return a->number < b->number; });
  for (const Entry* entry : entries) report.violations.push_back(entry->violation);
  return report;
}

void ClientReports::clear(std::optional<std::string_view> account) {
  const std::lock_guard lock(mutex_);
  if (!account) others_ = {};
  std::erase_if(counts_, [&](const auto& count) { return concerns(account, count.first); });
  std::erase_if(entries_, [&](const auto& entry) {
    return concerns(account, entry.second.violation.account);
  });
}

}  // namespace wavespeed_mock
