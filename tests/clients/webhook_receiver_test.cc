// A receiver in Node, with its own check of signatures, against a MockServer.
#include <wavespeed_mock/mock_server.h>

#include <nlohmann/json.hpp>

#include "clients/client_process.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::webhook_receiver_test {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

TEST(WebhookReceiver, VerifiesDeliveredWebhooks) {
  WatchedServer server({.latency = Latency::instant(), .webhook_backoff = 1ms});

  const ClientResult result =
      run_client({"node", client_file("webhook_receiver.mjs"), server.base_url(), "hook-key"}, {},
                 npm_folder());

  ASSERT_EQ(result.exit_code, 0) << result.error;
  const json seen = json::parse(result.out);
  EXPECT_EQ(seen["verified"], true) << seen;
  EXPECT_EQ(seen["tampered"], false) << "a changed body has another signature";
  EXPECT_EQ(seen["attempts"], 2) << "the first attempt was refused";
  EXPECT_EQ(seen["method"], "POST");
  EXPECT_EQ(seen["url"], "/hooks?from=mock&n=1");
  EXPECT_EQ(seen["type"], "application/json");
  EXPECT_EQ(seen["body"]["status"], "completed");
  EXPECT_EQ(seen["body"]["id"], seen["submitted"]["id"]);
  EXPECT_EQ(seen["body"]["urls"], seen["submitted"]["urls"]);
  EXPECT_TRUE(seen["body"]["outputs"][0].get<std::string>().starts_with(server.base_url()));
  EXPECT_EQ(seen["id"], seen["body"]["id"].get<std::string>().substr(0, 25));
}

TEST(WebhookReceiver, MatchesTheTestVector) {
  const ClientResult result =
      run_client({"node", client_file("webhook_receiver.mjs"), "--vector"}, {}, npm_folder());
  EXPECT_EQ(result.out, "14636150c3c52f447a1656395c4304a47ef22e5db39bbaad5bee9d4c4ed4b6c4\n");
}

}  // namespace
}  // namespace wavespeed_mock::clients::webhook_receiver_test
