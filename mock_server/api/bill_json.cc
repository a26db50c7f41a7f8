#include "api/bill_json.h"

#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "domain/lifecycle.h"

namespace wavespeed_mock {
namespace {

using json = nlohmann::ordered_json;

// A line of a fixture's history is for no task in particular: its place has to do.
std::uint64_t ordinal_of(const Bill& bill) {
  const PredictionId task = bill.entry.prediction;
  return task == PredictionId() ? bill.number : task.low;
}

std::string drawn_uuid(const Account& account, Purpose high, Purpose low, std::uint64_t ordinal) {
  return to_hex({account.draws.bits(high, ordinal), account.draws.bits(low, ordinal)});
}

// From 1 to 99999.
std::int64_t key_number(const Account& account) {
  constexpr std::uint64_t kNumbers = 99'999;
  return static_cast<std::int64_t>(account.draws.bits(Purpose::access_key, 0) % kNumbers) + 1;
}

bool has_ended(const Bill& bill, Timestamp now) {
  return bill.charge.ended_at <= now;
}

// Bills change once: when the task ends.
Timestamp updated_at(const Bill& bill, Timestamp now) {
  return bill.entry.kind == LedgerEntry::Kind::charge && has_ended(bill, now) ? bill.charge.ended_at
                                                                              : bill.entry.time;
}

std::string task_uuid(const Bill& bill) {
  const PredictionId task = bill.entry.prediction;
  return task == PredictionId() ? "" : to_hex(task);
}

json order_json(const Bill& bill, const Account& account, Timestamp now) {
  const double price = (-bill.charge.amount).usd();
  return {{"uuid", drawn_uuid(account, Purpose::order_uuid_high, Purpose::order_uuid_low,
                              ordinal_of(bill))},
          {"state", has_ended(bill, now) ? "done" : "pre"},
          {"price", price},
          {"origin_price", price},
          {"status", ""},
          {"ak_id", key_number(account)}};
}

json opening(const Bill& bill, const Account& account, Money price, Timestamp now) {
  const bool is_refund = bill.entry.kind == LedgerEntry::Kind::refund;
  return {{"uuid", bill_uuid(bill, account)},
          {"access_key_id", access_key_id(account)},
          {"access_key_name", account.name},
          {"billing_type", is_refund ? "refund" : "deduct"},
          {"price", price.usd()},
          {"created_at", to_rfc3339(bill.entry.time)},
          {"updated_at", to_rfc3339(updated_at(bill, now))}};
}

json task_json(const Bill& bill, const Store& store, Timestamp now) {
  return {{"uuid", task_uuid(bill)},
          {"model_uuid", bill.entry.model->id},
          {"status", task_status(bill, store, now)}};
}

}  // namespace

std::string bill_uuid(const Bill& bill, const Account& account) {
  const bool is_refund = bill.entry.kind == LedgerEntry::Kind::refund;
  return is_refund ? drawn_uuid(account, Purpose::refund_uuid_high, Purpose::refund_uuid_low,
                                ordinal_of(bill))
                   : drawn_uuid(account, Purpose::charge_uuid_high, Purpose::charge_uuid_low,
                                ordinal_of(bill));
}

std::string access_key_id(const Account& account) {
  return std::to_string(key_number(account)) + "_" +
         std::to_string(account.draws.bits(Purpose::access_key, 1));
}

std::string_view task_status(const Bill& bill, const Store& store, Timestamp now) {
  if (has_ended(bill, now)) {
    return to_text(bill.charge.successes > 0 ? Status::completed : Status::failed);
  }
  // Whether it has started is known to the task alone.
  const auto task = store.find_prediction(bill.entry.prediction);
  return to_text(task == nullptr ? Status::processing : status_at(*task, now));
}

json bill_json(const Bill& bill, const Account& account, const Store& store, Timestamp now) {
  const bool is_refund = bill.entry.kind == LedgerEntry::Kind::refund;
  json item = opening(bill, account, is_refund ? bill.entry.amount : -bill.entry.amount, now);
  item["order"] = order_json(bill, account, now);
  item["prediction"] = task_json(bill, store, now);
  return item;
}

json exported_bill_json(const Bill& bill, const Account& account, const Store& store,
                        Timestamp now) {
  json item = opening(bill, account, bill.entry.amount, now);
  item["prediction"] = task_json(bill, store, now);
  return item;
}

}  // namespace wavespeed_mock
