#include "app/route_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "app/router.h"

namespace wavespeed_mock::route_table_test {
namespace {

// A path that matches the pattern: "x" for one segment, "x/y" for the rest.
std::string path_for(std::string_view pattern) {
  std::string path;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '{') {
      path += pattern[at];
      continue;
    }
    const std::size_t end = pattern.find('}', at);
    path += pattern.substr(at, end - at).ends_with("...") ? "x/y" : "x";
    at = end;
  }
  return path;
}

TEST(RouteTable, HasNoUnreachableRoute) {
  const Router router(routes());
  for (const Route& route : routes()) {
    const RouteMatch match = router.match(route.method, path_for(route.pattern));
    ASSERT_NE(match.route, nullptr) << route.pattern;
    EXPECT_EQ(match.route, &route) << route.pattern << " is taken by " << match.route->pattern;
  }
}

TEST(RouteTable, IsWellFormed) {
  const std::set<std::string_view> methods = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  for (const Route& route : routes()) {
    EXPECT_TRUE(methods.contains(route.method)) << route.pattern;
    EXPECT_TRUE(route.pattern.starts_with('/')) << route.pattern;
    EXPECT_TRUE(route.pattern == "/" || !route.pattern.ends_with('/')) << route.pattern;
    EXPECT_EQ(route.pattern.find("//"), std::string_view::npos) << route.pattern;
    EXPECT_TRUE(std::visit([](auto* handler) { return handler != nullptr; }, route.handler))
        << route.pattern;
    EXPECT_EQ(route.side(), side_of_unknown(route.pattern)) << route.pattern;
    const bool has_id = route.owner == Owner::task_in_path || route.owner == Owner::upload_in_path;
    EXPECT_TRUE(!has_id || route.pattern.find("{id}") != std::string_view::npos) << route.pattern;
    const std::size_t rest = route.pattern.find("...}");
    EXPECT_TRUE(rest == std::string_view::npos || rest + 4 == route.pattern.size())
        << route.pattern << ": a rest pattern must be last";
  }
}

