#include "store/journal.h"

#include <algorithm>
#include <utility>

namespace wavespeed_mock {

void Journal::add(JournalEntry entry) {
  if (most_ == 0) return;
  const std::lock_guard lock(mutex_);
  const auto place = std::find_if(entries_.rbegin(), entries_.rend(),
                                  [&](const auto& other) { return other.number < entry.number; });
  entries_.insert(place.base(), std::move(entry));
  if (entries_.size() > most_) entries_.erase(entries_.begin());
}

std::vector<JournalEntry> Journal::entries() const {
  const std::lock_guard lock(mutex_);
  return entries_;
}

void Journal::restore(const Saved& saved) {
  const std::lock_guard lock(mutex_);
  entries_ = saved;
}

void Journal::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
}

}  // namespace wavespeed_mock
