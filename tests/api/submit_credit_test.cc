// What submissions cost, and what is refunded.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "support/mock_client.h"

namespace wavespeed_mock::submit_credit_test {
namespace {

using json = MockClient::json;
using std::chrono::days;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using namespace std::chrono_literals;

TEST(Submit, SpendsTheBalanceToTheLastMicroDollar) {
  struct Case {
    double usd;
    int affordable;  // at a cent each
  };
  for (const Case& c : {Case{0, 0}, Case{0.009999, 0}, Case{0.01, 1}, Case{0.010001, 1},
                        Case{0.029999, 2}, Case{0.03, 3}, Case{0.7, 70}}) {
    const MockClient client({.balance = Money::from_usd(c.usd)});
    for (int i = 0; i < c.affordable; ++i) EXPECT_EQ(client.submit().status, 200) << i;
    const Response response = client.submit();
    EXPECT_EQ(response.status, 400) << c.usd;
    EXPECT_EQ(response.body, R"({"code":1407,"message":"insufficient credits"})");
    EXPECT_EQ(client.spent()["total_requests"], c.affordable);
  }
  const MockClient client({.balance = Money::from_usd(0.035)});
  EXPECT_EQ(client.header(client.submit("mock/instant", {{"prompt", "a"}, {"num_images", 4}}),
                          "X-Mock-Reason"),
            "the task costs $0.04, the balance is $0.035");
}

TEST(Submit, ChargesTheDiscountedPrice) {
  const MockClient client({.latency = Latency::fixed(1s), .fixture_texts = {R"({"accounts": [{
      "name": "team", "keys": ["test-key"], "balance_usd": 0.018,
      "discounts": [{"percent": 25, "models": ["mock/*"]}]}]})"}});
  EXPECT_EQ(client.submit("mock/always-fails").status, 200);
  client.advance(seconds(1));
  EXPECT_EQ(client.balance(), 0.018) << "refunded";
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.submit().status, 200);
  EXPECT_EQ(client.header(client.submit(), "X-Mock-Reason"),
            "the task costs $0.0075, the balance is $0.003");
  EXPECT_EQ(client.spent()["total_cost"], 0.015);
  const auto journal = client.mock().journal();
  EXPECT_EQ(journal.front().credit, Money::from_usd(-0.0075));
}

TEST(Submit, StartsAMonthlyDiscountAfterTheThresholdIsReached) {
  const MockClient client({.fixture_texts = {R"({"accounts": [{
      "name": "team", "keys": ["test-key"], "balance_usd": 1,
      "discounts": [{"percent": 50, "from_usd": 0.02}]}]})"}});
  for (const double left : {0.99, 0.98, 0.975}) {
    client.submit();
    EXPECT_EQ(client.balance(), left);
  }
  client.advance(std::chrono::days(31));
  client.submit();
  EXPECT_EQ(client.balance(), 0.965) << "in the new month";
}

// A submission that is refused for lack of credit does not count in the limits, and draws no
// random numbers.
TEST(Submit, HasNoEffectWithoutCredit) {
  const MockClient client({.tier = "level1", .balance = Money::from_usd(0.03)});
  for (int i = 0; i < 2; ++i) client.submit("mock/slow");
  const json four = {{"prompt", "a"}, {"num_images", 4}};
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.submit("mock/slow", four).status, 400) << i;
  const std::string third = client.id(client.submit("mock/slow"));
  const MockClient undisturbed({.tier = "level1", .balance = Money::from_usd(0.03)});
  for (int i = 0; i < 2; ++i) undisturbed.submit("mock/slow");
  EXPECT_EQ(third, undisturbed.id(undisturbed.submit("mock/slow")));
}

TEST(Submit, IsRefundedWhenTheServiceFails) {
  struct Case {
    std::string model;
    int status_afterwards;
  };
  for (const Case& c : {Case{"mock/always-fails", 200}, Case{"mock/content-moderation", 400},
                        Case{"mock-image", 400}}) {
    const MockClient client({.balance = Money::from_usd(0.01), .latency = Latency::fixed(1s)});
    EXPECT_EQ(client.submit(c.model).status, 200);
    client.advance(seconds(1) - nanoseconds(1));
    EXPECT_EQ(client.submit(c.model).status, 400) << "still charged while it runs";
    client.advance(nanoseconds(1));
    EXPECT_EQ(client.submit(c.model).status, c.status_afterwards) << c.model;
  }
}

}  // namespace
}  // namespace wavespeed_mock::submit_credit_test
