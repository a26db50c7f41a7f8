// When a fault rule fires: on which of the requests that match it, within which time window.
//
// Immutable after it is loaded; may be used from any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/text/json_reader.h"
#include "base/value/random.h"
#include "records/account.h"

namespace wavespeed_mock {

struct FaultTiming {
  std::uint64_t after = 0;               // skip the first N
  std::optional<std::uint64_t> first{};  // only the first N of the rest
  std::uint64_t every = 1;               // only every Nth of those
  std::optional<std::uint64_t> times{};  // fire at most N times
  double probability = 1;                // from 0 to 1
  Duration from{0};                 // after the rule was added; earlier requests are not counted
  std::optional<Duration> until{};  // after the rule was added; later requests are not counted

  // Takes the fields out of a rule's JSON. Throws ConfigError.
  static FaultTiming read(JsonReader& in);
  // Throws ConfigError for values out of their ranges; `where` names the rule.
  void check(const std::string& where) const;

  // Why the rule does not count requests now, in words; "" if it does.
  std::string outside_window(Timestamp began, Timestamp now) const;

  // Why the rule does not fire for the next matching request, in words; "" if it does. `draws` are
  // those of the account; `rule` selects those of the rule.
  std::string skip_reason(const FaultCount& count, const SeededRandom& draws,
                          std::uint64_t rule) const;

  void write(nlohmann::ordered_json& out) const;
};

}  // namespace wavespeed_mock
