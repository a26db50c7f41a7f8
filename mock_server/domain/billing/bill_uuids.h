// The ids of bills. They follow from the task, so that the same task has the same bill in every
// run; those of what is for no task follow from the place in the ledger.
//
// Functions without state; any thread may call them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/billing/bills.h"

namespace wavespeed_mock {

// Each appends 32 lowercase hex digits.
void append_bill_uuid(std::string& out, const Bill& bill, const Account& account);
void append_order_uuid(std::string& out, const Bill& bill, const Account& account);

// "txn_" and the bill's uuid: what lists of transactions call it.
std::string transaction_id(const Account& account, const Ledger& ledger, std::size_t index);

// The place in the ledger of what has that id; what was paid in is found at once, all else needs a
// look at every line.
std::optional<std::size_t> find_transaction(const Account& account, const Ledger& ledger,
                                            std::string_view id);

}  // namespace wavespeed_mock
