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
                               const std::function<void(StoredAccount&)>& visit) const {
  if (only != nullptr) return visit(*only);
  visit(store_.anonymous());
  store_.for_each_account(visit);
}

void Journal::add(StoredAccount& account, const RequestRecord& record, RequestTrace&& trace) {
  account.journal().add(record, std::move(trace));
  changes_.notify();
}

std::vector<KeptEntry> Journal::entries(StoredAccount* only) const {
  std::vector<KeptEntry> all;
  std::vector<Timestamp> times;  // the sort key of each entry
  for_each_account(only, [&](StoredAccount& account) {
    Timestamp latest = Timestamp::min();
    for (JournalEntry& entry : account.journal().entries()) {
      // Threads may overtake each other between reading the clock and taking a number. Within an
      // account the number decides the order.
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
  for (const std::size_t index : order) sorted.push_back(std::move(all[index]));
  return sorted;
}

std::optional<KeptEntry> Journal::find(std::string_view request_id, StoredAccount* only) const {
  const auto id = parse_request_id(request_id);
  if (!id) return std::nullopt;
  std::optional<KeptEntry> found;
  for_each_account(only, [&](StoredAccount& account) {
    if (found || account.account().tag != id->tag) return;
    auto entry = account.journal().find(id->number);
    if (entry) found = KeptEntry{&account, *std::move(entry)};
  });
  // "5f3a09c2-017" reads as the number 17, but is not an id.
  if (found && found->request_id() != request_id) return std::nullopt;
  return found;
}

void Journal::clear(StoredAccount* only) {
  for_each_account(only, [](StoredAccount& account) { account.journal().clear(); });
}

}  // namespace wavespeed_mock
