// Accounts do not see, change or pay for what belongs to one another.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "support/upload_client.h"

namespace wavespeed_mock::isolation_test {
namespace {

using json = MockClient::json;

json january() {
  return {{"start_time", "2026-01-01T00:00:00Z"}, {"end_time", "2026-01-31T00:00:00Z"}};
}

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
    return data(client.usage(january()))["summary"]["total_requests"];
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

// Two accounts of one mock, each used by four threads at once.
class TwoAccounts : public ::testing::Test {
 protected:
  static constexpr int kThreads = 8;
  static constexpr int kAttempts = 60;
  static constexpr std::array<const char*, 2> kKeys = {"first-key", "second-key"};

  static MockClient client() {
    return MockClient(
        {.tier = "unlimited", .balance = Money::from_usd(1), .latency = Latency::instant()});
  }

  // The ids of an account's tasks, in order of submission. They do not depend on the threads.
  static std::vector<std::string> ids_of(const std::string& key) {
    const MockClient alone = client().with_key(key);
    std::vector<std::string> ids;
    for (int i = 0; i < 100; ++i) ids.push_back(alone.id(alone.submit()));
    return ids;
  }
};

TEST_F(TwoAccounts, AreIsolatedAndKeepExactLedgers) {
  const MockClient shared = client();
  const std::array<std::vector<std::string>, 2> known = {ids_of(kKeys[0]), ids_of(kKeys[1])};
  std::array<std::atomic<int>, 2> accepted{};
  std::array<std::atomic<int>, 2> refused{};
  std::array<std::vector<std::string>, kThreads> ids;

  const auto use = [&](int number) {
    const std::size_t mine = static_cast<std::size_t>(number) % 2;
    const MockClient own = shared.with_key(kKeys[mine]);
    for (int i = 0; i < kAttempts; ++i) {
      const Response response = own.submit();
      if (response.status == 200) {
        const std::string id = own.id(response);
        ids[static_cast<std::size_t>(number)].push_back(id);
        EXPECT_EQ(own.status(own.poll(id)), "completed");
        ++accepted[mine];
      } else {
        EXPECT_EQ(response.body, R"({"code":1407,"message":"insufficient credits"})");
        ++refused[mine];
      }
      EXPECT_EQ(own.poll(known[1 - mine][static_cast<std::size_t>(i)]).status, 404);
      const Response usage = own.usage(january());
      ASSERT_EQ(usage.status, 200);
      json summary = own.data(usage)["summary"];
      const int requests = summary["total_requests"];
      EXPECT_LE(requests, 100);
      EXPECT_EQ(std::lround(summary["total_cost"].get<double>() * 100), requests);
      EXPECT_EQ(summary["success_requests"], requests);
      if (number == 0) own.advance(std::chrono::nanoseconds(1));
    }
  };
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) threads.emplace_back(use, number);
  for (std::thread& thread : threads) thread.join();

  for (const std::size_t account : {std::size_t{0}, std::size_t{1}}) {
    EXPECT_EQ(accepted[account], 100) << "a dollar pays for 100 tasks at a cent each";
    EXPECT_EQ(refused[account], kThreads / 2 * kAttempts - 100);
    std::set<std::string> seen;
    for (std::size_t number = account; number < kThreads; number += 2) {
      seen.insert(ids[number].begin(), ids[number].end());
    }
    EXPECT_EQ(seen, std::set<std::string>(known[account].begin(), known[account].end()));
    const MockClient own = shared.with_key(kKeys[account]);
    EXPECT_EQ(own.data(own.usage(january()))["summary"],
              (json{{"total_cost", 1.0}, {"total_requests", 100}, {"success_requests", 100}}));
  }
}

// Charges and refunds of several threads are serialised: a failed task is refunded before the
// next submission is charged, and the sum stays correct.
TEST_F(TwoAccounts, ReceiveEveryRefund) {
  const MockClient shared(
      {.tier = "unlimited", .balance = Money::from_usd(0.02), .latency = Latency::instant()});
  const auto use = [&](int number) {
    const MockClient own = shared.with_key(kKeys[static_cast<std::size_t>(number) % 2]);
    for (int i = 0; i < kAttempts; ++i) {
      EXPECT_EQ(own.submit("mock/always-fails").status, 200)
          << "the failed tasks before it were refunded";
    }
  };
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) threads.emplace_back(use, number);
  for (std::thread& thread : threads) thread.join();

  for (const char* key : kKeys) {
    const MockClient own = shared.with_key(key);
    EXPECT_EQ(own.data(own.usage(january()))["summary"],
              (json{{"total_cost", 0.0},
                    {"total_requests", kThreads / 2 * kAttempts},
                    {"success_requests", 0}}));
    EXPECT_EQ(own.submit().status, 200);
    EXPECT_EQ(own.submit().status, 200) << "both cents were refunded";
    EXPECT_EQ(own.submit().status, 400);
  }
}

}  // namespace
}  // namespace wavespeed_mock::isolation_test
