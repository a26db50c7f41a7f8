#include "domain/journal/journal.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "records/request_id.h"

namespace wavespeed_mock {

std::string KeptEntry::request_id() const {
  return wavespeed_mock::request_id(account->account().tag, entry.number);
}

void Journal::for_each_account(StoredAccount* only,
                               const std::function<void(StoredAccount&)>& look) const {
  if (only != nullptr) return look(*only);
  look(store_.anonymous());
  store_.for_each_account(look);
}

void Journal::add(StoredAccount& account, RequestRecord&& note) {
  account.journal().add(std::move(note));
  changes_.notify();
}

std::vector<KeptEntry> Journal::entries(StoredAccount* only) const {
  std::vector<KeptEntry> all;
  std::vector<Timestamp> times;  // what each is ordered by
  for_each_account(only, [&](StoredAccount& account) {
    Timestamp latest = Timestamp::min();
    for (JournalEntry& entry : account.journal().entries()) {
      // Threads may have overtaken each other between the clock and the number: within an account
      // the number counts.
      latest = std::max(latest, entry.time);
      times.push_back(latest);
      all.push_back({&account, std::move(entry)});
    }
  });
  if (only != nullptr) return all;

  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return times[a] < times[b]; });
  std::vector<KeptEntry> sorted;
  sorted.reserve(all.size());
  for (const std::size_t place : order) sorted.push_back(std::move(all[place]));
  return sorted;
}

void Journal::clear(StoredAccount* only) {
  for_each_account(only, [](StoredAccount& account) { account.journal().clear(); });
}

}  // namespace wavespeed_mock
