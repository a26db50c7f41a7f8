#include "domain/state/resets.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/mock_client.h"
#include "support/upload_client.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::resets_test {
namespace {

using json = MockClient::json;

// Resets each part, and looks at the endpoints that show it.
class ResetsTest : public ::testing::Test {
 protected:
  void reset(const std::vector<std::string>& parts) const {
    client_.mock().reset(parts, {.key = "test-key"});
  }

  const MockClient client_{{.tier = "level1", .strict = true, .fixture_texts = {R"({"accounts": [{
                              "name": "team", "keys": ["team-key"], "balance_usd": 7,
                              "faults": [{"id": "own", "route": "balance", "after": 100,
                                          "fault": "rate_limited"}],
                              "usage_history": [{"date": "2025-10-01", "model_uuid": "acme/x",
                                                 "model_type": "t", "unit_price": 1, "count": 3,
                                                 "cost_usd": 3}]}],
                            "faults": [{"id": "for-all", "route": "models", "after": 100,
                                        "fault": "rate_limited"}]})"}}};
};

TEST_F(ResetsTest, ForgetTasksAndKeepTheirCharges) {
  const std::string task = client_.id(client_.submit("wavespeed-ai/flux-dev"));
  const json left = client_.balance();
  reset({"tasks"});
  EXPECT_EQ(client_.poll(task).status, 404);
  EXPECT_EQ(client_.data(client_.get("/api/v3/predictions"))["total"], 0);
  EXPECT_EQ(client_.balance(), left);
  EXPECT_NE(client_.id(client_.submit()), task) << "random draws continue";
}

TEST_F(ResetsTest, RestoreTheInitialCredit) {
  for (const std::string key : {"test-key", "team-key"}) {
    const MockClient client = client_.with_key(key);
    const json before = client.balance();
    const std::string bills = client.get("/api/v3/account/billings").body;
    const std::string task = client.id(client.submit("wavespeed-ai/flux-dev"));
    EXPECT_NE(client.balance(), before);
    client.mock().reset({"credit"}, {.key = key});
    EXPECT_EQ(client.balance(), before);
    EXPECT_EQ(client.get("/api/v3/account/billings").body, bills);
    EXPECT_EQ(client.poll(task).status, 200);
  }
}

TEST_F(ResetsTest, RestoreTheInitialDiscounts) {
  const MockClient client({.fixture_texts = {R"({"accounts": [{
      "name": "team", "keys": ["test-key"], "discounts": [{"percent": 50}]}]})"}});
  client.submit();
  client.mock().reset({"credit"});
  client.submit();
  EXPECT_EQ(client.balance(), 99.995);
}

TEST_F(ResetsTest, ClearTheUseOfLimits) {
  while (client_.submit("mock/slow").status == 200) {
  }
  EXPECT_EQ(client_.submit("mock/slow").status, 429);
  reset({"limits"});
  EXPECT_EQ(client_.submit("mock/slow").status, 200);
}

TEST_F(ResetsTest, ForgetUploads) {
  const std::string url = upload_url(client_);
  EXPECT_EQ(send_bare(client_, "GET", url).status, 200);
  reset({"uploads"});
  EXPECT_EQ(send_bare(client_, "GET", url).status, 404);
}

TEST_F(ResetsTest, ForgetWebhooksAndTheirSecrets) {
  const std::string secret = client_.mock().webhook_secret("test-key");
  client_.mock().rotate_webhook_secret("test-key");
  client_.submit("mock/instant?webhook=http://127.0.0.1:9/");
  EXPECT_TRUE(client_.mock().next_webhook());
  reset({"webhooks"});
  EXPECT_FALSE(client_.mock().next_webhook());
  EXPECT_TRUE(client_.data(client_.get("/__mock/webhooks"))["webhooks"].empty());
  EXPECT_EQ(client_.mock().webhook_secret("test-key"), secret);
}

