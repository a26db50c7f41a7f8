#include "store/journal.h"

#include <algorithm>

namespace wavespeed_mock {

void Journal::add(const JournalNote& note) {
  if (limits_.entries == 0) return;
  const auto place = static_cast<std::size_t>(note.number % limits_.entries);
  const std::lock_guard lock(mutex_);
  if (place >= slots_.size()) slots_.resize(place + 1);
  std::unique_ptr<PackedEntry>& slot = slots_[place];
  if (slot == nullptr) {
    slot = std::make_unique<PackedEntry>();
  } else if (slot->number() > note.number) {
    return;  // overtaken by a whole round
  }
  slot->assign(note, limits_.body_bytes);
}

std::vector<JournalEntry> Journal::entries() const {
  std::vector<JournalEntry> entries;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& slot : slots_) {
      if (slot != nullptr) entries.push_back(slot->unpacked());
    }
  }
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return entries;
}

Journal::Saved Journal::save() const {
  const std::lock_guard lock(mutex_);
  Saved saved;
  for (const auto& slot : slots_) {
    if (slot != nullptr) saved.push_back(*slot);
  }
  return saved;
}

void Journal::restore(const Saved& saved) {
  std::vector<std::unique_ptr<PackedEntry>> slots;
  for (const PackedEntry& entry : saved) {
    const auto place = static_cast<std::size_t>(entry.number() % limits_.entries);
    if (place >= slots.size()) slots.resize(place + 1);
    slots[place] = std::make_unique<PackedEntry>(entry);
  }
  const std::lock_guard lock(mutex_);
  slots_.swap(slots);
}

void Journal::clear() {
  std::vector<std::unique_ptr<PackedEntry>> gone;  // freed behind the lock
  const std::lock_guard lock(mutex_);
  gone.swap(slots_);
}

}  // namespace wavespeed_mock
