#include "domain/billing/bill_uuids.h"

#include <cstdint>

namespace wavespeed_mock {
namespace {

bool is_refund(const Bill& bill) {
  return bill.entry.kind == LedgerEntry::Kind::refund;
}

// A line of a fixture's history is for no task in particular: its place has to do.
std::uint64_t ordinal_of(const Bill& bill) {
  const PredictionId task = bill.entry.prediction;
  return task == PredictionId() ? bill.number : task.low;
}

void append_drawn_uuid(std::string& out, const Account& account, RandomStream high,
                       RandomStream low, std::uint64_t ordinal) {
  append_hex(out, {account.draws.bits(high, ordinal), account.draws.bits(low, ordinal)});
}

}  // namespace

void append_bill_uuid(std::string& out, const Bill& bill, const Account& account) {
  if (is_refund(bill)) {
    append_drawn_uuid(out, account, RandomStream::refund_uuid_high, RandomStream::refund_uuid_low,
                      ordinal_of(bill));
  } else {
    append_drawn_uuid(out, account, RandomStream::charge_uuid_high, RandomStream::charge_uuid_low,
                      ordinal_of(bill));
  }
}

void append_order_uuid(std::string& out, const Bill& bill, const Account& account) {
  append_drawn_uuid(out, account, RandomStream::order_uuid_high, RandomStream::order_uuid_low,
                    ordinal_of(bill));
}

std::string transaction_id(const Account& account, const Ledger& ledger, std::size_t index) {
  std::string id = "txn_";
  append_bill_uuid(id, {.entry = ledger.entries[index], .charge = {}, .number = index}, account);
  return id;
}

std::optional<std::size_t> find_transaction(const Account& account, const Ledger& ledger,
                                            std::string_view id) {
  for (const std::uint32_t index : ledger.funds) {
    if (transaction_id(account, ledger, index) == id) return index;
  }
  for (std::size_t index = 0; index < ledger.entries.size(); ++index) {
    if (transaction_id(account, ledger, index) == id) return index;
  }
  return std::nullopt;
}

}  // namespace wavespeed_mock
