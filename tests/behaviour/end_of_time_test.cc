// The mock at the last moment that a clock can show, and at the last one that a Timestamp can hold.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "base/value/timestamp.h"
#include "support/mock_client.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock::end_of_time_test {
namespace {

using json = MockClient::json;
using std::chrono::hours;
using std::chrono::seconds;

// Asks everything that looks at what is due, and expects an answer to each.
void use(Mock& mock) {
  const auto ask = [&](const char* method, const std::string& target,
                       const std::string& body = "") {
    const Response response =
        watched_answer(mock, {.method = method,
                              .target = target,
                              .headers = {{"Authorization", "Bearer key"}, {"Host", "mock"}},
                              .body = body});
    EXPECT_EQ(response.status, 200) << method << ' ' << target << ": " << response.body;
    return json::parse(response.body)["data"];
  };
  ask("GET", "/api/v3/balance");
  const std::string account = "/__mock/accounts/self";
  ask("POST", account + "/credit", R"({"usd": 3, "kind": "trial"})");
  ask("POST", account + "/top-ups", R"({"usd": 2})");
  ask("POST", account + "/credit-line",
      R"({"action": "apply", "applicant": "individual_with_product",
          "materials": {"website": "https://pictures.example.org", "product": "An editor"}})");
  ask("POST", account + "/credit-line", R"({"action": "approve"})");
  ask("POST", "/api/v3/wavespeed-ai/flux-dev?webhook=https%3A%2F%2Fexample.org%2Fhook",
      R"({"prompt": "A cat"})");
  ask("GET", account + "/credit");
  ask("GET", "/api/v3/account/usage");
  ask("GET", "/api/v3/account/billings");
  ask("POST", "/api/v3/billings/search", "{}");
  ask("GET", "/__mock/webhooks");
  EXPECT_EQ(ask("GET", "/api/v3/balance")["balance"], 104.988);
}

TEST(EndOfTime, IsReachedByAClockThatRuns) {
  static Timestamp wall{hours(1)};
  const auto clock = std::make_shared<TestClock>(ClockMode::scaled, kLastTime - seconds(9), 1e6,
                                                 [] { return wall; });
  Mock mock({.clock = clock});
  wall += hours(9);
  use(mock);
  EXPECT_EQ(to_rfc3339(clock->now()), "2261-12-31T23:59:59.999999999Z");
}

class LastClock final : public Clock {
 public:
  Timestamp now() const override { return Timestamp::max(); }
};

TEST(EndOfTime, IsReachedByAClockOfTheTest) {
  Mock mock({.clock = std::make_shared<LastClock>()});
  use(mock);
}

}  // namespace
}  // namespace wavespeed_mock::end_of_time_test
