#include "app/route_table.h"

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

constexpr std::string_view kNoKey = "";

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
    {"usage", "POST", "/api/v3/user/usage_stats", usage_stats, kUsageKeyError},
    {"webhook_secret", "GET", "/api/v3/webhook/secret", get_webhook_secret},
    {"contract", "GET", "/openapi.json", get_contract, kNoKey},
    {"docs", "GET", "/docs", get_docs, kNoKey},
    {"docs", "GET", "/docs/{file}", get_docs_file, kNoKey},
    {"control", "GET", "/__mock/accounts", list_accounts, kNoKey},
    {"control", "POST", "/__mock/accounts", create_account, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}", get_account, kNoKey},
    {"control", "POST", "/__mock/accounts/{account}", edit_account, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}/credit", get_account_credit, kNoKey},
    {"control", "POST", "/__mock/accounts/{account}/credit", give_account_credit, kNoKey},
    {"control", "POST", "/__mock/accounts/{account}/credit-line", change_credit_line, kNoKey},
    {"control", "POST", "/__mock/accounts/{account}/coupons", redeem_account_coupon, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}/export", export_account, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}/invoices", list_account_invoices, kNoKey},
    {"control", "POST", "/__mock/accounts/{account}/invoices", make_account_invoice, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}/invoices/{number}", get_account_invoice, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}/invoices/{number}/page",
     get_account_invoice_page, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}/keys", list_account_keys, kNoKey},
    {"control", "POST", "/__mock/accounts/{account}/keys", make_account_key, kNoKey},
    {"control", "DELETE", "/__mock/accounts/{account}/keys/{key}", revoke_account_key, kNoKey},
    {"control", "GET", "/__mock/accounts/{account}/payments", list_account_payments, kNoKey},
    {"control", "POST", "/__mock/accounts/{account}/top-ups", top_up_account, kNoKey},
    {"control", "GET", "/__mock/clock", get_clock, kNoKey},
    {"control", "POST", "/__mock/clock", move_clock, kNoKey},
    {"control", "GET", "/__mock/client-report", get_client_report, kNoKey},
    {"control", "DELETE", "/__mock/client-report", delete_client_report, kNoKey},
    {"control", "GET", "/__mock/coupons", list_coupons, kNoKey},
    {"control", "POST", "/__mock/coupons", add_coupon, kNoKey},
    {"control", "DELETE", "/__mock/coupons/{code}", delete_coupon, kNoKey},
    {"control", "GET", "/__mock/faults", list_faults, kNoKey},
    {"control", "POST", "/__mock/faults", add_faults, kNoKey},
    {"control", "DELETE", "/__mock/faults", clear_faults, kNoKey},
    {"control", "GET", "/__mock/faults/{id}", get_fault, kNoKey},
    {"control", "DELETE", "/__mock/faults/{id}", delete_fault, kNoKey},
    {"control", "GET", "/__mock/fault-types", list_fault_types, kNoKey},
    {"control", "GET", "/__mock/journal", get_journal, kNoKey},
    {"control", "DELETE", "/__mock/journal", delete_journal, kNoKey},
    {"control", "GET", "/__mock/journal/count", count_journal, kNoKey},
    {"control", "GET", "/__mock/explain/{request_id}", explain_request, kNoKey},
    {"control", "POST", "/__mock/verify", verify_requests, kNoKey},
    {"control", "POST", "/__mock/reset", reset_parts, kNoKey},
    {"control", "GET", "/__mock/scenarios", list_scenarios, kNoKey},
    {"control", "POST", "/__mock/scenarios", start_scenario, kNoKey},
    {"control", "DELETE", "/__mock/scenarios", stop_scenario, kNoKey},
    {"control", "POST", "/__mock/scenarios/reload", reload_scenarios, kNoKey},
    {"control", "GET", "/__mock/snapshots", list_snapshots, kNoKey},
    {"control", "POST", "/__mock/snapshots", take_snapshot, kNoKey},
    {"control", "POST", "/__mock/snapshots/{id}/restore", restore_snapshot, kNoKey},
    {"control", "DELETE", "/__mock/snapshots/{id}", delete_snapshot, kNoKey},
    {"control", "GET", "/__mock/metrics", get_metrics, kNoKey},
    {"control", "GET", "/__mock/webhooks", list_webhooks},
    {"control", "POST", "/__mock/webhooks/secret/rotate", rotate_webhook_secret},
    {"output", "GET", "/outputs/{id}/{file}", get_output, kNoKey},
    {"upload", "POST", "/api/v3/media/upload/binary", upload_binary},
    {"upload", "POST", "/api/v2/media/upload/binary", upload_binary},
    {"upload", "POST", "/api/v3/media/uploads", upload_ticket},
    {"upload", "PUT", "/media/uploads/{id}/{file}", put_upload, kNoKey},
    {"download", "GET", "/media/uploads/{id}/{file}", get_upload, kNoKey},
    {"upload", "POST", "/api/v3/upload", upload_old},
    {"submit", "POST", "/api/v3/{model_id...}", submit},
    {"submit", "POST", "/api/v2/{model_id...}", submit},
};

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

}  // namespace wavespeed_mock
