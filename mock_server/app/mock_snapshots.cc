// Mock's functions for snapshots.
#include <optional>
#include <stdexcept>

#include "app/mock_impl.h"
#include "domain/scenarios/resets.h"
#include "domain/scenarios/snapshots.h"

namespace wavespeed_mock {

Snapshot Mock::snapshot(std::string_view key) const {
  return parts_->core.services().snapshots->take(key.empty() ? nullptr : &parts_->account_of(key));
}

void Mock::restore(const Snapshot& snapshot) {
  parts_->core.services().snapshots->restore(snapshot);
}

void Mock::reset(const std::vector<std::string>& parts, std::string_view key) {
  const auto read = ResetScope::read(parts);
  if (!read) throw std::invalid_argument(read.error().message);
  StoredAccount* const scope = key.empty() ? nullptr : &parts_->account_of(key);
  const auto problem = parts_->core.services().resets->reset(*read, scope);
  if (problem) throw std::invalid_argument(problem->message);
}

}  // namespace wavespeed_mock
