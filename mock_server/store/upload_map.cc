#include "store/upload_map.h"

#include <algorithm>
#include <functional>

namespace wavespeed_mock {

void UploadMap::note_expiry(Shard& shard, const Upload& upload) {
  shard.expiries.push_back({upload.kept_until, upload.id});
  std::push_heap(shard.expiries.begin(), shard.expiries.end(), std::greater<>());
  Timestamp soonest = soonest_.load();
  while (upload.kept_until < soonest &&
         !soonest_.compare_exchange_weak(soonest, upload.kept_until)) {
  }
}

void UploadMap::add(std::shared_ptr<const Upload> upload) {
  Shard& shard = shard_of(upload->id);
  const std::lock_guard lock(shard.mutex);
  note_expiry(shard, *upload);
  const UploadId id = upload->id;
  // The upload that it replaces is freed after the lock is released, with the argument.
  shard.by_id[id].swap(upload);
}

bool UploadMap::remove(UploadId id) {
  std::shared_ptr<const Upload> gone;  // freed after the lock is released
  Shard& shard = shard_of(id);
  const std::lock_guard lock(shard.mutex);
  const auto it = shard.by_id.find(id);
  if (it == shard.by_id.end()) return false;
  gone = std::move(it->second);
  shard.by_id.erase(it);
  return true;
}

std::vector<std::shared_ptr<const Upload>> UploadMap::of_account(AccountNumber account) const {
  std::vector<std::shared_ptr<const Upload>> uploads;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    for (const auto& [id, upload] : shard.by_id) {
      if (upload->account == account) uploads.push_back(upload);
    }
  }
  return uploads;
}

std::shared_ptr<const Upload> UploadMap::find(UploadId id) const {
  const Shard& shard = shard_of(id);
  const std::lock_guard lock(shard.mutex);
  const auto it = shard.by_id.find(id);
  return it == shard.by_id.end() ? nullptr : it->second;
}

std::size_t UploadMap::size() const {
  std::size_t all = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    all += shard.by_id.size();
  }
  return all;
}

bool UploadMap::replace(const std::shared_ptr<const Upload>& current,
                        std::shared_ptr<const Upload> next) {
  Shard& shard = shard_of(current->id);
  const std::lock_guard lock(shard.mutex);
  const auto it = shard.by_id.find(current->id);
  if (it == shard.by_id.end() || it->second != current) return false;
  note_expiry(shard, *next);
  it->second = std::move(next);
  return true;
}

void UploadMap::forget(Shard& shard, Timestamp now,
                       std::vector<std::shared_ptr<const Upload>>& gone) {
  auto& heap = shard.expiries;
  while (!heap.empty() && heap.front().time <= now) {
    const auto it = shard.by_id.find(heap.front().id);
    // A record that took the place of this expiry's may be kept longer; it has its own.
    if (it != shard.by_id.end() && it->second->kept_until <= now) {
      gone.push_back(std::move(it->second));
      shard.by_id.erase(it);
    }
    std::pop_heap(heap.begin(), heap.end(), std::greater<>());
    heap.pop_back();
  }
}

void UploadMap::forget(Timestamp now) {
  if (now < soonest_.load()) return;
  // Set before the shards are read: an upload added during this call can only lower it again.
  soonest_.store(Timestamp::max());
  std::vector<std::shared_ptr<const Upload>> gone;
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    forget(shard, now, gone);
    if (shard.expiries.empty()) continue;
    const Timestamp next = shard.expiries.front().time;
    Timestamp soonest = soonest_.load();
    while (next < soonest && !soonest_.compare_exchange_weak(soonest, next)) {
    }
  }
}

}  // namespace wavespeed_mock
