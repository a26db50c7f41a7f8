// How a bill looks in answers: its states and amounts. Written by hand, as pages are long.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "domain/billing/bills.h"

namespace wavespeed_mock {

// How bills name one of the account's keys: "<ak_id>_<digits>".
std::string access_key_id(const Account& account, KeyNumber key);

// What has become of the task that the bill is for: "completed". Known also when the task is not
// kept any more.
std::string_view task_status(const Bill& bill, const Store& store, Timestamp now);

// Writes bills of one account, as JSON objects. Belongs to one request, which it must not outlive.
class BillJson {
 public:
  BillJson(const Account& account, const ApiKeys& keys, const Store& store, Timestamp now);

  // What /billings/search shows: amounts are positive, also of a refund.
  void append(std::string& out, const Bill& bill) const;
  // What the export of a month shows: what the bill adds to the balance, and no order.
  void append_exported(std::string& out, const Bill& bill) const;

 private:
  struct AccessKey {
    std::int64_t ak_id;
    std::string fields;  // that name it, the same on all of its bills
  };

  // Also of a key that the account has no more: it was put back to a time before.
  const AccessKey& access_key_of(const Bill& bill) const;
  void append_opening(std::string& out, const Bill& bill, Money price) const;
  void append_order(std::string& out, const Bill& bill) const;
  void append_task(std::string& out, const Bill& bill) const;

  const Account& account_;
  const Store& store_;
  const Timestamp now_;
  std::vector<AccessKey> access_keys_;  // by their numbers; never empty
};

}  // namespace wavespeed_mock
