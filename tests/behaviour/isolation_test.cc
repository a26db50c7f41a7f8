// Accounts do not see, change or pay for what belongs to one another.
#include <gtest/gtest.h>

#include <string>

#include "support/upload_client.h"

namespace wavespeed_mock::isolation_test {
namespace {

using json = MockClient::json;

// One mock with two accounts. `mine_` submits, uploads and sets; `other_` must not notice.
class Isolation : public ::testing::Test {
 protected:
  static json data(const Response& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    return MockClient::data(response);
  }
  static std::string secret(const MockClient& client) {
    return data(client.get("/api/v3/webhook/secret"))["secret"];
  }
  static json exported_uploads(const MockClient& client) {
    return data(client.get("/__mock/accounts/self/export"))["uploads"];
  }
  // Resets all of the account that asks, and nothing of any other.
  void reset_other() const { data(other_.post("/__mock/reset", R"({"parts": ["all"]})")); }

  const MockClient mine_{Options{.latency = Latency::instant()}};
  const MockClient other_ = mine_.with_key("other-key");
};

TEST_F(Isolation, TasksAreNotSeenByAnotherAccount) {
  const std::string id = mine_.id(mine_.submit());
  EXPECT_EQ(other_.poll(id).status, 404);
  EXPECT_EQ(data(other_.get("/api/v3/predictions"))["total"], 0);
  EXPECT_EQ(data(mine_.get("/api/v3/predictions"))["total"], 1);
}

TEST_F(Isolation, TasksAreNotDeletedByAnotherAccount) {
  const std::string id = mine_.id(mine_.submit());
  const std::string body = json{{"ids", {id}}}.dump();
  EXPECT_EQ(data(other_.post("/api/v3/predictions/delete", body))["deleted_count"], 0);
  reset_other();
  EXPECT_EQ(mine_.poll(id).status, 200);
  EXPECT_EQ(data(mine_.post("/api/v3/predictions/delete", body))["deleted_count"], 1);
}

TEST_F(Isolation, TasksAreNotPaidByAnotherAccount) {
  const double before = mine_.balance();
  ASSERT_EQ(other_.balance(), before);
  data(mine_.submit("wavespeed-ai/flux-dev"));
  EXPECT_LT(mine_.balance(), before);
  EXPECT_EQ(other_.balance(), before);
}

TEST_F(Isolation, BillsAreNotSeenByAnotherAccount) {
  const auto bills = [](const MockClient& client) -> json {
    return data(client.post("/api/v3/billings/search", "{}"))["items"];
  };
  data(mine_.submit("wavespeed-ai/flux-dev"));
  EXPECT_EQ(bills(other_).size(), 0U);
  EXPECT_EQ(bills(mine_).size(), 1U);
}

TEST_F(Isolation, UsageIsNotCountedForAnotherAccount) {
  const auto requests = [](const MockClient& client) -> json {
    return data(client.usage({{"start_time", "2026-01-01T00:00:00Z"},
                              {"end_time", "2026-01-31T00:00:00Z"}}))["summary"]["total_requests"];
  };
  data(mine_.submit());
  EXPECT_EQ(requests(other_), 0);
  EXPECT_EQ(requests(mine_), 1);
}

// A client that knows the URL of a file can read it without a key, as with the service.
TEST_F(Isolation, UploadsAreNotSeenByAnotherAccount) {
  upload_url(mine_);  // with the key of mine_
  EXPECT_EQ(exported_uploads(other_).size(), 0U);
  EXPECT_EQ(exported_uploads(mine_).size(), 1U);
}

TEST_F(Isolation, UploadsAreNotDeletedByAnotherAccount) {
  const std::string url = upload_url(mine_);
  reset_other();
  EXPECT_EQ(send_bare(mine_, "GET", url).status, 200);
  data(mine_.post("/__mock/reset", R"({"parts": ["uploads"]})"));
  EXPECT_EQ(send_bare(mine_, "GET", url).status, 404);
}

TEST_F(Isolation, WebhooksAreNotSeenByAnotherAccount) {
  data(mine_.submit("mock/instant?webhook=http://127.0.0.1:9/hook"));
  EXPECT_EQ(data(other_.get("/__mock/webhooks"))["webhooks"].size(), 0U);
  EXPECT_EQ(data(mine_.get("/__mock/webhooks"))["webhooks"].size(), 1U);
}

TEST_F(Isolation, WebhookSecretsAreNotSharedOrChangedByAnotherAccount) {
  const std::string mine = secret(mine_);
  EXPECT_NE(secret(other_), mine);
  data(other_.post("/__mock/webhooks/secret/rotate", ""));
  EXPECT_EQ(secret(mine_), mine);
}

TEST_F(Isolation, FaultsDoNotFireForAnotherAccount) {
  data(mine_.post("/__mock/faults", R"({"route": "balance", "fault": "error"})"));
  EXPECT_EQ(other_.get("/api/v3/balance").status, 200);
  EXPECT_EQ(mine_.get("/api/v3/balance").status, 500);
}

TEST_F(Isolation, FaultsAreNotSeenOrDeletedByAnotherAccount) {
  data(mine_.post("/__mock/faults", R"({"id": "busy", "route": "balance", "fault": "error"})"));
  const auto rules = [](const MockClient& client) -> json {
    return data(client.get("/__mock/faults"))["rules"];
  };
  EXPECT_EQ(rules(other_).size(), 0U);
  EXPECT_EQ(other_.get("/__mock/faults/busy").status, 404);
  EXPECT_EQ(other_.send(other_.request("DELETE", "/__mock/faults/busy")).status, 404);
  EXPECT_EQ(data(other_.send(other_.request("DELETE", "/__mock/faults")))["removed"], 0);
  EXPECT_EQ(rules(mine_).size(), 1U);
}

TEST_F(Isolation, TheJournalIsNotSeenByAnotherAccount) {
  mine_.balance();
  other_.balance();
  for (const MockClient& client : {mine_, other_}) {
    EXPECT_EQ(data(client.get("/__mock/journal"))["total"], 1) << "its own request only";
  }
}

TEST_F(Isolation, TheJournalIsNotDeletedByAnotherAccount) {
  mine_.balance();
  data(other_.send(other_.request("DELETE", "/__mock/journal")));
  EXPECT_EQ(data(mine_.get("/__mock/journal"))["total"], 1);
}

}  // namespace
}  // namespace wavespeed_mock::isolation_test
