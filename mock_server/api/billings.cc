#include "api/billings.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "api/bill_json.h"
#include "api/envelope.h"
#include "api/json_body.h"
#include "api/parameters.h"
#include "base/text/json_text.h"
#include "base/value/month.h"
#include "base/value/timestamp.h"
#include "domain/accounts/key_info.h"
#include "domain/billing/ledger.h"

namespace wavespeed_mock {
namespace {

// In an answer, so that the usual one is one allocation.
constexpr std::size_t kRoomForBill = 640;
constexpr std::size_t kRoomForOthers = 128;

struct Found {
  BillPage page;
  ApiKeys keys;
  Timestamp now;  // of the account
};

// `key` is the id of one of the account's keys; "" means all.
Found find_bills(const Call& call, BillQuery query, const std::string& key = "") {
  const Account& account = call.account->account();
  return call.account->with(call.now, [&](AccountState& state, Timestamp now) {
    const ApiKeys& keys = state.terms.keys;
    const auto count = static_cast<KeyNumber>(keys == nullptr ? 1 : keys->size());
    if (!key.empty()) {
      for (KeyNumber i = 0; i < count; ++i) {
        if (access_key_id(account, i) == key) query.key = i;
      }
      // The key is not this account's: no bill is its. An only key has all the bills.
      if (!query.key) query.predictions.emplace();
      if (count == 1) query.key.reset();
    }
    return Found{list_bills(state.ledger, query), keys, now};
  });
}

std::optional<std::vector<PredictionId>> read_tasks(Parameters& parameters) {
  const auto texts = parameters.texts("prediction_uuids");
  if (!texts || texts->empty()) return std::nullopt;
  std::vector<PredictionId> ids;
  for (const std::string& text : *texts) {
    if (const auto id = parse_prediction_id(text)) ids.push_back(*id);
  }
  std::sort(ids.begin(), ids.end(), comes_before);
  return ids;
}

// Clients know times to the millisecond: all of the last one belongs to the range.
Timestamp end_of_millisecond(Timestamp time) {
  const auto begin = std::chrono::floor<std::chrono::milliseconds>(time);
  return later(begin, std::chrono::milliseconds(1) - std::chrono::nanoseconds(1));
}

struct Search {
  BillQuery query;
  std::string key;  // the id of one of the account's keys; "": all
};

Outcome<Search> read_search(const Request& request) {
  nlohmann::json body;
  if (auto problem = read_optional_object(request, body)) return *std::move(problem);
  Parameters parameters(body);
  BillQuery query;
  query.page = parameters.page();
  query.page_size = parameters.page_size(10, 100);
  query.oldest_first =
      parameters.choice("sort", {"created_at DESC", "created_at ASC"}) == "created_at ASC";
  const std::string type = parameters.choice("billing_type", {"deduct", "refund"});
  query.charges = type != "refund";
  query.refunds = type != "deduct";
  query.predictions = read_tasks(parameters);
  query.model = parameters.text("model_uuid");
  if (const auto time = parameters.time("start_time")) query.start = *time;
  if (const auto time = parameters.time("end_time")) query.end = end_of_millisecond(*time);
  if (query.start > query.end) {
    parameters.refuse("end_time", "must not be before start_time");
  }
  std::string key = parameters.text("access_key_uuid");
  if (parameters.problem()) return *parameters.problem();
  return Search{std::move(query), std::move(key)};
}

Outcome<BillQuery> read_month(const Request& request) {
  nlohmann::json body;
  if (auto problem = read_json_object(request, body)) return *std::move(problem);
  Parameters parameters(body);
  BillQuery query{.oldest_first = true};
  const std::string text = parameters.text("year_month");
  if (const auto month = parse_month(text)) {
    std::tie(query.start, query.end) = *month;
  } else {
    parameters.refuse("year_month", text.empty() ? "is required, a month such as \"2025-01\""
                                                 : "must be a month such as \"2025-01\", " +
                                                       std::string(kTimeRange));
  }
  query.page = parameters.page();
  query.page_size = parameters.page_size(100, 1000);
  if (parameters.problem()) return *parameters.problem();
  return query;
}

// What every page of bills begins with.
std::string opening_of(const BillQuery& query, const BillPage& page) {
  std::string body;
  body.reserve(kRoomForOthers + page.items.size() * kRoomForBill);
  body += kSuccessHead;
  body += R"({"page":)";
  append_json_number(body, static_cast<std::int64_t>(query.page));
  body += R"(,"total":)";
  append_json_number(body, static_cast<std::int64_t>(page.total));
  return body;
}

}  // namespace

Outcome<Response> search_billings(const ApiContext& context, const Call& call) {
  const Account& account = call.account->account();
  const auto search = read_search(call.request);
  if (!search) return search.error();
  const BillQuery& query = search->query;
  const Found found = find_bills(call, query, search->key);
  const BillJson bills(account, found.keys, context.store, found.now);
  std::string body = opening_of(query, found.page);
  body += query.page * query.page_size < found.page.total ? R"(,"has_more":true,"items":)"
                                                          : R"(,"has_more":false,"items":)";
  append_json_array(body, found.page.items, [&](const Bill& bill) { bills.append(body, bill); });
  body += '}';
  body += kSuccessTail;
  return json_response(std::move(body));
}

Outcome<Response> query_month_of_billings(const ApiContext& context, const Call& call) {
  const auto query = read_month(call.request);
  if (!query) return query.error();
  const Found found = find_bills(call, *query);
  const BillJson bills(call.account->account(), found.keys, context.store, found.now);
  std::string body = opening_of(*query, found.page);
  body += R"(,"items":)";
  append_json_array(body, found.page.items,
                    [&](const Bill& bill) { bills.append_exported(body, bill); });
  body += '}';
  body += kSuccessTail;
  return json_response(std::move(body));
}

}  // namespace wavespeed_mock
