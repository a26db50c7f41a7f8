// How a bill looks in answers: its ids, states and amounts.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "api/services.h"
#include "domain/bills.h"

namespace wavespeed_mock {

// 32 lowercase hex digits. They follow from the task, so that the same task has the same bill in
// every run.
std::string bill_uuid(const Bill& bill, const Account& account);

// The one access key that all bills of an account name: "<ak_id>_<digits>".
std::string access_key_id(const Account& account);

// What has become of the task that the bill is for: "completed". Known also when the task is not
// kept any more.
std::string_view task_status(const Bill& bill, const Store& store, Timestamp now);

// What /billings/search shows: amounts are positive, also of a refund.
nlohmann::ordered_json bill_json(const Bill& bill, const Account& account, const Store& store,
                                 Timestamp now);

// What the export of a month shows: what the bill adds to the balance, and no order.
nlohmann::ordered_json exported_bill_json(const Bill& bill, const Account& account,
                                          const Store& store, Timestamp now);

}  // namespace wavespeed_mock
