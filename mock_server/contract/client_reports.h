// Collects what clients did wrong, one entry for each way of doing it, within bounds.
//
// May be used from any thread.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
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
  static constexpr std::size_t kMaxKinds = 1'000;

  explicit ClientReports(std::size_t max_violations = kMaxKinds) : max_(max_violations) {}

  // A request that was checked, and what was wrong with it. `operation` is null when it belongs to
  // none.
  void add(const Request& request, const Operation* operation, std::string_view account,
           Timestamp now, const std::vector<ContractProblem>& problems);

  // Of all accounts, or of the one with that name.
  ClientReport report(std::optional<std::string_view> account) const;
  void clear(std::optional<std::string_view> account);

 private:
  // Problems of one kind are one entry; the values that were sent may differ.
  struct Kind {
    std::string account;
    std::string operation;
    std::string part;
    std::string kind;
    std::string path;
    auto operator<=>(const Kind&) const = default;
  };
  struct Entry {
    std::uint64_t number;  // in the order of their first request
    ContractViolation violation;
  };
  struct Count {
    std::uint64_t requests = 0;
    std::uint64_t dropped = 0;
  };
  Count& count_of(std::string_view account);

  const std::size_t max_;  // of entries, and of accounts with counts of their own
  mutable std::mutex mutex_;
  std::uint64_t next_ = 0;
  std::map<Kind, Entry> entries_;
  std::map<std::string, Count, std::less<>> counts_;
  Count others_;  // of all other accounts
};

}  // namespace wavespeed_mock
