// What one account remembers of its requests: the newest ones, in a ring of bounded size.
//
// May be used from any thread; polls of different accounts do not meet here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

#include "records/journal_entry.h"

namespace wavespeed_mock {

class Journal {
 public:
  explicit Journal(std::size_t most) : most_(most) {}

  // In the order of their numbers, although threads may overtake each other on their way here.
  void add(JournalEntry entry);
  // Oldest first.
  std::vector<JournalEntry> entries() const;
  void clear();

  // What it remembers, to go back to.
  using Saved = std::vector<JournalEntry>;
  Saved save() const { return entries(); }
  void restore(const Saved& saved);

 private:
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::vector<JournalEntry> entries_;  // by number, oldest first
};

}  // namespace wavespeed_mock
