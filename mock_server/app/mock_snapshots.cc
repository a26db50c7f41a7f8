// Mock's functions for snapshots.
#include "app/mock_parts.h"

namespace wavespeed_mock {

Snapshot Mock::snapshot(std::string_view) const {
  throw ConfigError("snapshots are not built yet");
}

void Mock::restore(const Snapshot&) {}

void Mock::reset(const std::vector<std::string>&, std::string_view) {
  throw ConfigError("resets are not built yet");
}

}  // namespace wavespeed_mock
