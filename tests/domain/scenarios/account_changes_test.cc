#include "domain/scenarios/account_changes.h"

#include <gtest/gtest.h>

#include "support/upload_client.h"

namespace wavespeed_mock::account_changes_test {
namespace {

using namespace std::chrono_literals;

TEST(AccountStatusText, HasANameForEach) {
  EXPECT_EQ(to_text(AccountStatus::active), "active");
  EXPECT_EQ(to_text(AccountStatus::suspended), "suspended");
  EXPECT_EQ(to_text(AccountStatus::terminated), "terminated");
}

constexpr const char* kSelf = "/__mock/accounts/self";

Response change(const MockClient& client, const std::string& status) {
  return client.post(kSelf, R"({"status": ")" + status + R"("})");
}

// A suspended account has its data again when it is reinstated.
TEST(AccountChanges, SuspendAndReinstate) {
  const MockClient client;
  const std::string task = client.id(client.submit());
  ASSERT_EQ(change(client, "suspended").status, 200);
  for (const Response& refused :
       {client.submit(), client.poll(task), client.get("/api/v3/balance")}) {
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(client.message(refused), "Account suspended");
  }
  EXPECT_EQ(client.with_key("other").submit().status, 200);
  const Response again = change(client, "suspended");
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(client.message(again), "the account is already suspended");

  ASSERT_EQ(change(client, "active").status, 200);
  EXPECT_EQ(client.status(client.poll(task)), "completed");
  EXPECT_EQ(client.message(change(client, "active")), "the account is already active");
}

TEST(AccountChanges, TerminationIsPermanent) {
  const MockClient client;
  const std::string task = client.id(client.submit());
  const std::string output = target_of(client.data(client.poll(task))["outputs"][0]);
  ASSERT_EQ(client.get(output).status, 200);
  ASSERT_EQ(change(client, "terminated").status, 200);

  EXPECT_EQ(client.poll(task).status, 403);
  EXPECT_EQ(client.message(client.submit()), "Account terminated");
  EXPECT_EQ(client.get(output).status, 404) << "its data is deleted";
  for (const char* const status : {"active", "suspended", "terminated"}) {
    const Response refused = change(client, status);
    EXPECT_EQ(refused.status, 409) << status;
    EXPECT_EQ(client.message(refused), "the account is terminated, and its data is gone");
  }
  EXPECT_EQ(client.post("/__mock/accounts/self/credit", R"({"usd": 1})").status, 409);
  EXPECT_EQ(client.get("/__mock/accounts/self/credit").status, 200)
      << "its credit can still be read";
}

// A mock is for tests: even permanent changes are undone by a snapshot or a reset.
TEST(AccountChanges, AreUndoneBySnapshotsAndResets) {
  const MockClient client;
  const std::string task = client.id(client.submit());
  const Snapshot before = client.mock().snapshot("test-key");
  ASSERT_EQ(change(client, "terminated").status, 200);
  client.mock().restore(before);
  EXPECT_EQ(client.status(client.poll(task)), "completed");

  ASSERT_EQ(change(client, "suspended").status, 200);
  client.mock().reset({"account"}, {.key = "test-key"});
  EXPECT_EQ(client.poll(task).status, 200);
}

TEST(AccountChanges, GiveAnotherTier) {
  const MockClient client(
      {.tier = "unlimited", .latency = Latency::fixed(1h), .over_limit = OverLimit::reject});
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 200);
  ASSERT_EQ(client.post(kSelf, R"({"tier": "level1"})").status, 200);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 200);
  EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 429);
  ASSERT_EQ(client.post(kSelf, R"({"tier": "level2"})").status, 200);
  EXPECT_EQ(client.submit("wavespeed-ai/flux-dev").status, 200);
}

}  // namespace
}  // namespace wavespeed_mock::account_changes_test
