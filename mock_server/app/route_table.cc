#include "app/route_table.h"

#include "api/outputs.h"
#include "api/results.h"
#include "api/submit.h"
#include "api/usage_stats.h"
#include "api/webhook_secret.h"
#include "control/webhooks.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kNoKey = "";

constexpr Route kRoutes[] = {
    {"GET", "/api/v3/predictions/{id}/result", get_result},
    {"GET", "/api/v3/predictions/{id}", get_result},
    {"GET", "/api/v2/predictions/{id}/result", get_result},
    {"GET", "/api/v2/predictions/{id}", get_result},
    {"POST", "/api/v3/user/usage_stats", usage_stats, kUsageKeyError},
    {"GET", "/api/v3/webhook/secret", get_webhook_secret},
    {"GET", "/__mock/webhooks", list_webhooks},
    {"POST", "/__mock/webhooks/secret/rotate", rotate_webhook_secret},
    {"GET", "/outputs/{id}/{file}", get_output, kNoKey},
    {"POST", "/api/v3/{model_id...}", submit},
};

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

}  // namespace wavespeed_mock
