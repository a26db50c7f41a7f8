#include "store/account_journal.h"

#include <algorithm>
#include <utility>

namespace wavespeed_mock {

// `place` within the stripe.
std::unique_ptr<PackedEntry>& AccountJournal::slot_at(Slots& slots, std::size_t place) {
  if (place >= slots.size()) slots.resize(place + 1);
  return slots[place];
}

void AccountJournal::for_each(const std::function<void(const PackedEntry&)>& look) const {
  for (const Stripe& stripe : stripes_) {
    const std::lock_guard lock(stripe.mutex);
    for (const auto& slot : stripe.slots) {
      if (slot != nullptr) look(*slot);
    }
  }
}

void AccountJournal::add(RequestRecord&& note) {
  if (limits_.entries == 0) return;
  const auto place = static_cast<std::size_t>(note.number % limits_.entries);
  Stripe& stripe = stripes_[place % kStripes];
  const std::lock_guard lock(stripe.mutex);
  std::unique_ptr<PackedEntry>& slot = slot_at(stripe.slots, place / kStripes);
  if (slot == nullptr) {
    slot = std::make_unique<PackedEntry>();
  } else if (slot->number() > note.number) {
    return;  // overtaken by a whole round
  }
  slot->assign(std::move(note), limits_.body_bytes);
}

std::vector<JournalEntry> AccountJournal::entries() const {
  std::vector<JournalEntry> entries;
  for_each([&](const PackedEntry& entry) { entries.push_back(entry.unpacked()); });
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return entries;
}

AccountJournal::Saved AccountJournal::save() const {
  Saved saved;
  for_each([&](const PackedEntry& entry) { saved.push_back(entry); });
  return saved;
}

void AccountJournal::restore(const Saved& saved) {
  std::array<Slots, kStripes> all;
  for (const PackedEntry& entry : saved) {
    const auto place = static_cast<std::size_t>(entry.number() % limits_.entries);
    slot_at(all[place % kStripes], place / kStripes) = std::make_unique<PackedEntry>(entry);
  }
  for (std::size_t i = 0; i < kStripes; ++i) {
    const std::lock_guard lock(stripes_[i].mutex);
    stripes_[i].slots.swap(all[i]);
  }
}

void AccountJournal::clear() {
  for (Stripe& stripe : stripes_) {
    Slots gone;  // freed after the lock is released
    const std::lock_guard lock(stripe.mutex);
    gone.swap(stripe.slots);
  }
}

}  // namespace wavespeed_mock
