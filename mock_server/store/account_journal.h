// What one account remembers of its requests: the newest ones, in a ring of bounded size that grows
// only as requests come.
//
// May be used from any thread. Requests of different accounts share no lock, and those of one
// account rarely do: consecutive requests have different locks.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "records/journal_entry.h"
#include "store/packed_entry.h"

namespace wavespeed_mock {

struct JournalLimits {
  std::size_t entries = 0;     // 0: nothing is remembered
  std::size_t body_bytes = 0;  // of each body
};

class AccountJournal {
 public:
  explicit AccountJournal(JournalLimits limits) : limits_(limits) {}

  // Entries may come out of the order of their numbers, because threads overtake each other.
  void add(const RequestRecord& record, RequestTrace&& trace = {});
  // In the order of their numbers.
  std::vector<JournalEntry> entries() const;
  // The entry of that number alone; nullopt when it is not there, or no longer.
  std::optional<JournalEntry> find(std::uint64_t number) const;
  void clear();

  // Its entries, to be restored later.
  using Saved = std::vector<PackedEntry>;
  Saved save() const;
  void restore(const Saved& saved);

 private:
  // Each entry is at the place that its number says, whatever order threads add entries in. On the
  // heap, so that a ring that grows moves pointers only.
  using Slots = std::vector<std::unique_ptr<PackedEntry>>;
  // Every Nth place of the ring, for N stripes.
  struct alignas(64) Stripe {
    mutable std::mutex mutex;
    Slots slots;
  };
  static constexpr std::size_t kStripes = 8;

  static std::unique_ptr<PackedEntry>& slot_at(Slots& slots, std::size_t index);
  void for_each(const std::function<void(const PackedEntry&)>& visit) const;

  const JournalLimits limits_;
  std::array<Stripe, kStripes> stripes_;
};

}  // namespace wavespeed_mock
