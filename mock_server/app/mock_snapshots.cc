// Mock's functions for snapshots.
#include <optional>
#include <stdexcept>

#include "app/mock_impl.h"
#include "domain/state/resets.h"
#include "domain/state/snapshots.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

Snapshot Mock::snapshot(std::string_view key) const {
  return impl_->core.control().snapshots.take(impl_->scope_of(key));
}

void Mock::restore(const Snapshot& snapshot) {
  const auto problem = impl_->core.control().snapshots.restore(snapshot);
  if (problem) throw Error(ErrorCode::conflict, problem->message);
}

void Mock::reset(const std::vector<std::string>& parts, ForKey scope) {
  const auto read = ResetScope::read(parts);
  if (!read) throw Error(ErrorCode::invalid_argument, read.error().message);
  const auto problem = impl_->core.control().resets.reset(*read, impl_->scope_of(scope.key));
  if (problem) throw Error(ErrorCode::invalid_argument, problem->message);
}

}  // namespace wavespeed_mock
