#include "api/balance.h"

#include <gtest/gtest.h>

#include <chrono>

#include "support/mock_client.h"

namespace wavespeed_mock::balance_test {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;
using namespace std::chrono_literals;

double balance(const MockClient& client) {
  return client.data(client.get("/api/v3/balance"))["balance"].get<double>();
}

TEST(Balance, IsANumber) {
  const MockClient client({.balance = Money::from_usd(12.5)});
  EXPECT_EQ(client.get("/api/v3/balance").body,
            R"({"code":200,"message":"success","data":{"balance":12.5}})");
  EXPECT_EQ(client.get("/api/v3/account/balance").body,
            R"({"code":200,"message":"success","data":{"balance":12.5,"currency":"USD"}})");
}

TEST(Balance, FollowsChargesAndRefunds) {
  const MockClient client({.balance = Money::from_usd(1), .latency = Latency::fixed(10s)});
  client.submit("wavespeed-ai/flux-dev", {{"prompt", "a"}, {"num_images", 4}});  // 0.048
  client.submit("mock/always-fails");                                            // 0.01
  EXPECT_EQ(balance(client), 0.942);
  client.advance(seconds(10) - nanoseconds(1));
  EXPECT_EQ(balance(client), 0.942);
  client.advance(nanoseconds(1));
  EXPECT_EQ(balance(client), 0.952);
  EXPECT_EQ(client.data(client.get("/api/v3/account/balance"))["balance"], 0.952);
  EXPECT_EQ(balance(client.with_key("other")), 1.0);
}

TEST(Balance, NeedsAKey) {
  const MockClient client;
  Request request = client.request("GET", "/api/v3/balance");
  request.headers.clear();
  EXPECT_EQ(client.send(request).status, 401);
}

TEST(ClientCompatibility, BalanceIsANumberOrA401) {
  const MockClient client({.auth = Auth::strict, .fixtures = {fixture("examples/team.json")}},
                          "studio-key-1");
  EXPECT_TRUE(client.data(client.get("/api/v3/balance"))["balance"].is_number());
  EXPECT_EQ(client.with_key("guessed").get("/api/v3/balance").status, 401);
}

}  // namespace
}  // namespace wavespeed_mock::balance_test
