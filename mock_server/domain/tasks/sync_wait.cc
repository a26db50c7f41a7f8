#include "domain/tasks/sync_wait.h"

#include <string>

#include "base/value/duration_text.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

// No client waits longer, and the transport would not either.
constexpr Duration kLongest = std::chrono::hours(24);

}  // namespace

SyncWait parse_sync_wait(std::string_view longest, int timeout_status) {
  const auto wait = parse_duration(longest);
  if (!wait || *wait > kLongest) {
    throw ConfigError("sync_wait must be a duration from 0 to 24h such as \"90s\", not \"" +
                      std::string(longest) + "\"");
  }
  if (timeout_status != 200 && timeout_status != 504) {
    throw ConfigError("sync_timeout_status must be 200 or 504, not " +
                      std::to_string(timeout_status));
  }
  return {.longest = *wait, .timeout_status = timeout_status};
}

bool ends_within(const SyncWait& wait, const Prediction& prediction) {
  return prediction.ended_at - wait.longest <= prediction.created_at;
}

Duration hold_time(const SyncWait& wait, const Prediction& prediction) {
  return ends_within(wait, prediction) ? prediction.ended_at - prediction.created_at : wait.longest;
}

}  // namespace wavespeed_mock