// The endpoints in the reference, and those that clients call.
TEST(RouteTable, HasAllEndpoints) {
  struct Case {
    std::string_view method;
    std::string_view path;
    std::string_view pattern;
    std::string_view key_error;
  };
  constexpr std::string_view kInvalid = "Invalid API key";
  const Router router(routes());
  for (const Case& c : {
           Case{"POST", "/api/v3/a", "/api/v3/{model_id...}", kInvalid},
           Case{"POST", "/api/v2/a", "/api/v2/{model_id...}", kInvalid},
           Case{"POST", "/api/v3/a/b/c/d", "/api/v3/{model_id...}", kInvalid},
           Case{"GET", "/api/v3/predictions/1/result", "/api/v3/predictions/{id}/result", kInvalid},
           Case{"GET", "/api/v3/predictions/1", "/api/v3/predictions/{id}", kInvalid},
           Case{"GET", "/api/v2/predictions/1/result", "/api/v2/predictions/{id}/result", kInvalid},
           Case{"GET", "/api/v2/predictions/1", "/api/v2/predictions/{id}", kInvalid},
           Case{"POST", "/api/v3/user/usage_stats", "/api/v3/user/usage_stats",
                "access_key is required"},
           Case{"POST", "/api/v3/media/upload/binary", "/api/v3/media/upload/binary", kInvalid},
           Case{"POST", "/api/v2/media/upload/binary", "/api/v2/media/upload/binary", kInvalid},
           Case{"POST", "/api/v3/media/uploads", "/api/v3/media/uploads", kInvalid},
           Case{"POST", "/api/v3/upload", "/api/v3/upload", kInvalid},
           Case{"PUT", "/media/uploads/1/a.png", "/media/uploads/{id}/{file}", ""},
           Case{"GET", "/media/uploads/1/a.png", "/media/uploads/{id}/{file}", ""},
           Case{"GET", "/api/v3/predictions", "/api/v3/predictions", kInvalid},
           Case{"POST", "/api/v3/predictions", "/api/v3/predictions", kInvalid},
           Case{"POST", "/api/v3/predictions/delete", "/api/v3/predictions/delete", kInvalid},
           Case{"GET", "/api/v3/models", "/api/v3/models", kInvalid},
           Case{"POST", "/api/v3/model/price", "/api/v3/model/price", kInvalid},
           Case{"POST", "/api/v3/model/pricing", "/api/v3/model/pricing", kInvalid},
           Case{"GET", "/api/v3/balance", "/api/v3/balance", kInvalid},
           Case{"GET", "/api/v3/account/balance", "/api/v3/account/balance", kInvalid},
           Case{"GET", "/api/v3/account/billings", "/api/v3/account/billings", kInvalid},
           Case{"GET", "/api/v3/account/usage", "/api/v3/account/usage", kInvalid},
           Case{"POST", "/api/v3/billings/search", "/api/v3/billings/search", kInvalid},
           Case{"POST", "/api/v3/scheduler/billings/query", "/api/v3/scheduler/billings/query",
                kInvalid},
           Case{"GET", "/api/v3/webhook/secret", "/api/v3/webhook/secret", kInvalid},
           Case{"GET", "/openapi.json", "/openapi.json", ""},
           Case{"GET", "/", "/", ""},
           Case{"GET", "/docs", "/docs", ""},
           Case{"GET", "/docs/a.js", "/docs/{file}", ""},
           Case{"POST", "/__mock/accounts/a/invoices", "/__mock/accounts/{account}/invoices", ""},
           Case{"GET", "/__mock/accounts/a/invoices", "/__mock/accounts/{account}/invoices", ""},
           Case{"GET", "/__mock/accounts/a/invoices/1",
                "/__mock/accounts/{account}/invoices/{number}", ""},
           Case{"GET", "/__mock/accounts/a/invoices/1/page",
                "/__mock/accounts/{account}/invoices/{number}/page", ""},
           Case{"GET", "/__mock/metrics", "/__mock/metrics", ""},
           Case{"GET", "/__mock/client-report", "/__mock/client-report", ""},
           Case{"DELETE", "/__mock/client-report", "/__mock/client-report", ""},
           Case{"GET", "/__mock/faults", "/__mock/faults", ""},
           Case{"POST", "/__mock/faults", "/__mock/faults", ""},
           Case{"DELETE", "/__mock/faults", "/__mock/faults", ""},
           Case{"GET", "/__mock/faults/busy", "/__mock/faults/{id}", ""},
           Case{"DELETE", "/__mock/faults/busy", "/__mock/faults/{id}", ""},
           Case{"GET", "/__mock/fault-types", "/__mock/fault-types", ""},
           Case{"GET", "/__mock/journal", "/__mock/journal", ""},
           Case{"DELETE", "/__mock/journal", "/__mock/journal", ""},
           Case{"GET", "/__mock/journal/count", "/__mock/journal/count", ""},
           Case{"GET", "/__mock/explain/a-1", "/__mock/explain/{request_id}", ""},
           Case{"POST", "/__mock/verify", "/__mock/verify", ""},
           Case{"POST", "/__mock/reset", "/__mock/reset", ""},
           Case{"GET", "/__mock/scenarios", "/__mock/scenarios", ""},
           Case{"POST", "/__mock/scenarios", "/__mock/scenarios", ""},
           Case{"DELETE", "/__mock/scenarios", "/__mock/scenarios", ""},
           Case{"POST", "/__mock/scenarios/reload", "/__mock/scenarios/reload", ""},
           Case{"GET", "/__mock/snapshots", "/__mock/snapshots", ""},
           Case{"POST", "/__mock/snapshots", "/__mock/snapshots", ""},
           Case{"POST", "/__mock/snapshots/s/restore", "/__mock/snapshots/{id}/restore", ""},
           Case{"DELETE", "/__mock/snapshots/s", "/__mock/snapshots/{id}", ""},
           Case{"GET", "/__mock/webhooks", "/__mock/webhooks", kInvalid},
           Case{"POST", "/__mock/webhooks/secret/rotate", "/__mock/webhooks/secret/rotate",
                kInvalid},
           Case{"GET", "/outputs/1/0.png", "/outputs/{id}/{file}", ""},
       }) {
    const RouteMatch match = router.match(c.method, c.path);
    ASSERT_NE(match.route, nullptr) << c.path;
    EXPECT_EQ(match.route->pattern, c.pattern);
    const bool needs_key = match.route->owner == Owner::key;
    EXPECT_EQ(needs_key ? match.route->key_error : "", c.key_error) << c.path;
  }
}

}  // namespace
}  // namespace wavespeed_mock::route_table_test
