// The uploads of a store by id, in shards that have a lock each. Each shard also has its uploads in
// the order in which they expire.
//
// Every function may be called from any thread.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "records/upload.h"

namespace wavespeed_mock {

class UploadMap {
 public:
  // Replaces the one with the same id, if any.
  void add(std::shared_ptr<const Upload> upload);
  // False when there is none.
  bool remove(UploadId id);
  // In no order; takes as long as there are uploads at all.
  std::vector<std::shared_ptr<const Upload>> of_account(AccountNumber account) const;
  // Nullptr when there is none.
  std::shared_ptr<const Upload> find(UploadId id) const;
  // Replaces `current` by `next`, which has the same id. Returns false without a change if the id
  // now has another record, or none.
  bool replace(const std::shared_ptr<const Upload>& current, std::shared_ptr<const Upload> next);
  // Removes uploads that are kept until `now` or before. Costs next to nothing when there are none.
  void forget(Timestamp now);
  std::size_t size() const;

 private:
  struct Expiry {
    Timestamp time;
    UploadId id;
    friend bool operator>(const Expiry& a, const Expiry& b) { return a.time > b.time; }
  };
  struct alignas(64) Shard {
    mutable std::mutex mutex;
    std::unordered_map<UploadId, std::shared_ptr<const Upload>> by_id;
    std::vector<Expiry> expiries;  // a heap, soonest first; of a replaced record they stay
  };

  static constexpr std::size_t kShards = 16;

  const Shard& shard_of(UploadId id) const { return shards_[id.high % kShards]; }
  Shard& shard_of(UploadId id) { return shards_[id.high % kShards]; }
  // Under the shard's lock.
  void note_expiry(Shard& shard, const Upload& upload);
  // Under the shard's lock; what must not be freed under it goes to `gone`.
  static void forget(Shard& shard, Timestamp now, std::vector<std::shared_ptr<const Upload>>& gone);

  std::array<Shard, kShards> shards_;
  // No record expires before.
  std::atomic<Timestamp> soonest_ = Timestamp::max();
};

}  // namespace wavespeed_mock
