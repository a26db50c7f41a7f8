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

std::string tasks_json(const ControlContext& context, AccountState& state,
                       std::string_view base_url, Timestamp now) {
  forget_old(state.history, context.store, context.retention, now);
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

ordered_json uploads_json(const ControlContext& context, AccountNumber account,
                          std::string_view base_url) {
  ordered_json list = ordered_json::array();
  for (const auto& upload : context.store.uploads_of(account)) {
    if (upload->content == nullptr) continue;  // a ticket
    std::string url;
    append_upload_url(url, base_url, *upload);
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

std::string account_export(const ControlContext& context, StoredAccount& stored,
                           std::string_view base_url, Timestamp now) {
  const Account& account = stored.account();
  return stored.with(now, [&](AccountState& state, Timestamp time) {
    std::string text = R"({"exported_at":")" + to_rfc3339(time) + R"(","account":)";
    append_json(text, account_json(account, state));
    text += R"(,"credit":)";
    append_json(text, credit_json(account, state.ledger));
    text += R"(,"keys":)";
    append_json(text, keys_json(account, state));
    text += R"(,"predictions":)" + tasks_json(context, state, base_url, time);
    text += R"(,"billings":)" + bills_json(context, account, state, time);
    text += R"(,"uploads":)";
    append_json(text, uploads_json(context, stored.number(), base_url));
    return text + '}';
  });
}

Outcome<Response> export_account(const ControlContext& context, const Call& call) {
  const auto account = account_to_change(context, call);
  if (!account) return account.error();
  std::string base_url;
  append_base_url(base_url, call.request);
  std::string body(kSuccessHead);
  body += account_export(context, **account, base_url, call.now);
  body += kSuccessTail;
  return json_response(std::move(body));
}

}  // namespace wavespeed_mock
