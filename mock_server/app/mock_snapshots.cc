// Mock's functions for snapshots.
#include <optional>
#include <stdexcept>

#include "app/mock_impl.h"
#include "domain/state/resets.h"
#include "domain/state/snapshots.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

Snapshot Mock::snapshot(std::string_view key) {
  return impl_->core.control().snapshots.take(impl_->scope_of(key));
}

void Mock::restore(const Snapshot& snapshot) {
  const auto problem = impl_->core.control().snapshots.restore(snapshot);
  if (problem) throw Error(ErrorCode::conflict, problem->message);
}

void Mock::reset(std::initializer_list<ResetPart> parts, ForKey scope) {
  impl_->reset(ResetScope::of(parts), scope.key);
}

void Mock::reset(const std::vector<std::string>& parts, ForKey scope) {
  impl_->reset(ResetScope::read(parts), scope.key);
}

void Mock::Impl::reset(const Outcome<ResetScope>& what, std::string_view key) {
  if (!what) throw Error(ErrorCode::invalid_argument, what.error().message);
  const auto problem = core.control().resets.reset(*what, scope_of(key));
  if (problem) throw Error(ErrorCode::invalid_argument, problem->message);
}

}  // namespace wavespeed_mock
