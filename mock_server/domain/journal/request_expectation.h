// What a test expects of the requests that the mock was sent: how many of one kind came, or in
// which order several came.
//
// Immutable once read; may be used from any thread.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/text/json_reader.h"
#include "domain/journal/journal_redaction.h"
#include "domain/requests/request_conditions.h"
#include "wavespeed_mock/journal.h"

namespace wavespeed_mock {

class RequestExpectation {
 public:
  // Reads {"request": {…}, "times": 3 or {"at_least": 1, "at_most": 2}} or {"in_order": [{…}, …]},
  // either with "wait": "2s". For requests and `routes` see RequestConditions. Throws ConfigError.
  static RequestExpectation read(JsonReader& in, std::span<const std::string_view> routes);

  // How long it may take until it holds, on the wall clock.
  Duration wait() const { return wait_; }

  // Whether it holds of these entries, in their order.
  Verification judge(std::span<const KeptEntry> entries, JournalRedaction& redaction) const;

 private:
  Verification judge_count(std::span<const KeptEntry> entries, JournalRedaction& redaction) const;
  Verification judge_order(std::span<const KeptEntry> entries, JournalRedaction& redaction) const;
  std::string expected_count() const;

  std::vector<RequestConditions> requests_;  // one, or those in order
  bool in_order_ = false;
  std::uint64_t at_least_ = 1;
  std::uint64_t at_most_ = std::numeric_limits<std::uint64_t>::max();
  Duration wait_{0};
};

}  // namespace wavespeed_mock
