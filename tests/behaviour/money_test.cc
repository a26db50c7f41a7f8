// Money in the whole mock: after any sequence of actions, balance, bills, usage and remaining
// credit agree, and nothing is lost or counted twice.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <latch>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "support/contract_watch.h"
#include "wavespeed_mock/mock.h"

namespace wavespeed_mock::behaviour_money_test {
namespace {

using json = nlohmann::json;
using std::chrono::hours;
using namespace std::chrono_literals;

constexpr const char* kCoupon = R"({"code": "MANY", "usd": 0.25, "credit_expires_in": "10d",
                                    "uses": 1000000})";
constexpr const char* kFixtures = R"({
  "models": [{"model_id": "acme/no-trial", "type": "text-to-image", "price": {"usd": 0.03},
              "run_time": "fixed:5h", "trial_credit": false,
              "request_schema": {"type": "object", "properties": {}}}],
  "faults": [{"route": "submit", "probability": 0.2, "fault": {"type": "task_failed", "code": 5000}},
             {"route": "submit", "probability": 0.1, "fault": {"type": "task_failed", "code": 1200}},
             {"route": "submit", "probability": 0.1, "commit": "after", "fault": "empty_reply"},
             {"route": "submit", "probability": 0.1, "fault": {"type": "error", "status": 503}}]})";

// A mock whose clients pay, are refunded, run out of credit and use a credit line.
class PaidMock {
 public:
  explicit PaidMock(std::uint64_t seed)
      : clock_(std::make_shared<ManualClock>()),
        mock_({.seed = seed,
               .tier = "unlimited",
               .balance = Money::from_usd(0.2),
               .credit_expiry = std::chrono::days(40),
               .latency = Latency::fixed(3h),
               .retention = std::chrono::days(36500),
               .fixture_texts = {kFixtures},
               .clock = clock_}) {
    mock_.add_coupon(kCoupon);
  }

  Mock& mock() { return mock_; }
  void advance(Duration step) { clock_->advance(step); }

  Response ask(const std::string& key, std::string method, std::string target,
               std::string body = "") {
    return watched_answer(mock_,
                          {.method = std::move(method),
                           .target = std::move(target),
                           .headers = {{"Host", "127.0.0.1"}, {"Authorization", "Bearer " + key}},
                           .body = std::move(body)});
  }
  json data(const std::string& key, const std::string& method, const std::string& target,
            const std::string& body = "") {
    const Response response = ask(key, method, target, body);
    EXPECT_EQ(response.status, 200) << target << ": " << response.body;
    return json::parse(response.body).at("data");
  }

 private:
  std::shared_ptr<ManualClock> clock_;
  Mock mock_;
};

std::int64_t micros(const json& usd) {
  return std::llround(usd.get<double>() * 1e6);
}

struct LedgerSums {
  std::int64_t charged = 0;
  std::int64_t refunded = 0;
  std::size_t charges = 0;
  std::size_t funds = 0;
};

// Adds up the account's whole ledger, and compares all other views with the sum.
LedgerSums audit(PaidMock& paid_mock, const std::string& key) {
  LedgerSums sums;
  std::int64_t sum = 0;
  std::size_t lines = 0;
  for (int page = 1;; ++page) {
    const json data = paid_mock.data(
        key, "GET", "/api/v3/account/billings?page_size=100&page=" + std::to_string(page));
    for (const json& line : data.at("items")) {
      ++lines;
      const std::int64_t amount = micros(line.at("amount"));
      sum += amount;
      const std::string type = line.at("type");
      sums.charged += type == "usage" ? -amount : 0;
      sums.refunded += type == "refund" ? amount : 0;
      sums.charges += type == "usage" ? 1 : 0;
      sums.funds += type == "topup" ? 1 : 0;
    }
    if (data.at("items").empty()) {
      EXPECT_EQ(data.at("pagination").at("total"), lines);
      break;
    }
  }
  const json credit = paid_mock.data(key, "GET", "/__mock/accounts/self/credit");
  std::int64_t left = 0;
  for (const json& grant : credit.at("grants")) {
    EXPECT_GT(micros(grant.at("left")), 0);
    left += micros(grant.at("left"));
  }
  const json& line = credit.at("credit_line");
  const std::int64_t owed = line.is_null() ? 0 : micros(line.at("owed"));
  EXPECT_EQ(sum, micros(credit.at("balance"))) << "the ledger adds up to the balance";
  EXPECT_EQ(left - owed, micros(credit.at("balance"))) << "and so do grants minus debt";
  EXPECT_EQ(micros(paid_mock.data(key, "GET", "/api/v3/balance").at("balance")), sum);
  if (line.is_null()) {
    EXPECT_GE(sum, 0);
  }

  const json usage =
      paid_mock.data(key, "GET", "/api/v3/account/usage?start_date=2026-01-01&end_date=2030-01-01");
  EXPECT_EQ(micros(usage.at("total_cost")), sums.charged - sums.refunded);
  EXPECT_EQ(usage.at("total_requests"), sums.charges);
  std::int64_t by_keys = 0;
  const json keys = paid_mock.data(key, "GET", "/__mock/accounts/self/keys");
  for (const json& one : keys.at("keys")) {
    by_keys += micros(one.at("cost"));
  }
  EXPECT_EQ(by_keys, sums.charged - sums.refunded);
  return sums;
}

