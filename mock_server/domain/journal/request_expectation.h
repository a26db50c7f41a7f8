// An Expectation whose fields were checked.
//
// Immutable; may be used from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/journal/journal_redaction.h"
#include "domain/requests/request_conditions.h"
#include "wavespeed_mock/expectation.h"
#include "wavespeed_mock/journal.h"

namespace wavespeed_mock {

// The most requests that `times` can name.
inline constexpr std::uint64_t kMaxTimes = 1'000'000'000;

class RequestExpectation {
 public:
  // `where` names the expectation in errors; `routes`: the names that `route` may have. Throws
  // ConfigError for a wrong condition or number.
  RequestExpectation(const Expectation& expectation, const std::string& where,
                     std::span<const std::string_view> routes);

  // Whether it holds for these entries, which are in the order of the requests.
  Verification judge(std::span<const KeptEntry> entries, JournalRedaction& redaction) const;

 private:
  Verification judge_count(std::span<const KeptEntry> entries, JournalRedaction& redaction) const;
  Verification judge_order(std::span<const KeptEntry> entries, JournalRedaction& redaction) const;
  std::string expected_count() const;

  std::vector<RequestConditions> requests_;  // one, or those in order
  bool in_order_ = false;
  Times times_;
};

}  // namespace wavespeed_mock
