#include "domain/accounts/tiers.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_builtin.h"
#include "support/domain_error.h"

namespace wavespeed_mock::tiers_test {
namespace {

using nlohmann::json;

constexpr auto kReject = OverLimitRule::reject;
constexpr auto kQueue = OverLimitRule::queue;

std::string error_of_tier(std::string_view entry) {
  return error_of([&] { Tiers().load(json::parse(entry), "f.json: tiers[2]"); });
}

TEST(Tiers, HaveTheDocumentedNumbers) {
  struct Case {
    std::string id;
    std::string name;
    std::optional<std::uint32_t> images;
    std::optional<std::uint32_t> videos;
    std::optional<std::uint32_t> at_once;
    OverLimitRule over_concurrency;
  };
  const std::vector<Case> cases = {
      // The levels of the FAQ refuse tasks over the limit.
      {"level1", "Basic Access", 10, 5, 3, kReject},
      {"level2", "Pro Access", 100, 30, 20, kReject},
      {"level3", "Enterprise Access", 1000, 60, 100, kReject},
      // The newer tiers queue tasks over the limit.
      {"bronze", "Bronze", 2, 2, 2, kQueue},
      {"silver", "Silver", 500, 500, 300, kQueue},
      {"gold", "Gold", 3000, 3000, 3000, kQueue},
      {"ultra", "Ultra", 5000, 5000, 10000, kQueue},
      {"unlimited", "Unlimited", std::nullopt, std::nullopt, std::nullopt, kReject},
  };
  const BuiltIn built_in;
  for (const Case& c : cases) {
    const Tier& tier = built_in.tiers.at(c.id, "test");
    EXPECT_EQ(tier.id, c.id);
    EXPECT_EQ(tier.name, c.name);
    EXPECT_EQ(tier.images_per_minute, c.images) << c.id;
    EXPECT_EQ(tier.videos_per_minute, c.videos) << c.id;
    EXPECT_EQ(tier.tasks_at_once, c.at_once) << c.id;
    EXPECT_EQ(tier.over_rate, kReject) << c.id;
    EXPECT_EQ(tier.over_concurrency, c.over_concurrency) << c.id;
  }
}

TEST(Tiers, NeedOnlyAnId) {
  Tiers tiers;
  tiers.load(json::parse(R"({"tier": "own"})"), "f.json: tiers[0]");
  const Tier& tier = tiers.at("own", "test");
  EXPECT_EQ(tier.name, "own");
  EXPECT_EQ(tier.images_per_minute, std::nullopt);
  EXPECT_EQ(tier.over_rate, kReject);
  EXPECT_EQ(tier.over_concurrency, kReject);
}

TEST(Tiers, CanBeReplacedInPlace) {
  Tiers tiers;
  tiers.load(json::parse(R"({"tier": "own", "tasks_at_once": 3, "over_rate": "queue"})"), "f");
  const Tier& tier = tiers.at("own", "test");
  tiers.load(json::parse(R"({"tier": "own", "images_per_minute": 8})"), "f");
  EXPECT_EQ(&tiers.at("own", "test"), &tier) << "pointers stay valid";
  EXPECT_EQ(tier.images_per_minute, 8U);
  EXPECT_EQ(tier.tasks_at_once, std::nullopt) << "no field of the old tier remains";
  EXPECT_EQ(tier.over_rate, kReject);
}

TEST(Tiers, AreOrderedByTopUps) {
  Tiers tiers;
  tiers.load(json::parse(R"({"tier": "top", "from_top_ups_usd": 50.5})"), "f");
  tiers.load(json::parse(R"({"tier": "apart"})"), "f");
  tiers.load(json::parse(R"({"tier": "first", "from_top_ups_usd": 0})"), "f");
  tiers.load(json::parse(R"({"tier": "middle", "from_top_ups_usd": 7})"), "f");
  EXPECT_EQ(tiers.at("first", "test").next, &tiers.at("middle", "test"));
  EXPECT_EQ(tiers.at("middle", "test").next, &tiers.at("top", "test"));
  EXPECT_EQ(tiers.at("top", "test").next, nullptr);
  EXPECT_EQ(tiers.at("top", "test").from_top_ups, Money{50'500'000});
  EXPECT_EQ(tiers.at("apart", "test").next, nullptr);

  tiers.load(json::parse(R"({"tier": "middle"})"), "f");
  EXPECT_EQ(tiers.at("first", "test").next, &tiers.at("top", "test"))
      << "the replaced tier is no longer in the sequence";
  EXPECT_EQ(tiers.at("middle", "test").next, nullptr);
}

TEST(Tiers, ExplainInvalidEntries) {
  struct Case {
    std::string_view entry;
    std::string error;
  };
  const std::vector<Case> cases = {
      {R"(["own"])", ": must be an object, not a list"},
      {R"({})", R"(: field "tier" is missing)"},
      {R"({"tier": 1})", R"(: field "tier": must be a string, not 1)"},
      {R"({"tier": ""})", R"(: field "tier": must not be empty)"},
      {R"({"tier": "own", "name": 1})", R"( "own": field "name": must be a string, not 1)"},
      {R"({"tier": "own", "images_per_minute": 0})",
       R"( "own": field "images_per_minute": must be a whole number from 1 to 1000000000, not 0)"},
      {R"({"tier": "own", "videos_per_minute": 1.5})",
       R"( "own": field "videos_per_minute": must be a whole number from 1 to 1000000000, not 1.5)"},
      {R"({"tier": "own", "tasks_at_once": "3"})",
       R"( "own": field "tasks_at_once": must be a whole number from 1 to 1000000000, not "3")"},
      {R"({"tier": "own", "tasks_at_once": null})",
       R"( "own": field "tasks_at_once": must be a whole number from 1 to 1000000000, not null)"},
      {R"({"tier": "own", "from_top_ups_usd": -1})",
       R"( "own": field "from_top_ups_usd": must be a number from 0.0 to 1000000000.0, not -1)"},
      {R"({"tier": "own", "over_rate": "wait"})",
       R"( "own": field "over_rate": must be one of "reject", "queue", not "wait")"},
      {R"({"tier": "own", "over_concurrency": true})",
       R"( "own": field "over_concurrency": must be one of "reject", "queue", not true)"},
      {R"({"tier": "own", "image_per_minute": 3})",
       R"( "own": field "image_per_minute" is not known; did you mean "images_per_minute"?)"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(error_of_tier(c.entry), "f.json: tiers[2]" + c.error);
  }
}

TEST(Tiers, SuggestTheNearestTier) {
  Tiers tiers;
  for (const std::string id : {"level2", "level1", "gold"}) tiers.load({{"tier", id}}, "f");
  EXPECT_EQ(error_of([&] { static_cast<void>(tiers.at("level9", "--tier")); }),
            R"(--tier: there is no tier "level9"; did you mean "level1"? )"
            "(known: gold, level1, level2)");
  EXPECT_EQ(error_of([&] { static_cast<void>(tiers.at("Platinum", "--tier")); }),
            "--tier: there is no tier \"Platinum\" (known: gold, level1, level2)");
}

}  // namespace
}  // namespace wavespeed_mock::tiers_test
