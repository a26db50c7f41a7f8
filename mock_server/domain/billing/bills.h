// Bills: the entries of an account's ledger as its owner searches them.
//
// Works on the Ledger of one account, under its lock; what it returns are copies.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/account.h"

namespace wavespeed_mock {

// The order of BillQuery::predictions.
inline bool comes_before(PredictionId a, PredictionId b) {
  return a.high != b.high ? a.high < b.high : a.low < b.low;
}

// Which entries, and which page of them.
struct BillQuery {
  std::size_t page = 1;  // from 1
  std::size_t page_size = 10;
  bool oldest_first = false;
  Timestamp start = Timestamp::min();  // included
  Timestamp end = Timestamp::max();    // included
  bool funds = false;                  // also what came in
  bool expiries = false;               // also what was left of credit at its end
  bool charges = true;
  bool refunds = true;
  std::string model;                                     // empty: of all models
  std::optional<std::vector<PredictionId>> predictions;  // in order; none: of all tasks
  std::optional<KeyNumber> key;                          // none: by all keys
};

struct Bill {
  LedgerEntry entry;
  LedgerEntry charge;      // of the same task; the entry itself when that is the charge
  std::size_t number = 0;  // its place in the ledger
};

struct BillPage {
  std::vector<Bill> items;
  std::size_t total = 0;  // on all pages
};

// The ledger must be up to date. Takes as long as the page is, unless a model, tasks or a key are
// asked for: that needs a look at every entry of the time span.
BillPage list_bills(const Ledger& ledger, const BillQuery& query);

// How an incoming amount was paid: "wechat_pay", or, if that is not known, its kind: "credit",
// "coupon", "trial", "monthly_bill".
std::string_view payment_method_of(const LedgerEntry& entry);

}  // namespace wavespeed_mock
