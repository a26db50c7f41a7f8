#include "domain/state/snapshot_store.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "base/value/conflict.h"

namespace wavespeed_mock {
namespace {

bool belongs(const KeptSnapshot& kept, const StoredAccount* scope) {
  return scope == nullptr || kept.account == scope;
}

}  // namespace

Outcome<KeptSnapshot> SnapshotStore::add(KeptSnapshot taken) {
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= max_) {
    return conflict("the mock keeps " + std::to_string(max_) +
                    " snapshots at most; delete one first");
  }
  taken.id = "snapshot-" + std::to_string(++last_);
  kept_.push_back(taken);
  return taken;
}

std::vector<KeptSnapshot> SnapshotStore::list(const StoredAccount* scope) const {
  std::vector<KeptSnapshot> list;
  const std::lock_guard lock(mutex_);
  std::copy_if(kept_.begin(), kept_.end(), std::back_inserter(list),
               [&](const KeptSnapshot& kept) { return belongs(kept, scope); });
  return list;
}

Outcome<KeptSnapshot> SnapshotStore::find(const StoredAccount* scope, std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto index = find_index(scope, id);
  if (index == kept_.end()) return no_such(scope, id);
  return *index;
}

Outcome<KeptSnapshot> SnapshotStore::remove(const StoredAccount* scope, std::string_view id) {
  const std::lock_guard lock(mutex_);
  const auto index = find_index(scope, id);
  if (index == kept_.end()) return no_such(scope, id);
  KeptSnapshot removed = *index;  // freed by the caller, without the lock
  kept_.erase(index);
  return removed;
}

SnapshotStore::Kept::const_iterator SnapshotStore::find_index(const StoredAccount* scope,
                                                              std::string_view id) const {
  return std::find_if(kept_.begin(), kept_.end(), [&](const KeptSnapshot& kept) {
    return kept.id == id && belongs(kept, scope);
  });
}

ApiError SnapshotStore::no_such(const StoredAccount* scope, std::string_view id) const {
  std::vector<std::string_view> ids;
  for (const KeptSnapshot& kept : kept_) {
    if (belongs(kept, scope)) ids.push_back(kept.id);
  }
  std::string message = "there is no snapshot \"" + shortened(id) + "\"";
  if (scope != nullptr) message += " of this account";
  return {.http = 404, .code = 404, .message = message + did_you_mean(id, ids)};
}

}  // namespace wavespeed_mock
