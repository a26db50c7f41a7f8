// How answers show a bill: by its state, with its amounts. Written by hand, because pages are long.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/billing/bills.h"
#include "store/store.h"

namespace wavespeed_mock {

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

  // Also works for a key that the account lost when it was restored to an earlier time.
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
