#include "api/bill_json.h"

#include "base/text/json_text.h"
#include "base/value/due_time.h"
#include "base/value/timestamp.h"
#include "domain/accounts/api_keys.h"
#include "domain/accounts/key_info.h"
#include "domain/billing/bill_uuids.h"
#include "domain/tasks/lifecycle.h"

namespace wavespeed_mock {
namespace {

bool is_refund(const Bill& bill) {
  return bill.entry.kind == LedgerEntry::Kind::refund;
}

std::string access_key_fields(const Account& account, const ApiKeys& keys, KeyNumber key) {
  std::string fields =
      R"("access_key_id":")" + access_key_id(account, key) + R"(","access_key_name":)";
  append_json_string(fields, key_name(account, keys, key));
  return fields;
}

bool has_ended(const Bill& bill, Timestamp now) {
  return has_come(bill.charge.ended_at, now);
}

// Bills change once: when the task ends.
Timestamp updated_at(const Bill& bill, Timestamp now) {
  return bill.entry.kind == LedgerEntry::Kind::charge && has_ended(bill, now) ? bill.charge.ended_at
                                                                              : bill.entry.time;
}

}  // namespace

std::string_view task_status(const Bill& bill, const Store& store, Timestamp now) {
  if (has_ended(bill, now)) {
    return to_text(bill.charge.successes > 0 ? Status::completed : Status::failed);
  }
  // Whether it has started is known to the task alone.
  const auto task = store.find_prediction(bill.entry.prediction);
  return to_text(task == nullptr ? Status::processing : status_at(*task, now));
}

BillJson::BillJson(const Account& account, const ApiKeys& keys, const Store& store, Timestamp now)
    : account_(account), store_(store), now_(now) {
  const std::size_t count = keys == nullptr ? 1 : keys->size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto key = static_cast<KeyNumber>(i);
    access_keys_.push_back({.ak_id = access_key_number(account, key),
                            .fields = access_key_fields(account, keys, key)});
  }
}

const BillJson::AccessKey& BillJson::access_key_of(const Bill& bill) const {
  return access_keys_[bill.entry.key < access_keys_.size() ? bill.entry.key : 0];
}

void BillJson::append(std::string& out, const Bill& bill) const {
  append_opening(out, bill, is_refund(bill) ? bill.entry.amount : -bill.entry.amount);
  append_order(out, bill);
  append_task(out, bill);
}

void BillJson::append_exported(std::string& out, const Bill& bill) const {
  append_opening(out, bill, bill.entry.amount);
  append_task(out, bill);
}

void BillJson::append_opening(std::string& out, const Bill& bill, Money price) const {
  out += R"({"uuid":")";
  append_bill_uuid(out, bill, account_);
  out += R"(",)";
  out += access_key_of(bill).fields;
  out += is_refund(bill) ? R"(,"billing_type":"refund","price":)"
                         : R"(,"billing_type":"deduct","price":)";
  append_json_amount(out, price);
  out += R"(,"created_at":")";
  append_rfc3339(out, bill.entry.time);
  out += R"(","updated_at":")";
  append_rfc3339(out, updated_at(bill, now_));
  out += '"';
}

void BillJson::append_order(std::string& out, const Bill& bill) const {
  out += R"(,"order":{"uuid":")";
  append_order_uuid(out, bill, account_);
  out += has_ended(bill, now_) ? R"(","state":"done","price":)" : R"(","state":"pre","price":)";
  append_json_amount(out, -bill.charge.amount);
  out += R"(,"origin_price":)";
  append_json_amount(out, bill.charge.list_price);
  out += R"(,"status":"","ak_id":)";
  append_json_number(out, access_key_of(bill).ak_id);
  out += '}';
}

void BillJson::append_task(std::string& out, const Bill& bill) const {
  const PredictionId task = bill.entry.prediction;
  out += R"(,"prediction":{"uuid":")";
  if (task != PredictionId()) append_hex(out, task);
  out += R"(","model_uuid":)";
  append_json_string(out, bill.entry.model->id);
  out += R"(,"status":")";
  out += task_status(bill, store_, now_);
  out += R"("}})";
}

}  // namespace wavespeed_mock
