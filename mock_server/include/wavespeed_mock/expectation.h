// What a test expects of the requests that the mock received: how many of one kind, or several
// kinds in order. docs/journal.md explains it; the JSON form has the same fields and defaults.
//
// Plain data; no locks.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "wavespeed_mock/request_match.h"

namespace wavespeed_mock {

// How many requests, both limits included, up to 1,000,000,000.
struct Times {
  std::uint64_t at_least = 0;
  std::optional<std::uint64_t> at_most{};  // by default without a limit

  static constexpr Times exactly(std::uint64_t count) {
    return {.at_least = count, .at_most = count};
  }

  friend bool operator==(const Times&, const Times&) = default;
};

// Expectation{.request = {.route = Endpoint::submit, .prompt = "cat"}, .times = Times::exactly(1)}
struct Expectation {
  // Either how many requests match; every request does when no condition is given.
  RequestMatch request{};
  Times times{.at_least = 1};
  // Or which requests come in this order; others may come between them. Not together with the two
  // fields above.
  std::vector<RequestMatch> in_order{};
};

}  // namespace wavespeed_mock
