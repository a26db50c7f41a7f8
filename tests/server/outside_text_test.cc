// Requests that once ended the process, kept it busy or had a wrong effect, on both engines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "contract/redaction/secret_set.h"
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

// One body for each beginning of the key that the journal's limit leaves.
TEST(OutsideText, IsCutInTheJournalWithoutTheBeginningOfTheKey) {
  const std::string key = "0123456789abcdef0123456789abcdefX";
  constexpr int kLimit = 100;
  for (const ServerEngine engine : server_engines()) {
    const WatchedServer server({.journal_body = kLimit}, {.engine = engine});
    PatientClient client(server.base_url());
    client.set_bearer_token_auth(key);
    for (std::size_t kept = kMinBeginning; kept < key.size(); ++kept) {
      const auto answer = client.Post("/api/v3/mock/instant", std::string(kLimit - kept, ' ') + key,
                                      "application/json");
      ASSERT_TRUE(answer);
      EXPECT_EQ(answer->status, 400);
    }
    const auto journal = client.Get("/__mock/journal");
    ASSERT_TRUE(journal);
    const json requests = json::parse(journal->body)["data"]["requests"];
    ASSERT_EQ(requests.size(), key.size() - kMinBeginning);
    for (const json& request : requests) {
      const std::string body = request["request"]["body"];
      EXPECT_GT(request["request"]["body_bytes"], kLimit);
      EXPECT_THAT(body, testing::Not(testing::HasSubstr(key.substr(0, kMinBeginning))));
    }
  }
}

json data_of(const httplib::Result& result) {
  if (!result) throw std::runtime_error(httplib::to_string(result.error()));
  return json::parse(result->body).value("data", json());
}

TEST(OutsideText, RestoresAScenarioWithItsRules) {
  for (const ServerEngine engine : server_engines()) {
    const WatchedServer server({.clock_mode = ClockSetting::manual()}, {.engine = engine});
    PatientClient client(server.base_url());
    const auto status = [&] {
      const auto answer = client.Get("/api/v3/balance", kKey);
      return answer ? answer->status : 0;
    };
    const auto running = [&] { return data_of(client.Get("/__mock/scenarios"))["running"]; };
    const auto snapshot = [&] {
      return data_of(client.Post("/__mock/snapshots"))["id"].get<std::string>();
    };
    const auto restore = [&](const std::string& id) {
      const auto answer = client.Post("/__mock/snapshots/" + id + "/restore");
      return answer ? answer->status : 0;
    };
    const std::string before = snapshot();
    const json outage = {{"name", "outage"}};
    data_of(client.Post("/__mock/scenarios", outage.dump(), "application/json"));
    const std::string during = snapshot();
    EXPECT_EQ(data_of(client.Delete("/__mock/scenarios"))["stopped"], true);

    ASSERT_EQ(restore(during), 200);
    EXPECT_EQ(running()["name"], "outage");
    data_of(client.Post("/__mock/clock", R"({"advance":"10s"})", "application/json"));
    EXPECT_EQ(status(), 502);
    EXPECT_EQ(data_of(client.Delete("/__mock/scenarios"))["stopped"], true);
    EXPECT_EQ(status(), 200);

    data_of(client.Post("/__mock/scenarios", outage.dump(), "application/json"));
    ASSERT_EQ(restore(before), 200);
    EXPECT_TRUE(running().is_null()) << running();
    EXPECT_EQ(status(), 200);
  }
}

}  // namespace
}  // namespace wavespeed_mock::outside_text_test
