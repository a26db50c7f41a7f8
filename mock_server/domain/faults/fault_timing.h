// When a fault rule fires: on which of the requests that match it, within which time window.
//
// Immutable once loaded; may be used from any thread.
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
  std::uint64_t after = 0;               // the first so many are let through
  std::optional<std::uint64_t> first{};  // only the first so many of the rest
  std::uint64_t every = 1;               // only each so many-th of those
  std::optional<std::uint64_t> times{};  // at most so often
  double probability = 1;                // so likely
  Duration from{0};                      // since the rule began
  std::optional<Duration> until{};       // the same; then no more

  // Takes the fields out of a rule's JSON. Throws ConfigError.
  static FaultTiming load(JsonReader& in);

  // Why the rule does not count requests now, in words; "" while it does.
  std::string closed(Timestamp began, Timestamp now) const;

  // Why the next request that fits does not make the rule fire, in words; "" when it does. `draws`
  // are those of the account, and `rule` tells the draws of one rule from those of another.
  std::string held_back(const FaultCount& count, const SeededRandom& draws,
                        std::uint64_t rule) const;

  void write(nlohmann::ordered_json& out) const;
};

}  // namespace wavespeed_mock
