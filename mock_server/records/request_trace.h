// What the mock noticed about a request, what it decided, why. For the journal, which shows users
// the reason of an answer.
//
// Belongs to one thread until the answer is complete. Allocates nothing for an ordinary poll.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/random.h"
#include "records/prediction_id.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// A random draw that decided something.
struct TracedDraw {
  RandomStream purpose{};
  std::uint64_t ordinal = 0;
  std::string meaning;  // its result: "run time 1.2s"
};

// The decision of a fault rule about a request that it could apply to.
struct TracedRule {
  std::string id;
  bool fired = false;
  std::string reason;  // why it did not fire, or the faults that it made
};

struct RequestTrace {
  std::string_view route;  // Route::name; empty when no route took the request
  std::optional<PredictionId> prediction{};
  std::string_view model{};   // of the prediction; owned by the catalogue
  std::string_view status{};  // what the answer said of the prediction: "processing", …; a literal
  Money credit{};             // what the request added to the balance
  std::vector<TracedDraw> draws{};
  std::vector<TracedRule> rules{};
  std::string why{};  // what a refusal's reason says
};

}  // namespace wavespeed_mock
