#include "app/route_table.h"

#include "api/account_pages.h"
#include "api/balance.h"
#include "api/billings.h"
#include "api/model_list.h"
#include "api/outputs.h"
#include "api/quote.h"
#include "api/results.h"
#include "api/submit.h"
#include "api/task_history.h"
#include "api/uploads.h"
#include "api/usage_stats.h"
#include "api/webhook_secret.h"
#include "control/client_report.h"
#include "control/docs.h"
#include "control/webhooks.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kNoKey = "";

constexpr Route kRoutes[] = {
    {"GET", "/api/v3/predictions/{id}/result", get_result},
    {"GET", "/api/v3/predictions/{id}", get_result},
    {"GET", "/api/v2/predictions/{id}/result", get_result},
    {"GET", "/api/v2/predictions/{id}", get_result},
    {"GET", "/api/v3/predictions", list_predictions},
    {"POST", "/api/v3/predictions", search_predictions},
    {"POST", "/api/v3/predictions/delete", delete_predictions},
    {"GET", "/api/v3/models", get_models},
    {"POST", "/api/v3/model/price", model_price},
    {"POST", "/api/v3/model/pricing", model_pricing},
    {"GET", "/api/v3/balance", get_balance},
    {"GET", "/api/v3/account/balance", get_account_balance},
    {"GET", "/api/v3/account/billings", account_billings},
    {"GET", "/api/v3/account/usage", account_usage},
    {"POST", "/api/v3/billings/search", search_billings},
    {"POST", "/api/v3/scheduler/billings/query", query_month_of_billings},
    {"POST", "/api/v3/user/usage_stats", usage_stats, kUsageKeyError},
    {"GET", "/api/v3/webhook/secret", get_webhook_secret},
    {"GET", "/openapi.json", get_contract, kNoKey},
    {"GET", "/docs", get_docs, kNoKey},
    {"GET", "/docs/{file}", get_docs_file, kNoKey},
    {"GET", "/__mock/client-report", get_client_report, kNoKey},
    {"DELETE", "/__mock/client-report", delete_client_report, kNoKey},
    {"GET", "/__mock/webhooks", list_webhooks},
    {"POST", "/__mock/webhooks/secret/rotate", rotate_webhook_secret},
    {"GET", "/outputs/{id}/{file}", get_output, kNoKey},
    {"POST", "/api/v3/media/upload/binary", upload_binary},
    {"POST", "/api/v2/media/upload/binary", upload_binary},
    {"POST", "/api/v3/media/uploads", upload_ticket},
    {"PUT", "/media/uploads/{id}/{file}", put_upload, kNoKey},
    {"GET", "/media/uploads/{id}/{file}", get_upload, kNoKey},
    {"POST", "/api/v3/upload", upload_old},
    {"POST", "/api/v3/{model_id...}", submit},
    {"POST", "/api/v2/{model_id...}", submit},
};

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

}  // namespace wavespeed_mock
