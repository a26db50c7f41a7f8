#include "app/route_table.h"

#include <algorithm>

#include "api/balance.h"
#include "api/billings.h"
#include "api/legacy_billing.h"
#include "api/model_list.h"
#include "api/outputs.h"
#include "api/quote.h"
#include "api/results.h"
#include "api/submit.h"
#include "api/task_history.h"
#include "api/uploads.h"
#include "api/usage_stats.h"
#include "api/webhook_secret.h"
#include "control/account/account_credit.h"
#include "control/account/account_credit_line.h"
#include "control/account/account_export.h"
#include "control/account/account_invoices.h"
#include "control/account/account_keys.h"
#include "control/account/account_payments.h"
#include "control/account/accounts.h"
#include "control/account/coupons.h"
#include "control/client_report.h"
#include "control/clock.h"
#include "control/docs.h"
#include "control/explain.h"
#include "control/faults.h"
#include "control/journal.h"
#include "control/metrics.h"
#include "control/scenarios.h"
#include "control/snapshots.h"
#include "control/verify.h"
#include "control/webhooks.h"

namespace wavespeed_mock {
namespace {

constexpr Route kRoutes[] = {
    {"result", "GET", "/api/v3/predictions/{id}/result", get_result},
    {"result", "GET", "/api/v3/predictions/{id}", get_result},
    {"result", "GET", "/api/v2/predictions/{id}/result", get_result},
    {"result", "GET", "/api/v2/predictions/{id}", get_result},
    {"history", "GET", "/api/v3/predictions", list_predictions},
    {"history", "POST", "/api/v3/predictions", search_predictions},
    {"delete", "POST", "/api/v3/predictions/delete", delete_predictions},
    {"models", "GET", "/api/v3/models", get_models},
    {"price", "POST", "/api/v3/model/price", model_price},
    {"price", "POST", "/api/v3/model/pricing", model_pricing},
    {"balance", "GET", "/api/v3/balance", get_balance},
    {"balance", "GET", "/api/v3/account/balance", get_account_balance},
    {"billings", "GET", "/api/v3/account/billings", account_billings},
    {"usage", "GET", "/api/v3/account/usage", account_usage},
    {"billings", "POST", "/api/v3/billings/search", search_billings},
    {"billings", "POST", "/api/v3/scheduler/billings/query", query_month_of_billings},
    {"usage", "POST", "/api/v3/user/usage_stats", usage_stats, Owner::key, kUsageKeyError},
    {"webhook_secret", "GET", "/api/v3/webhook/secret", get_webhook_secret},
    {"contract", "GET", "/openapi.json", get_contract, Owner::none},
    {"docs", "GET", "/", get_front_page, Owner::none},
    {"docs", "GET", "/docs", get_docs, Owner::none},
    {"docs", "GET", "/docs/{file}", get_docs_file, Owner::none},
    {"control", "GET", "/__mock/accounts", list_accounts, Owner::none},
    {"control", "POST", "/__mock/accounts", create_account, Owner::none},
    {"control", "GET", "/__mock/accounts/{account}", get_account, Owner::none},
    {"control", "POST", "/__mock/accounts/{account}", edit_account, Owner::none},
    {"control", "GET", "/__mock/accounts/{account}/credit", get_account_credit, Owner::none},
    {"control", "POST", "/__mock/accounts/{account}/credit", give_account_credit, Owner::none},
    {"control", "POST", "/__mock/accounts/{account}/credit-line", change_credit_line, Owner::none},
    {"control", "POST", "/__mock/accounts/{account}/coupons", redeem_account_coupon, Owner::none},
    {"control", "GET", "/__mock/accounts/{account}/export", export_account, Owner::none},
    {"control", "GET", "/__mock/accounts/{account}/invoices", list_account_invoices, Owner::none},
    {"control", "POST", "/__mock/accounts/{account}/invoices", make_account_invoice, Owner::none},
    {"control", "GET", "/__mock/accounts/{account}/invoices/{number}", get_account_invoice,
     Owner::none},
    {"control", "GET", "/__mock/accounts/{account}/invoices/{number}/page",
     get_account_invoice_page, Owner::none},
    {"control", "GET", "/__mock/accounts/{account}/keys", list_account_keys, Owner::none},
    {"control", "POST", "/__mock/accounts/{account}/keys", make_account_key, Owner::none},
    {"control", "DELETE", "/__mock/accounts/{account}/keys/{key}", revoke_account_key, Owner::none},
    {"control", "GET", "/__mock/accounts/{account}/payments", list_account_payments, Owner::none},
    {"control", "POST", "/__mock/accounts/{account}/top-ups", top_up_account, Owner::none},
    {"control", "GET", "/__mock/clock", get_clock, Owner::none},
    {"control", "POST", "/__mock/clock", move_clock, Owner::none},
    {"control", "GET", "/__mock/client-report", get_client_report, Owner::none},
    {"control", "DELETE", "/__mock/client-report", delete_client_report, Owner::none},
    {"control", "GET", "/__mock/coupons", list_coupons, Owner::none},
    {"control", "POST", "/__mock/coupons", add_coupon, Owner::none},
    {"control", "DELETE", "/__mock/coupons/{code}", delete_coupon, Owner::none},
    {"control", "GET", "/__mock/faults", list_faults, Owner::none},
    {"control", "POST", "/__mock/faults", add_faults, Owner::none},
    {"control", "DELETE", "/__mock/faults", clear_faults, Owner::none},
    {"control", "GET", "/__mock/faults/{id}", get_fault, Owner::none},
    {"control", "DELETE", "/__mock/faults/{id}", delete_fault, Owner::none},
    {"control", "GET", "/__mock/fault-types", list_fault_types, Owner::none},
    {"control", "GET", "/__mock/journal", get_journal, Owner::none},
    {"control", "DELETE", "/__mock/journal", delete_journal, Owner::none},
    {"control", "GET", "/__mock/journal/count", count_journal, Owner::none},
    {"control", "GET", "/__mock/explain/{request_id}", explain_request, Owner::none},
    {"control", "POST", "/__mock/verify", verify_requests, Owner::none},
    {"control", "POST", "/__mock/reset", reset_parts, Owner::none},
    {"control", "GET", "/__mock/scenarios", list_scenarios, Owner::none},
    {"control", "POST", "/__mock/scenarios", start_scenario, Owner::none},
    {"control", "DELETE", "/__mock/scenarios", stop_scenario, Owner::none},
    {"control", "POST", "/__mock/scenarios/reload", reload_scenarios, Owner::none},
    {"control", "GET", "/__mock/snapshots", list_snapshots, Owner::none},
    {"control", "POST", "/__mock/snapshots", take_snapshot, Owner::none},
    {"control", "POST", "/__mock/snapshots/{id}/restore", restore_snapshot, Owner::none},
    {"control", "DELETE", "/__mock/snapshots/{id}", delete_snapshot, Owner::none},
    {"control", "GET", "/__mock/metrics", get_metrics, Owner::none},
    {"control", "GET", "/__mock/webhooks", list_webhooks},
    {"control", "POST", "/__mock/webhooks/secret/rotate", rotate_webhook_secret},
    {"output", "GET", "/outputs/{id}/{file}", get_output, Owner::task_in_path},
    {"upload", "POST", "/api/v3/media/upload/binary", upload_binary},
    {"upload", "POST", "/api/v2/media/upload/binary", upload_binary},
    {"upload", "POST", "/api/v3/media/uploads", upload_ticket},
    {"upload", "PUT", "/media/uploads/{id}/{file}", put_upload, Owner::upload_in_path},
    {"download", "GET", "/media/uploads/{id}/{file}", get_upload, Owner::upload_in_path},
    {"upload", "POST", "/api/v3/upload", upload_old},
    {"submit", "POST", "/api/v3/{model_id...}", submit},
    {"submit", "POST", "/api/v2/{model_id...}", submit},
};

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

std::vector<std::string_view> service_route_names() {
  std::vector<std::string_view> names;
  for (const Route& route : kRoutes) {
    const bool is_listed = std::find(names.begin(), names.end(), route.name) != names.end();
    if (route.side() == Side::service && !is_listed) names.push_back(route.name);
  }
  return names;
}

Side side_of_unknown(std::string_view path) {
  if (path.starts_with("/__mock/")) return Side::control_plane;
  const bool is_page =
      path == "/" || path == "/docs" || path.starts_with("/docs/") || path == "/openapi.json";
  return is_page ? Side::pages : Side::service;
}

}  // namespace wavespeed_mock
