#include "store/account_journal.h"

#include <algorithm>
#include <utility>

namespace wavespeed_mock {

// `index` within the stripe.
std::unique_ptr<PackedEntry>& AccountJournal::slot_at(Slots& slots, std::size_t index) {
  if (index >= slots.size()) slots.resize(index + 1);
  return slots[index];
}

void AccountJournal::for_each(const std::function<void(const PackedEntry&)>& visit) const {
  for (const Stripe& stripe : stripes_) {
    const std::lock_guard lock(stripe.mutex);
    for (const auto& slot : stripe.slots) {
      if (slot != nullptr) visit(*slot);
    }
  }
}

void AccountJournal::add(const RequestRecord& record, RequestTrace&& trace) {
  if (limits_.entries == 0) return;
  const auto index = static_cast<std::size_t>(record.number % limits_.entries);
  Stripe& stripe = stripes_[index % kStripes];
  const std::lock_guard lock(stripe.mutex);
  std::unique_ptr<PackedEntry>& slot = slot_at(stripe.slots, index / kStripes);
  if (slot == nullptr) {
    slot = std::make_unique<PackedEntry>();
  } else if (slot->number() > record.number) {
    return;  // a newer entry has taken the slot
  }
  slot->assign(record, std::move(trace), limits_.body_bytes);
}

std::vector<JournalEntry> AccountJournal::entries() const {
  std::vector<JournalEntry> entries;
  for_each([&](const PackedEntry& entry) { entries.push_back(entry.unpacked()); });
  std::sort(entries.begin(), entries.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return entries;
}

std::optional<JournalEntry> AccountJournal::find(std::uint64_t number) const {
  if (limits_.entries == 0) return std::nullopt;
  const auto index = static_cast<std::size_t>(number % limits_.entries);
  const Stripe& stripe = stripes_[index % kStripes];
  const std::lock_guard lock(stripe.mutex);
  if (index / kStripes >= stripe.slots.size()) return std::nullopt;
  const std::unique_ptr<PackedEntry>& slot = stripe.slots[index / kStripes];
  if (slot == nullptr || slot->number() != number) return std::nullopt;
  return slot->unpacked();
}

AccountJournal::Saved AccountJournal::save() const {
  Saved saved;
  for_each([&](const PackedEntry& entry) { saved.push_back(entry); });
  return saved;
}

void AccountJournal::restore(const Saved& saved) {
  std::array<Slots, kStripes> all;
  for (const PackedEntry& entry : saved) {
    const auto index = static_cast<std::size_t>(entry.number() % limits_.entries);
    slot_at(all[index % kStripes], index / kStripes) = std::make_unique<PackedEntry>(entry);
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