TEST_F(ResetsTest, KeepOnlyTheFaultsOfTheStart) {
  Mock& mock = client_.mock();
  const auto rules = [&](const std::string& key) {
    return MockClient::data(client_.with_key(key).get("/__mock/faults"))["rules"];
  };
  const json at_start = rules("team-key");
  ASSERT_EQ(at_start.size(), 2U);
  mock.add_fault(R"({"id": "new", "fault": "rate_limited"})", {.key = "team-key"});
  mock.add_fault(R"({"id": "new-for-all", "route": "price", "fault": "rate_limited"})");
  mock.remove_fault("own", {.key = "team-key"});
  mock.remove_fault("for-all");
  EXPECT_EQ(client_.with_key("team-key").get("/api/v3/balance").status, 429);
  mock.reset({"faults"}, {.key = "team-key"});
  EXPECT_EQ(rules("team-key").size(), 2U)
      << "the account's own initial rule, and the new rule for all accounts";
  EXPECT_EQ(client_.with_key("team-key").get("/api/v3/balance").status, 200);
  mock.reset({"faults"});
  EXPECT_EQ(rules("team-key"), at_start);
}

TEST_F(ResetsTest, RestartTheNumbersOfRequests) {
  const std::string first(client_.get("/api/v3/balance").headers.get("X-Mock-Request"));
  EXPECT_NE(client_.get("/api/v3/balance").headers.get("X-Mock-Request"), first);
  reset({"journal"});
  EXPECT_EQ(client_.get("/api/v3/balance").headers.get("X-Mock-Request"), first);
}

TEST_F(ResetsTest, RestartDrawsOnlyWhenNoIdIsInUse) {
  const std::string task = client_.id(client_.submit());
  const std::string file = upload_url(client_);
  EXPECT_THROW(reset({"draws"}), Error);
  EXPECT_THROW(reset({"draws", "tasks", "credit"}), Error) << "there is an upload";
  EXPECT_THROW(client_.mock().reset({"draws", "tasks", "credit"}), Error);
  EXPECT_EQ(client_.poll(task).status, 200) << "nothing has changed";
  reset({"draws", "tasks", "credit", "uploads"});
  EXPECT_EQ(client_.id(client_.submit()), task);
  EXPECT_EQ(upload_url(client_), file);
}

TEST_F(ResetsTest, DoNotGiveTheIdOfABillOrOfAWebhookToAnotherTask) {
  const auto refusal = [&](const std::string& parts) {
    const Response response = client_.post("/__mock/reset", R"({"parts": [)" + parts + "]}");
    return std::to_string(response.status) + " " + client_.message(response);
  };
  const std::string problem = ": ids that are in use would be given out again";
  EXPECT_EQ(refusal(R"("tasks", "draws")"), "200 success") << "the account has had no task";
  client_.submit();
  EXPECT_EQ(refusal(R"("draws")"),
            "409 \"draws\" can only be reset together with \"tasks\" and \"credit\"" + problem);
  EXPECT_EQ(refusal(R"("tasks", "draws")"),
            "409 \"draws\" can only be reset together with \"credit\"" + problem);
  EXPECT_EQ(refusal(R"("tasks", "draws", "credit")"), "200 success");
  client_.submit("mock/instant?webhook=https%3A%2F%2Fexample.org%2Fhook");
  EXPECT_EQ(refusal(R"("tasks", "draws", "credit")"),
            "409 \"draws\" can only be reset together with \"webhooks\"" + problem);
  EXPECT_EQ(refusal(R"("tasks", "draws", "credit", "webhooks")"), "200 success");
  const MockClient team = client_.with_key("team-key");
  EXPECT_EQ(team.post("/__mock/reset", R"({"parts": ["tasks", "draws"]})").status, 200)
      << "the tasks of its history have no ids";
}

TEST_F(ResetsTest, ForgetWhatClientsDidWrong) {
  client_.get("/api/v3/balance?colour=red");
  client_.with_key("other-key").get("/api/v3/balance?colour=red");
  EXPECT_EQ(client_.mock().client_report().requests, 2U);
  reset({"client_report"});
  EXPECT_EQ(client_.mock().client_report().requests, 1U);
  client_.mock().reset({"client_report"});
  EXPECT_EQ(client_.mock().client_report().requests, 0U);
}

TEST_F(ResetsTest, ResetCouponsOnlyWithAllAccounts) {
  const auto codes = [&] { return client_.data(client_.get("/__mock/coupons"))["coupons"].size(); };
  ASSERT_EQ(client_.post("/__mock/coupons", R"({"code": "NEW", "usd": 1})").status, 200);
  reset({"coupons"});
  EXPECT_EQ(codes(), 1U) << "coupons belong to no single account";
  client_.mock().reset({"tasks"});
  EXPECT_EQ(codes(), 1U);
  client_.mock().reset({"coupons"});
  EXPECT_EQ(codes(), 0U);
}

