// Requests that once ended the process, or kept it busy for seconds, on both engines.
#include <gtest/gtest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/contract_watch.h"
#include "support/patient_client.h"
#include "support/server_engines.h"

namespace wavespeed_mock::outside_text_test {
namespace {

using nlohmann::json;

const httplib::Headers kKey = {{"Authorization", "Bearer my-key"}};

TEST(OutsideText, MayBeARouteWithEmptySegments) {
  for (const ServerEngine engine : server_engines()) {
    const WatchedServer server({}, {.engine = engine});
    PatientClient client(server.base_url());
    const auto added =
        client.Post("/__mock/faults", kKey, R"({"route":"GET /a//b//b//b//b","fault":"error"})",
                    "application/json");
    ASSERT_TRUE(added);
    EXPECT_EQ(added->status, 400);
    EXPECT_NE(added->body.find("must not have an empty segment"), std::string::npos);
    const auto answer = client.Get("/a/x/b/x/b/x/b/x/b", kKey);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 404);
  }
}

TEST(OutsideText, MayBeABodyWithThousandsOfUnknownFields) {
  json body = {{"prompt", "A cat"}};
  for (int i = 0; i < 60'000; ++i) body["num_image" + std::to_string(i)] = 1;
  for (const ServerEngine engine : server_engines()) {
    const WatchedServer server({.strict = true}, {.engine = engine});
    PatientClient client(server.base_url());
    const auto answer =
        client.Post("/api/v3/wavespeed-ai/flux-dev", kKey, body.dump(), "application/json");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_NE(answer->get_header_value("X-Mock-Violation").find("num_image0 is not an input"),
              std::string::npos);
    const auto report = client.Get("/__mock/client-report", kKey);
    ASSERT_TRUE(report);
    EXPECT_NE(report->body.find("has 59900 more problems like these"), std::string::npos);
  }
}

}  // namespace
}  // namespace wavespeed_mock::outside_text_test