constexpr const char* kApply = R"({"action": "apply", "applicant": "individual_with_product",
    "materials": {"website": "https://pictures.example.org", "product": "An editor"}})";

// A random action of a client or of the test; most actions may be refused.
void do_something(PaidMock& paid_mock, const std::string& key, std::mt19937_64& random) {
  const std::string account = "/__mock/accounts/self";
  switch (random() % 14) {
    case 0:
      paid_mock.ask(key, "POST", account + "/credit", R"({"usd": 0.05, "kind": "trial"})");
      break;
    case 1:
      paid_mock.ask(key, "POST", account + "/credit",
                    R"({"usd": 0.07, "kind": "coupon", "expires_in": "2d"})");
      break;
    case 2:
      paid_mock.ask(key, "POST", account + "/top-ups", R"({"usd": 0.5, "arrives_in": "7h"})");
      break;
    case 3:
      paid_mock.ask(key, "POST", account + "/top-ups",
                    R"({"usd": 0.5, "fails": "payment_failed", "coupon": "MANY"})");
      break;
    case 4:
      paid_mock.ask(key, "POST", account + "/top-ups", R"({"usd": 0.3, "coupon": "MANY"})");
      break;
    case 5:
      paid_mock.ask(key, "POST", account + "/coupons", R"({"code": "MANY"})");
      break;
    case 6:
      paid_mock.ask(key, "POST", account + "/credit-line", kApply);
      paid_mock.ask(key, "POST", account + "/credit-line",
                    R"({"action": "approve", "limit_usd": 0.4})");
      break;
    case 7:
      paid_mock.ask(key, "POST", account + "/credit-line", R"({"action": "pay"})");
      break;
    case 8:
      paid_mock.ask(key, "POST", "/api/v3/acme/no-trial", "{}");
      break;
    default:
      paid_mock.ask(key, "POST", "/api/v3/mock/instant", R"({"prompt": "a cat"})");
      paid_mock.ask(key, "POST", "/api/v3/wavespeed-ai/flux-dev", R"({"prompt": "a cat"})");
  }
}

TEST(MockMoney, AddsUpAfterRandomActions) {
  std::size_t charges = 0;
  std::int64_t refunded = 0;
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    PaidMock paid_mock(seed);
    std::mt19937_64 random(seed);
    LedgerSums sums;
    for (int step = 0; step < 120 && !::testing::Test::HasFailure(); ++step) {
      do_something(paid_mock, "key", random);
      // Sometimes a day passes, and sometimes the month ends and all credit expires.
      if (random() % 3 == 0) paid_mock.advance(hours(random() % 30));
      if (random() % 40 == 0) paid_mock.advance(hours(24 * 35));
      if (step % 4 == 0) sums = audit(paid_mock, "key");
    }
    sums = audit(paid_mock, "key");
    charges += sums.charges;
    refunded += sums.refunded;
  }
  EXPECT_GT(charges, 600U) << "enough actions were accepted";
  EXPECT_GT(refunded, 0);
}

// Two accounts, one of them with two keys, used by many threads.
TEST(MockMoney, AddsUpAcrossThreads) {
  constexpr int kThreads = 6;
  constexpr int kSteps = 60;
  PaidMock paid_mock(1);
  MockAccount shared = paid_mock.mock().account("shared");
  const std::string second = shared.make_key({.name = "second"}).key;
  const std::vector<std::string> keys = {"shared", second, "own"};
  std::atomic<std::size_t> paid_in = 0;
  std::latch ready(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      std::mt19937_64 random(static_cast<std::uint64_t>(i));
      ready.arrive_and_wait();
      for (int step = 0; step < kSteps; ++step) {
        const std::string& key = keys[random() % keys.size()];
        do_something(paid_mock, key, random);
        if (paid_mock.ask(key, "POST", "/__mock/accounts/self/credit", R"({"usd": 0.02})").status ==
            200) {
          ++paid_in;
        }
        if (random() % 8 == 0) paid_mock.advance(hours(random() % 12));
        if (random() % 16 == 0) (void)shared.credit();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  paid_mock.advance(hours(24));
  const LedgerSums of_shared = audit(paid_mock, "shared");
  const LedgerSums of_own = audit(paid_mock, "own");
  EXPECT_GE(of_shared.funds + of_own.funds, paid_in);
  EXPECT_EQ(paid_in, static_cast<std::size_t>(kThreads) * kSteps);

  // Each accepted task was charged once, even if its response was lost.
  EXPECT_EQ(paid_mock.data("shared", "GET", "/api/v3/predictions").at("total"), of_shared.charges);
  EXPECT_EQ(paid_mock.data("own", "GET", "/api/v3/predictions").at("total"), of_own.charges);
}

}  // namespace
}  // namespace wavespeed_mock::behaviour_money_test
