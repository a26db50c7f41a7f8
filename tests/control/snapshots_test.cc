#include "control/snapshots.h"

#include <gtest/gtest.h>

#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::control_snapshots_test {
namespace {

using json = MockClient::json;

class SnapshotControl : public ::testing::Test {
 protected:
  Response bare(const std::string& method, const std::string& target,
                const std::string& body = "") const {
    return client_.send({.method = method,
                         .target = target,
                         .headers = {{"Content-Type", "application/json"}},
                         .body = body});
  }

  const MockClient client_;
  const MockClient other_ = client_.with_key("other-key");
};

TEST_F(SnapshotControl, RestoresAnAccountAnyNumberOfTimes) {
  const Response taken = client_.post("/__mock/snapshots", R"({"name": "clean"})");
  const std::string id = client_.data(taken)["id"];
  EXPECT_EQ(client_.data(taken)["name"], "clean");
  EXPECT_EQ(client_.data(taken)["scope"], "account");
  std::string task;
  for (int i = 0; i < 3; ++i) {
    const std::string again = client_.id(client_.submit("wavespeed-ai/flux-dev"));
    EXPECT_TRUE(task.empty() || task == again) << "the same random draws";
    task = again;
    EXPECT_NE(client_.balance(), 100);
    EXPECT_EQ(client_.post("/__mock/snapshots/" + id + "/restore", "").status, 200);
    EXPECT_EQ(client_.balance(), 100);
    EXPECT_EQ(client_.poll(task).status, 404);
  }
  EXPECT_EQ(client_.send(client_.request("DELETE", "/__mock/snapshots/" + id)).status, 200);
  EXPECT_EQ(client_.post("/__mock/snapshots/" + id + "/restore", "").status, 404);
}

TEST_F(SnapshotControl, HidesAnAccountsSnapshotsFromOthers) {
  client_.post("/__mock/snapshots", "");
  bare("POST", "/__mock/snapshots");
  EXPECT_EQ(other_.post("/__mock/snapshots/snapshot-1/restore", "").status, 404);
  EXPECT_EQ(other_.post("/__mock/snapshots/snapshot-2/restore", "").status, 404);
  EXPECT_EQ(other_.send(other_.request("DELETE", "/__mock/snapshots/snapshot-1")).status, 404);
  EXPECT_TRUE(other_.data(other_.get("/__mock/snapshots"))["snapshots"].empty());
  EXPECT_EQ(client_.data(client_.get("/__mock/snapshots"))["snapshots"].size(), 1U);
  EXPECT_EQ(client_.data(bare("GET", "/__mock/snapshots"))["snapshots"].size(), 2U);
  EXPECT_EQ(bare("POST", "/__mock/snapshots/snapshot-1/restore").status, 200);
}

TEST_F(SnapshotControl, RestoresEverythingIncludingTheClock) {
  client_.submit("wavespeed-ai/flux-dev");
  const json before = client_.balance();
  EXPECT_EQ(bare("POST", "/__mock/snapshots").status, 200);
  const Timestamp time = client_.mock().clock().now();
  client_.submit("wavespeed-ai/flux-dev");
  other_.submit("wavespeed-ai/flux-dev");
  client_.advance(std::chrono::hours(1));
  EXPECT_EQ(bare("POST", "/__mock/snapshots/snapshot-1/restore").status, 200);
  EXPECT_EQ(client_.balance(), before);
  EXPECT_EQ(other_.balance(), 100);
  EXPECT_EQ(client_.mock().clock().now(), time);
}

TEST_F(SnapshotControl, KeepsAHundredSnapshots) {
  for (int i = 0; i < 100; ++i) ASSERT_EQ(client_.post("/__mock/snapshots", "").status, 200);
  const Response refused = other_.post("/__mock/snapshots", "");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(client_.message(refused), "the mock keeps 100 snapshots at most; delete one first");
}

TEST_F(SnapshotControl, ExplainsInvalidNames) {
  EXPECT_EQ(client_.message(client_.post("/__mock/snapshots", R"({"nam": "x"})")),
            "body: field \"nam\" is not known; did you mean \"name\"?");
  EXPECT_EQ(client_.post("/__mock/snapshots", R"({"name": 5})").status, 400);
  for (const std::size_t size : {200, 201}) {
    const std::string body = R"({"name": ")" + std::string(size, 'x') + R"("})";
    EXPECT_EQ(client_.post("/__mock/snapshots", body).status, size > 200 ? 400 : 200);
  }
  EXPECT_EQ(client_.post("/__mock/snapshots", "[]").status, 400);
}

TEST_F(SnapshotControl, ResetsTheNamedParts) {
  const std::string task = client_.id(client_.submit("wavespeed-ai/flux-dev"));
  other_.submit("wavespeed-ai/flux-dev");
  const Response reset = client_.post("/__mock/reset", R"({"parts": ["credit", "limits"]})");
  EXPECT_EQ(client_.data(reset).dump(), R"({"reset":["credit","limits"]})");
  EXPECT_EQ(client_.balance(), 100);
  EXPECT_NE(other_.balance(), 100);
  EXPECT_EQ(client_.poll(task).status, 200) << "tasks were not reset";
  EXPECT_EQ(bare("POST", "/__mock/reset", R"({"parts": ["all"]})").status, 200);
  EXPECT_EQ(other_.balance(), 100);
  EXPECT_EQ(client_.poll(task).status, 404);
}

TEST_F(SnapshotControl, RefusesAnInvalidReset) {
  const std::string names =
      "tasks, credit, limits, uploads, webhooks, faults, journal, draws, client_report, coupons, "
      "account, replay, or all of them by \"all\"";
  client_.submit("wavespeed-ai/flux-dev");
  for (const char* body : {"", "{}", R"({"parts": []})"}) {
    const Response refused = client_.post("/__mock/reset", body);
    EXPECT_EQ(refused.status, 400) << body;
    EXPECT_EQ(client_.message(refused), "parts must name what to reset: " + names);
  }
  EXPECT_EQ(client_.message(client_.post("/__mock/reset", R"({"parts": ["credit", "drws"]})")),
            "parts must be among " + names + ", not \"drws\"; did you mean \"draws\"?");
  EXPECT_EQ(client_.post("/__mock/reset", R"({"parts": "all"})").status, 400);
  EXPECT_EQ(client_.post("/__mock/reset", R"({"parts": [5]})").status, 400);
  EXPECT_EQ(client_.post("/__mock/reset", R"({"parts": ["all"], "key": "x"})").status, 400);
  EXPECT_EQ(client_.post("/__mock/reset", R"({"parts": ["draws", "credit"]})").status, 409);
  EXPECT_NE(client_.balance(), 100);
}

}  // namespace
}  // namespace wavespeed_mock::control_snapshots_test
