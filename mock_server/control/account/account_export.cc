#include "control/account/account_export.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "api/base_url.h"
#include "api/bill_json.h"
#include "api/envelope.h"
#include "api/prediction_json.h"
#include "api/upload_url.h"
#include "base/text/json_text.h"
#include "base/value/timestamp.h"
#include "control/account/account_json.h"
#include "control/account/account_path.h"
#include "control/account/credit_json.h"
#include "domain/billing/bills.h"
#include "domain/billing/ledger.h"
#include "domain/tasks/history.h"

namespace wavespeed_mock {
namespace {

using nlohmann::ordered_json;

// A page that has room for all.
constexpr std::size_t kAll = std::numeric_limits<std::uint32_t>::max();

std::string tasks_json(const ControlContext& context, const Call& call, AccountState& state,
                       Timestamp now) {
  forget_old(state.history, context.store, context.retention, now);
  std::string base_url;
  append_base_url(base_url, call.request);
  std::string out;
  append_json_array(out, state.history, [&](const std::shared_ptr<const Prediction>& task) {
    append_submission(out, *task, status_at(*task, now), base_url);
  });
  return out;
}

std::string bills_json(const ControlContext& context, const Account& account,
                       const AccountState& state, Timestamp now) {
  const BillPage page = list_bills(state.ledger, {.page_size = kAll, .oldest_first = true});
  const BillJson bills(account, state.terms.keys, context.store, now);
  std::string out;
  append_json_array(out, page.items, [&](const Bill& bill) { bills.append(out, bill); });
  return out;
}

ordered_json uploads_json(const ControlContext& context, const Call& call, AccountNumber account) {
  ordered_json list = ordered_json::array();
  for (const auto& upload : context.store.uploads_of(account)) {
    if (upload->content == nullptr) continue;  // a ticket
    std::string url;
    append_upload_url(url, call.request, *upload);
    list.push_back({{"id", to_hex(upload->id)},
                    {"filename", upload->filename},
                    {"content_type", upload->content_type},
                    {"size", upload->size},
                    {"kept_until", to_rfc3339(upload->kept_until)},
                    {"url", std::move(url)}});
  }
  return list;
}

}  // namespace

Outcome<Response> export_account(const ControlContext& context, const Call& call) {
  const auto found = account_to_change(context, call);
  if (!found) return found.error();
  StoredAccount& cell = **found;
  const Account& account = cell.account();
  return cell.with(call.now, [&](AccountState& state, Timestamp now) -> Outcome<Response> {
    std::string body(kSuccessHead);
    body += R"({"exported_at":")" + to_rfc3339(now) + R"(","account":)";
    body += account_json(account, state).dump();
    body += R"(,"credit":)" + credit_json(account, state.ledger).dump();
    body += R"(,"keys":)" + keys_json(account, state).dump();
    body += R"(,"predictions":)" + tasks_json(context, call, state, now);
    body += R"(,"billings":)" + bills_json(context, account, state, now);
    body += R"(,"uploads":)" + uploads_json(context, call, cell.number()).dump();
    body += '}';
    body += kSuccessTail;
    return json_response(std::move(body));
  });
}

}  // namespace wavespeed_mock
