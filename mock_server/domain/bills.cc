#include "domain/bills.h"

#include <algorithm>

namespace wavespeed_mock {
namespace {

bool fits(const LedgerEntry& entry, const BillQuery& query) {
  switch (entry.kind) {
    case LedgerEntry::Kind::opening:
      return query.credits && query.model.empty() && !query.predictions;
    case LedgerEntry::Kind::charge:
      if (!query.charges) return false;
      break;
    case LedgerEntry::Kind::refund:
      if (!query.refunds) return false;
      break;
  }
  if (!query.model.empty() && entry.model->id != query.model) return false;
  return !query.predictions || std::find(query.predictions->begin(), query.predictions->end(),
                                         entry.prediction) != query.predictions->end();
}

bool takes_all(const BillQuery& query) {
  return query.credits && query.charges && query.refunds && query.model.empty() &&
         !query.predictions;
}

Bill bill_of(const Ledger& ledger, std::size_t number) {
  const LedgerEntry& entry = ledger.entries[number];
  const bool is_refund = entry.kind == LedgerEntry::Kind::refund;
  return {entry, is_refund ? ledger.entries[entry.charge] : entry, number};
}

}  // namespace

BillPage list_bills(const Ledger& ledger, const BillQuery& query) {
  const auto& entries = ledger.entries;
  const auto first = std::lower_bound(entries.begin(), entries.end(), query.start,
                                      [](const LedgerEntry& e, Timestamp t) { return e.time < t; });
  const auto last = std::upper_bound(first, entries.end(), query.end,
                                     [](Timestamp t, const LedgerEntry& e) { return t < e.time; });
  const auto begin = static_cast<std::size_t>(first - entries.begin());
  const auto end = static_cast<std::size_t>(last - entries.begin());
  const std::size_t skipped = (query.page - 1) * query.page_size;
  BillPage page;
  if (takes_all(query)) {
    // The page is found without a look at those before it.
    page.total = end - begin;
    const std::size_t stop = std::min(page.total, skipped + query.page_size);
    for (std::size_t i = skipped; i < stop; ++i) {
      page.items.push_back(bill_of(ledger, query.oldest_first ? begin + i : end - 1 - i));
    }
    return page;
  }
  for (std::size_t i = 0; i < end - begin; ++i) {
    const std::size_t number = query.oldest_first ? begin + i : end - 1 - i;
    if (!fits(entries[number], query)) continue;
    if (page.total >= skipped && page.items.size() < query.page_size) {
      page.items.push_back(bill_of(ledger, number));
    }
    ++page.total;
  }
  return page;
}

}  // namespace wavespeed_mock
