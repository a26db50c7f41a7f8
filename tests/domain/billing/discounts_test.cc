#include "domain/billing/discounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "domain/billing/ledger.h"
#include "support/domain_error.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock::discounts_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using ::testing::HasSubstr;

const Model kModel{{{.id = "acme/model", .type = "text-to-image", .unit_price = {10'000}}}};
const Model kOther{{{.id = "acme/other", .type = "text-to-image", .unit_price = {10'000}}}};
const FailureRule kServiceFault{.probability = 1, .code = 5000, .error = "internal"};

std::shared_ptr<const Discounts> read(const std::string& list) {
  const auto body = nlohmann::json::parse("{\"discounts\": " + list + "}");
  JsonReader in(body, "body");
  auto discounts = read_discounts(in);
  in.done();
  return discounts;
}

AccountState with(const std::string& list) {
  AccountState state;
  state.terms.discounts = read(list);
  add_credit(state.ledger, LedgerEntry::Kind::opening, kStart, Money::from_usd(100'000));
  return state;
}

// The discount in hundredths of a percent.
DiscountRate rate(const AccountState& state, std::string_view model, Timestamp now = kStart) {
  return discount_rate(state, model, now);
}

TEST(Discounts, ApplyToEveryModelAtOnceByDefault) {
  const auto discounts = read(R"([{"percent": 20},
                                  {"percent": 12.34, "models": ["google/*"], "from_usd": 1000}])");
  ASSERT_EQ(discounts->size(), 2U);
  EXPECT_EQ((*discounts)[0].rate, 2000U);
  EXPECT_TRUE((*discounts)[0].models.empty());
  EXPECT_EQ((*discounts)[0].from, Money{});
  EXPECT_EQ((*discounts)[1].rate, 1234U);
  EXPECT_EQ((*discounts)[1].models, std::vector<std::string>{"google/*"});
  EXPECT_EQ((*discounts)[1].from, Money::from_usd(1000));
}

TEST(Discounts, AcceptHundredthsOfAPercent) {
  for (DiscountRate wanted = 1; wanted <= kWholePrice; ++wanted) {
    const nlohmann::json percent = wanted / 100.0;
    ASSERT_EQ(read(R"([{"percent": )" + percent.dump() + "}]")->front().rate, wanted) << percent;
  }
}

TEST(Discounts, AreOptional) {
  EXPECT_EQ(read("[]"), nullptr);
  const auto body = nlohmann::json::object();
  JsonReader in(body, "body");
  EXPECT_EQ(read_discounts(in), nullptr);
  EXPECT_EQ(rate(with("[]"), "acme/model"), 0U);
}

TEST(Discounts, ExplainInvalidEntries) {
  const auto error_for = [](const std::string& discount) {
    return error_of([&] { read("[" + discount + "]"); });
  };
  for (const char* percent : {"0", "0.001", "12.345", "0.004999"}) {
    EXPECT_EQ(error_for(std::string(R"({"percent": )") + percent + "}"),
              R"(body: discounts[0]: field "percent": must be above 0 and have at most two )"
              "decimals, not " +
                  nlohmann::json::parse(percent).dump());
  }
  EXPECT_THAT(error_for(R"({"percent": 100.01})"), HasSubstr("100"));
  EXPECT_THAT(error_for(R"({"models": ["google/*"]})"), HasSubstr("\"percent\""));
  EXPECT_THAT(error_for(R"({"percent": 5, "from_usd": -1})"), HasSubstr("\"from_usd\""));
  EXPECT_THAT(error_for(R"({"percent": 5, "model": "google/*"})"),
              HasSubstr(R"(did you mean "models"?)"));
  for (const char* models : {"[7]", "[\"\"]", "\"google/*\""}) {
    EXPECT_THAT(error_for(std::string(R"({"percent": 5, "models": )") + models + "}"),
                HasSubstr("field \"models\": must be a list"));
  }
}

TEST(Discounts, ApplyToMatchingModels) {
  const AccountState state =
      with(R"([{"percent": 10, "models": ["google/*", "acme/model"]}, {"percent": 3}])");
  EXPECT_EQ(rate(state, "google/nano-banana"), 1000U);
  EXPECT_EQ(rate(state, "acme/model"), 1000U);
  EXPECT_EQ(rate(state, "acme/other"), 300U) << "the other discount is for all models";
}

TEST(Discounts, UseTheGreatestMatch) {
  for (const char* list :
       {R"([{"percent": 10}, {"percent": 30, "models": ["acme/*"]}, {"percent": 20}])",
        R"([{"percent": 30, "models": ["acme/*"]}, {"percent": 20}])"}) {
    EXPECT_EQ(rate(with(list), "acme/model"), 3000U);
    EXPECT_EQ(rate(with(list), "google/veo"), 2000U);
  }
}

TEST(Discounts, ApplyOnceMonthlySpendingReachesTheThreshold) {
  AccountState state = with(R"([{"percent": 20, "from_usd": 10}])");
  const auto spend = [&](std::uint64_t number, const Model& model, Timestamp time, double usd,
                         const FailureRule* failure = nullptr) {
    post_due_entries(state.ledger, time);
    charge(state.ledger, task(number, model, time, seconds(1), Money::from_usd(usd), failure));
    post_due_entries(state.ledger, time + seconds(1));
  };
  spend(1, kModel, kStart, 4);
  spend(2, kModel, kStart + days(3), 50, &kServiceFault);  // refunded
  spend(3, kOther, kStart + days(3), 5.99);
  const Timestamp last_day = kStart + days(30);
  EXPECT_EQ(rate(state, "acme/model", last_day), 0U);
  spend(4, kOther, last_day, 0.01);
  EXPECT_EQ(rate(state, "acme/model", last_day + seconds(1)), 2000U)
      << "spending on all models counts";
  EXPECT_EQ(rate(state, "acme/model", last_day + hours(24) - seconds(1)), 2000U);
  EXPECT_EQ(rate(state, "acme/model", last_day + hours(24)), 0U) << "a new month";
}

TEST(Discounts, AreKeptAsTheyWereGiven) {
  const std::vector<Discount> given = {{.percent = 12.34, .models = {"acme/*"}},
                                       {.percent = 100, .from = {5'000'000}}};
  EXPECT_FALSE(find_problem(given));
  const auto rules = to_rules(given);
  ASSERT_EQ(rules->size(), 2U);
  EXPECT_EQ(rules->at(0).rate, 1234U);
  EXPECT_EQ(rules->at(1).rate, kWholePrice);
  const auto again = to_discounts(rules.get());
  ASSERT_EQ(again.size(), 2U);
  EXPECT_EQ(again[0].percent, 12.34);
  EXPECT_EQ(again[0].models, given[0].models);
  EXPECT_EQ(again[1].from, Money{5'000'000});
  EXPECT_EQ(to_rules({}), nullptr);
  EXPECT_TRUE(to_discounts(nullptr).empty());
}

TEST(Discounts, HaveTheProblemsOfTheirJson) {
  const auto problem = [](const Discount& second) {
    const auto wrong = find_problem({{.percent = 1}, second});
    return wrong ? wrong->field + " " + wrong->problem : "";
  };
  for (const double percent : {0.0, -1.0, 100.01, 0.001, 12.345}) {
    EXPECT_EQ(
        problem({.percent = percent})
            .find(R"(discounts[1] field "percent": must be above 0, at most 100 and have at most )"
                  "two decimals, not "),
        0U)
        << percent;
  }
  EXPECT_EQ(problem({.percent = 1, .models = {""}}),
            R"(discounts[1] field "models": must be a list of model ids, with "*" for any text, )"
            R"(not "")");
  EXPECT_EQ(problem({.percent = 1, .from = {-1}}),
            R"(discounts[1] field "from_usd": must be from $0 to $1000000000, not -$0.000001)");
}

TEST(Discounts, RoundHalvesUp) {
  EXPECT_EQ(discounted({10'000}, 0), Money{10'000});
  EXPECT_EQ(discounted({10'000}, 2000), Money{8'000});
  EXPECT_EQ(discounted({10'000}, kWholePrice), Money{});
  EXPECT_EQ(discounted({1}, 5000), Money{1}) << "half a micro-dollar";
  EXPECT_EQ(discounted({1}, 5001), Money{});
  EXPECT_EQ(discounted({12'345}, 1234), Money{10'822}) << "10821.627";
  EXPECT_EQ(discounted({}, 2000), Money{});
}

TEST(Discounts, HandleTheHighestPrice) {
  EXPECT_EQ(discounted({1'000'000'000'000'000}, 1), Money{999'900'000'000'000});
}

}  // namespace
}  // namespace wavespeed_mock::discounts_test
