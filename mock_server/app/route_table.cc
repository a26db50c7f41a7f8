#include "app/route_table.h"

#include "api/outputs.h"
#include "api/results.h"
#include "api/submit.h"
#include "api/uploads.h"
#include "api/usage_stats.h"

namespace wavespeed_mock {
namespace {

constexpr std::string_view kNoKey = "";

constexpr Route kRoutes[] = {
    {"GET", "/api/v3/predictions/{id}/result", get_result},
    {"GET", "/api/v3/predictions/{id}", get_result},
    {"GET", "/api/v2/predictions/{id}/result", get_result},
    {"GET", "/api/v2/predictions/{id}", get_result},
    {"POST", "/api/v3/user/usage_stats", usage_stats, kUsageKeyError},
    {"GET", "/outputs/{id}/{file}", get_output, kNoKey},
    {"POST", "/api/v3/media/upload/binary", upload_binary},
    {"POST", "/api/v2/media/upload/binary", upload_binary},
    {"POST", "/api/v3/media/uploads", upload_ticket},
    {"PUT", "/media/uploads/{id}/{file}", put_upload, kNoKey},
    {"GET", "/media/uploads/{id}/{file}", get_upload, kNoKey},
    {"POST", "/api/v3/upload", upload_old},
    {"POST", "/api/v3/{model_id...}", submit},
};

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

}  // namespace wavespeed_mock
