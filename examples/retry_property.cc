// A property test of a client's retries: whatever fails on the way, each result is paid for exactly
// once.
#include <gtest/gtest.h>
#include <wavespeed_mock/account.h>
#include <wavespeed_mock/mock.h>

#include <chrono>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "mock_transport.h"
#include "my_client.h"

namespace {

namespace faults = wavespeed_mock::faults;
using namespace std::chrono_literals;
using wavespeed_mock::Commit;
using wavespeed_mock::Endpoint;
using wavespeed_mock::FaultRule;
using wavespeed_mock::Latency;
using wavespeed_mock::Mock;
using wavespeed_mock::usd;

// Faults that a client has to survive, each on some of the requests that it concerns.
const std::vector<FaultRule> kRules = {
    {.route = Endpoint::submit,
     .probability = 0.3,
     .fault = faults::RateLimited{.retry_after = 3s}},
    {.route = Endpoint::submit, .probability = 0.3, .fault = faults::Gateway{}},
    {.route = Endpoint::submit,
     .probability = 0.3,
     .fault = faults::EmptyReply{},
     .commit = Commit::after},
    {.route = Endpoint::submit, .probability = 0.3, .fault = faults::ConnectionReset{}},
    {.route = Endpoint::result, .probability = 0.4, .fault = faults::Gateway{}},
    {.route = Endpoint::result, .probability = 0.3, .fault = faults::TruncatedBody{}},
    {.route = Endpoint::history, .probability = 0.3, .fault = faults::ConnectionReset{}},
};

TEST(RetryProperty, PaysForEachResultOnce) {
  constexpr int kRounds = 200;
  constexpr int kTasks = 3;
  constexpr double kPrice = 0.012;
  for (int seed = 0; seed < kRounds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Mock mock({.seed = static_cast<std::uint64_t>(seed), .latency = Latency::uniform(1s, 20s)});
    std::mt19937 random(static_cast<unsigned>(seed));
    for (const FaultRule& rule : kRules) {
      if (random() % 2 == 0) mock.add_fault(rule, {.key = "my-key"});
    }
    MyClient client(send_to(mock, "my-key"), sleep_on(mock));

    std::set<std::string> urls;
    for (int task = 0; task < kTasks; ++task) {
      urls.insert(client.generate("wavespeed-ai/flux-dev", "fox number " + std::to_string(task)));
    }

    EXPECT_EQ(urls.size(), kTasks);
    EXPECT_EQ(mock.account("my-key").info().balance, usd(100 - kTasks * kPrice));
  }
}

}  // namespace
