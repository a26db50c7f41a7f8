// A property test of a client's retries: whatever fails on the way, each result is paid for exactly
// once.
#include <gtest/gtest.h>
#include <wavespeed_mock/account.h>
#include <wavespeed_mock/mock.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "mock_transport.h"
#include "my_client.h"

namespace {

using wavespeed_mock::Mock;

// Faults that a client has to survive, each on some of the requests that it concerns.
const std::vector<std::string> kRules = {
    R"({"route": "submit", "probability": 0.3, "fault": {"type": "rate_limited", "retry_after": "3s"}})",
    R"({"route": "submit", "probability": 0.3, "fault": "gateway"})",
    R"({"route": "submit", "probability": 0.3, "fault": "empty_reply", "commit": "after"})",
    R"({"route": "submit", "probability": 0.3, "fault": "connection_reset"})",
    R"({"route": "result", "probability": 0.4, "fault": "gateway"})",
    R"({"route": "result", "probability": 0.3, "fault": "truncated_body"})",
    R"({"route": "history", "probability": 0.3, "fault": "connection_reset"})",
};

TEST(RetryProperty, PaysForEachResultOnce) {
  constexpr int kRounds = 200;
  constexpr int kTasks = 3;
  constexpr double kPrice = 0.012;
  for (int seed = 0; seed < kRounds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Mock mock({.seed = static_cast<std::uint64_t>(seed), .latency = "uniform:1s,20s"});
    std::mt19937 random(static_cast<unsigned>(seed));
    for (const std::string& rule : kRules) {
      if (random() % 2 == 0) mock.add_fault(rule, "my-key");
    }
    MyClient client(send_to(mock, "my-key"), sleep_on(mock));

    std::set<std::string> urls;
    for (int task = 0; task < kTasks; ++task) {
      urls.insert(client.generate("wavespeed-ai/flux-dev", "fox number " + std::to_string(task)));
    }

    EXPECT_EQ(urls.size(), kTasks);
    EXPECT_NEAR(mock.account("my-key").info().balance_usd, 100 - kTasks * kPrice, 1e-9);
  }
}

}  // namespace
