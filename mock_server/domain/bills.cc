#include "domain/bills.h"

#include <algorithm>

namespace wavespeed_mock {
namespace {

// Of a query for a model or for tasks.
bool fits(const LedgerEntry& entry, const BillQuery& query) {
  switch (entry.kind) {
    case LedgerEntry::Kind::opening:
      return false;
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

// The lines of a span that are of the wanted kinds, oldest first: counted, and found by their
// number, without a look at each line.
class LinesOfKinds {
 public:
  LinesOfKinds(const Ledger& ledger, const BillQuery& query, Span span)
      : refunds_(ledger.refunds), charged_(query.charges), refunded_(query.refunds) {
    const bool has_opening =
        span.begin < span.end && ledger.entries[span.begin].kind == LedgerEntry::Kind::opening;
    opening_ = span.begin;
    openings_ = has_opening && query.credits ? 1 : 0;
    begin_ = span.begin + (has_opening ? 1 : 0);
    lines_ = span.end - begin_;
    const auto first = std::lower_bound(refunds_.begin(), refunds_.end(), begin_);
    first_refund_ = static_cast<std::size_t>(first - refunds_.begin());
    span_refunds_ =
        static_cast<std::size_t>(std::lower_bound(first, refunds_.end(), span.end) - first);
  }

  std::size_t size() const {
    return openings_ + (charged_ ? lines_ - span_refunds_ : 0) + (refunded_ ? span_refunds_ : 0);
  }

  // The place in the ledger; `number` is below size().
  std::size_t place(std::size_t number) const {
    if (number < openings_) return opening_;
    number -= openings_;
    if (!charged_) return refund(number);
    return begin_ + number + (refunded_ ? 0 : refunds_before_charge(number));
  }

 private:
  std::size_t refund(std::size_t number) const { return refunds_[first_refund_ + number]; }

  // How many of the span's refunds come before its charge of that number.
  std::size_t refunds_before_charge(std::size_t number) const {
    std::size_t least = 0;
    std::size_t most = span_refunds_;
    while (least < most) {
      const std::size_t middle = (least + most) / 2;
      const std::size_t charges_before = refund(middle) - begin_ - middle;
      if (charges_before <= number) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    return least;
  }

  const SharedList<std::uint32_t>& refunds_;
  const bool charged_;
  const bool refunded_;
  std::size_t opening_ = 0;   // its place
  std::size_t openings_ = 0;  // that are wanted: one or none
  std::size_t begin_ = 0;     // of the charges and refunds
  std::size_t lines_ = 0;     // of both
  std::size_t first_refund_ = 0;
  std::size_t span_refunds_ = 0;
};

BillPage page_of(const Ledger& ledger, const BillQuery& query, const LinesOfKinds& lines) {
  BillPage page{.total = lines.size()};
  const std::size_t begin = std::min((query.page - 1) * query.page_size, page.total);
  const std::size_t end = std::min(begin + query.page_size, page.total);
  page.items.reserve(end - begin);
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t number = query.oldest_first ? i : page.total - 1 - i;
    page.items.push_back(bill_of(ledger, lines.place(number)));
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
  if (!query.model.empty() || query.predictions) return search(ledger, query, span);
  return page_of(ledger, query, LinesOfKinds(ledger, query, span));
}

}  // namespace wavespeed_mock
