// Collects what clients did wrong, one entry for each way of doing it, within bounds.
//
// May be used from any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract_check.h"
#include "wavespeed_mock/client_report.h"

namespace wavespeed_mock {

class ClientReports {
 public:
  explicit ClientReports(std::size_t max_violations = 1'000) : max_(max_violations) {}

  // A request that was checked, and what was wrong with it. `operation` is null when it belongs to
  // none.
  void add(const Request& request, const Operation* operation, std::string_view account,
           Timestamp now, const std::vector<ContractProblem>& problems);

  // Of all accounts, or of the one with that name.
  ClientReport report(std::optional<std::string_view> account) const;
  void clear(std::optional<std::string_view> account);

 private:
  // What makes two problems the same: the values that were sent may differ.
  struct Entry {
    std::string part;
    std::string kind;
    std::string path;
    ContractViolation violation;
  };
  struct Count {
    std::string account;
    std::uint64_t requests = 0;
    std::uint64_t dropped = 0;
  };
  Count& count_of(std::string_view account);

  const std::size_t max_;
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
  std::vector<Count> counts_;
};

}  // namespace wavespeed_mock
