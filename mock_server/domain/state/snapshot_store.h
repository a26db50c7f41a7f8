// The snapshots that the control plane keeps, each under an id, within bounds.
//
// One for each mock; may be used from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/value/api_error.h"
#include "store/stored_account.h"
#include "wavespeed_mock/snapshot.h"

namespace wavespeed_mock {

struct KeptSnapshot {
  std::string id;                          // "snapshot-1", …
  std::string name;                        // as its maker called it; may be empty
  const StoredAccount* account = nullptr;  // null: of everything
  Timestamp taken_at;
  Snapshot snapshot;
};

// For all functions, `scope` is the account whose snapshots are meant; null means every one.
class SnapshotStore {
 public:
  explicit SnapshotStore(std::size_t max = 100) : max_(max) {}

  // Gives `taken` an id and keeps it; 409 when there is no room.
  Outcome<KeptSnapshot> add(KeptSnapshot taken);
  // Oldest first.
  std::vector<KeptSnapshot> list(const StoredAccount* scope) const;
  // 404 that names the nearest when there is none of that id.
  Outcome<KeptSnapshot> find(const StoredAccount* scope, std::string_view id) const;
  Outcome<KeptSnapshot> remove(const StoredAccount* scope, std::string_view id);

 private:
  using Kept = std::vector<KeptSnapshot>;

  // Under the lock.
  Kept::const_iterator find_index(const StoredAccount* scope, std::string_view id) const;
  ApiError no_such(const StoredAccount* scope, std::string_view id) const;

  const std::size_t max_;
  mutable std::mutex mutex_;
  std::uint64_t last_ = 0;
  Kept kept_;
};

}  // namespace wavespeed_mock
