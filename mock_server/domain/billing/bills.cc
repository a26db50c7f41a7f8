#include "domain/billing/bills.h"

#include <algorithm>

#include "domain/billing/payments.h"

namespace wavespeed_mock {
namespace {

// Of a query for a model, for tasks or for a key.
bool fits(const LedgerEntry& entry, const BillQuery& query) {
  if (!is_of_task(entry.kind)) return false;
  if (!(entry.kind == LedgerEntry::Kind::charge ? query.charges : query.refunds)) return false;
  if (!query.model.empty() && entry.model->id != query.model) return false;
  if (query.key && entry.key != *query.key) return false;
  return !query.predictions ||
         std::binary_search(query.predictions->begin(), query.predictions->end(), entry.prediction,
                            comes_before);
}

Bill bill_of(const Ledger& ledger, std::size_t number) {
  const LedgerEntry& entry = ledger.entries[number];
  const bool is_refund = entry.kind == LedgerEntry::Kind::refund;
  return {entry, is_refund ? ledger.entries[entry.charge] : entry, number};
}

struct Span {
  std::size_t begin = 0;  // places in the ledger
  std::size_t end = 0;
};

Span span_of(const Ledger& ledger, const BillQuery& query) {
  const auto& entries = ledger.entries;
  const auto first = std::lower_bound(entries.begin(), entries.end(), query.start,
                                      [](const LedgerEntry& e, Timestamp t) { return e.time < t; });
  const auto last = std::upper_bound(first, entries.end(), query.end,
                                     [](Timestamp t, const LedgerEntry& e) { return t < e.time; });
  return {static_cast<std::size_t>(first - entries.begin()),
          static_cast<std::size_t>(last - entries.begin())};
}

// The entries of a span that are of the wanted kinds, oldest first: counted, and found by their
// number, without a look at each. All kinds but charges are few and have lists of their
// places.
class EntriesOfKinds {
 public:
  EntriesOfKinds(const Ledger& ledger, const BillQuery& query, Span span)
      : ledger_(ledger), query_(query), span_(span), before_span_(wanted_before(span.begin)) {}

  std::size_t size() const { return wanted_before(span_.end) - before_span_; }

  // The place in the ledger; `number` is below size().
  std::size_t index(std::size_t number) const {
    if (query_.charges && query_.refunds && query_.funds && query_.expiries) {
      return span_.begin + number;
    }
    // The last place that has that number of wanted ones before it.
    std::size_t min = span_.begin;
    std::size_t max = span_.end - 1;
    while (min < max) {
      const std::size_t middle = min + (max - min + 1) / 2;
      if (wanted_before(middle) - before_span_ <= number) {
        min = middle;
      } else {
        max = middle - 1;
      }
    }
    return min;
  }

 private:
  // How many entries of the wanted kinds come before that place.
  std::size_t wanted_before(std::size_t index) const {
    const std::size_t refunds = count_before(ledger_.refunds, index);
    const std::size_t funds = count_before(ledger_.funds, index);
    const std::size_t expiries = count_before(ledger_.expiries, index);
    return (query_.charges ? index - refunds - funds - expiries : 0) +
           (query_.refunds ? refunds : 0) + (query_.funds ? funds : 0) +
           (query_.expiries ? expiries : 0);
  }
  template <class Indices>
  static std::size_t count_before(const Indices& indices, std::size_t index) {
    return static_cast<std::size_t>(std::lower_bound(indices.begin(), indices.end(), index) -
                                    indices.begin());
  }

  const Ledger& ledger_;
  const BillQuery& query_;
  const Span span_;
  const std::size_t before_span_;
};

BillPage page_of(const Ledger& ledger, const BillQuery& query, const EntriesOfKinds& entries) {
  BillPage page{.total = entries.size()};
  const std::size_t begin = std::min((query.page - 1) * query.page_size, page.total);
  const std::size_t end = std::min(begin + query.page_size, page.total);
  page.items.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t number = query.oldest_first ? i : page.total - 1 - i;
    page.items.push_back(bill_of(ledger, entries.index(number)));
  }
  return page;
}

BillPage search(const Ledger& ledger, const BillQuery& query, Span span) {
  const std::size_t skipped = (query.page - 1) * query.page_size;
  BillPage page;
  for (std::size_t i = 0; i < span.end - span.begin; ++i) {
    const std::size_t number = query.oldest_first ? span.begin + i : span.end - 1 - i;
    if (!fits(ledger.entries[number], query)) continue;
    if (page.total >= skipped && page.items.size() < query.page_size) {
      page.items.push_back(bill_of(ledger, number));
    }
    ++page.total;
  }
  return page;
}

}  // namespace

BillPage list_bills(const Ledger& ledger, const BillQuery& query) {
  const Span span = span_of(ledger, query);
  if (!query.model.empty() || query.predictions || query.key) return search(ledger, query, span);
  return page_of(ledger, query, EntriesOfKinds(ledger, query, span));
}

std::string_view payment_method_of(const LedgerEntry& entry) {
  if (entry.method != PaymentMethod::none) return to_text(entry.method);
  switch (entry.kind) {
    case LedgerEntry::Kind::coupon:
      return "coupon";
    case LedgerEntry::Kind::trial:
      return "trial";
    case LedgerEntry::Kind::payment:
      return "monthly_bill";
    default:
      return "credit";
  }
}

}  // namespace wavespeed_mock