TEST_F(ResetsTest, ForgetPaymentsWithTheCredit) {
  const json before = client_.balance();
  ASSERT_EQ(client_.post("/__mock/coupons", R"({"code": "NEW", "usd": 1})").status, 200);
  const auto redeem = [&] {
    return client_.post("/__mock/accounts/self/coupons", R"({"code": "NEW"})").status;
  };
  EXPECT_EQ(redeem(), 200);
  EXPECT_EQ(redeem(), 409);
  client_.post("/__mock/accounts/self/top-ups", R"({"usd": 20, "arrives_in": "5m"})");
  reset({"credit"});
  client_.advance(std::chrono::minutes(5));
  EXPECT_EQ(client_.balance(), before) << "the pending top-up was forgotten";
  EXPECT_EQ(client_.data(client_.get("/__mock/accounts/self/payments"))["items"].size(), 0U);
  EXPECT_EQ(redeem(), 200) << "the coupon can be redeemed again";
}

TEST_F(ResetsTest, ResetEverythingOfAllAccounts) {
  const std::string first = client_.id(client_.submit());
  const MockClient other = client_.with_key("other-key");
  other.submit("wavespeed-ai/flux-dev");
  client_.mock().reset({"all"});
  EXPECT_EQ(other.balance(), 100);
  EXPECT_EQ(client_.id(client_.submit()), first);
}

TEST_F(ResetsTest, RestoreWhatTheScenarioSaysOfEachAccount) {
  Mock& mock = client_.mock();
  client_.get("/api/v3/balance");
  mock.start_scenario(R"({"each_account": {"status": "suspended", "balance_usd": 2}})");
  client_.with_key("new-key").get("/api/v3/balance");
  mock.reset({"account", "credit"});
  EXPECT_EQ(client_.balance(), 100);
  EXPECT_EQ(client_.with_key("team-key").balance(), 7);
  EXPECT_EQ(client_.with_key("new-key").balance(), 100);
  EXPECT_EQ(client_.with_key("later-key").balance(), 100);
}

// A reset restores what the mock was started with, even if another scenario was started since.
TEST(Resets, RestoreTheScenarioOfTheStart) {
  for (const std::string name : {"low-balance", "credit-line-unpaid"}) {
    const MockClient client({.scenario = name});
    const auto credit = [&](const MockClient& of) {
      return client.data(of.get("/__mock/accounts/self/credit"));
    };
    const json at_start = credit(client);
    client.advance(std::chrono::hours(1));
    const MockClient other = client.with_key("other-key");
    const json of_other = credit(other);
    client.advance(std::chrono::hours(1));
    client.mock().start_scenario(R"({"each_account": {"tier": "bronze", "balance_usd": 50}})");
    EXPECT_EQ(credit(client)["balance"], 50.0);
    client.mock().reset({"account", "credit"});
    EXPECT_EQ(credit(client)["balance"], at_start["balance"]) << name;
    EXPECT_EQ(credit(client)["credit_line"], at_start["credit_line"]);
    EXPECT_EQ(credit(other)["credit_line"], of_other["credit_line"]);
    EXPECT_EQ(credit(client.with_key("third-key"))["balance"], at_start["balance"]);
  }
}

// Credit dated later than the clock would put the ledger's entries out of order.
TEST(Resets, DateInitialEntriesByTheClock) {
  const MockClient client({.fixture_texts = {R"({"accounts": [{"name": "a", "keys": ["a-key"],
                             "balance_usd": 2, "credit_line": {"overdue_usd": 5},
                             "credits": [{"usd": 1, "expires_in": "5d"}]}]})"}},
                          "a-key");
  ASSERT_EQ(client.post("/__mock/clock", R"({"set": "2025-12-20"})").status, 200);
  client.mock().reset({"credit"}, {.key = "a-key"});
  const auto grants = client.data(client.get("/__mock/accounts/self/credit"))["grants"];
  ASSERT_EQ(grants.size(), 2U);
  EXPECT_EQ(grants[0]["given_at"], "2025-12-20T00:00:00.000000000Z");
  EXPECT_EQ(grants[0]["expires_at"], "2025-12-25T00:00:00.000000000Z");
  EXPECT_EQ(grants[1]["given_at"], "2025-12-20T00:00:00.000000000Z");
}

TEST_F(ResetsTest, RefuseUnknownParts) {
  EXPECT_THROW(reset({}), Error);
  EXPECT_THROW(reset({"everything"}), Error);
}

}  // namespace
}  // namespace wavespeed_mock::resets_test
