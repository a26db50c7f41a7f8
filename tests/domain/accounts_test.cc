#include "domain/accounts.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/usage.h"
#include "store/memory_store.h"
#include "support/domain_builtin.h"
#include "support/domain_complaint.h"
#include "support/domain_tasks.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using std::chrono::days;

// The accounts of a mock with the built-in models and tiers.
struct World {
  explicit World(Auth auth = Auth::open)
      : accounts(*store, built_in.catalogue, built_in.tiers,
                 {.seed = 7,
                  .auth = auth,
                  .tier = &built_in.tiers.at("level3", "test"),
                  .balance = {100'000'000}}) {}

  void load(std::string_view entry) {
    accounts.load(json::parse(entry), "f.json: accounts[0]", kStart);
  }
  Ledger ledger(std::string_view key) {
    return store->find_account(key)->update(
        kStart, [](AccountState& state, Timestamp) { return state.ledger; });
  }
  const Account& account(std::string_view key) { return store->find_account(key)->account(); }

  BuiltIn built_in;
  std::unique_ptr<Store> store = make_memory_store();
  Accounts accounts;
};

std::string complaint_of_account(std::string_view entry) {
  World world;
  return complaint_of([&] { world.load(entry); });
}

TEST(WellFormedKey, IsVisibleAscii) {
  for (const std::string key : {"a", "!", "~", "wsk_0123-ABC", R"("quoted"\)"}) {
    EXPECT_TRUE(is_well_formed_key(key)) << key;
  }
  EXPECT_TRUE(is_well_formed_key(std::string(512, 'a')));
  EXPECT_FALSE(is_well_formed_key(std::string(513, 'a')));
  for (const std::string_view key : {"", " ", "a b", " a", "a ", "a\tb", "a\n", "\x7f", "ä"}) {
    EXPECT_FALSE(is_well_formed_key(key)) << key;
  }
  EXPECT_FALSE(is_well_formed_key(std::string_view("a\0b", 3)));
}

TEST(Accounts, OpenByUse) {
  World world;
  AccountCell* const account = world.accounts.find_or_open("new-key", kStart);
  ASSERT_NE(account, nullptr);
  EXPECT_EQ(account->account().name, "account " + account->account().tag) << "never the key";
  EXPECT_EQ(account->account().tag.size(), 8);
  EXPECT_EQ(account->account().tier->id, "level3");
  EXPECT_EQ(account->account().status, AccountStatus::active);
  EXPECT_EQ(world.ledger("new-key").balance, Money{100'000'000});
  EXPECT_EQ(world.ledger("new-key").entries[0].time, kStart);
  EXPECT_EQ(world.accounts.find_or_open("new-key", kStart + days(1)), account);

  EXPECT_NE(world.accounts.find_or_open("other-key", kStart), account);
  EXPECT_NE(world.account("other-key").name, account->account().name);
}

TEST(Accounts, DoNotOpenByUseWhenStrict) {
  World world(Auth::strict);
  world.load(R"({"name": "known", "keys": ["known-key"]})");
  EXPECT_NE(world.accounts.find_or_open("known-key", kStart), nullptr);
  EXPECT_EQ(world.accounts.find_or_open("new-key", kStart), nullptr);
  EXPECT_EQ(world.store->find_account("new-key"), nullptr);
}

TEST(Accounts, TakeDefaultsForWhatAFixtureDoesNotSay) {
  World world;
  world.load(R"({"name": "team", "keys": ["k"]})");
  EXPECT_EQ(world.account("k").name, "team");
  EXPECT_EQ(world.account("k").tier->id, "level3");
  EXPECT_EQ(world.account("k").status, AccountStatus::active);
  EXPECT_EQ(world.ledger("k").balance, Money{100'000'000});
}

TEST(Accounts, ReadEveryField) {
  World world;
  world.load(R"({"name": "team", "keys": ["k1", "k2", "k3"], "tier": "bronze",
                 "balance_usd": 0.03, "status": "suspended"})");
  EXPECT_EQ(world.account("k1").tier, &world.built_in.tiers.at("bronze", "test"));
  EXPECT_EQ(world.account("k1").status, AccountStatus::suspended);
  EXPECT_EQ(world.ledger("k1").balance, Money{30'000});
  EXPECT_EQ(world.store->find_account("k2"), world.store->find_account("k1"));
  EXPECT_EQ(world.store->find_account("k3"), world.store->find_account("k1"));
}

TEST(Accounts, HaveCreditBesideTheirBalance) {
  World world;
  world.load(R"({"name": "team", "keys": ["k"], "balance_usd": 4,
                 "credits": [{"usd": 1.5}, {"kind": "trial", "usd": 1},
                             {"kind": "coupon", "usd": 2, "expires_in": "30d"}]})");
  const Ledger& ledger = world.ledger("k");
  EXPECT_EQ(ledger.balance, Money{8'500'000});
  ASSERT_EQ(ledger.purse.grants.size(), 4U);
  EXPECT_EQ(ledger.purse.grants[1].kind, CreditKind::purchased);
  EXPECT_EQ(ledger.purse.grants[1].expires, Timestamp::max());
  EXPECT_EQ(ledger.purse.grants[2].kind, CreditKind::trial);
  EXPECT_EQ(ledger.purse.grants[3].kind, CreditKind::coupon);
  EXPECT_EQ(ledger.purse.grants[3].expires, kStart + std::chrono::days(30));
}

TEST(Accounts, ComplainOfWrongCredit) {
  const std::string where = R"(f.json: accounts[0] "a": credits[0])";
  const auto with = [](const std::string& credit) {
    return R"({"name": "a", "keys": ["k"], "credits": [)" + credit + "]}";
  };
  EXPECT_EQ(complaint_of_account(with(R"({"kind": "gift", "usd": 1})")),
            where + R"(: field "kind": must be one of "purchased", "trial", "coupon", not "gift")");
  EXPECT_EQ(complaint_of_account(with(R"({"kind": "trial"})")),
            where + R"(: field "usd" is missing)");
  EXPECT_EQ(complaint_of_account(with(R"({"usd": 1, "expires_in": "soon"})")),
            where + R"(: field "expires_in": must be "never" or a duration above 0 such as "30d", )"
                    R"(not "soon")");
  EXPECT_EQ(complaint_of_account(with(R"({"usd": 1, "expires": "1d"})")),
            where + R"(: field "expires" is not known; did you mean "expires_in"?)");
}

TEST(Accounts, HaveDiscounts) {
  World world;
  world.load(R"({"name": "team", "keys": ["k"], "discounts": [{"percent": 20}]})");
  world.load(R"({"name": "other", "keys": ["o"]})");
  const auto discounts_of = [&](const char* key) {
    return world.store->find_account(key)->look(
        [](const AccountState& state) { return state.discounts; });
  };
  ASSERT_NE(discounts_of("k"), nullptr);
  EXPECT_EQ(discounts_of("k")->at(0).rate, 2000U);
  EXPECT_EQ(discounts_of("o"), nullptr);
  EXPECT_EQ(
      complaint_of_account(R"({"name": "a", "keys": ["x"], "discounts": [{"percent": 0}]})"),
      R"(f.json: accounts[0] "a": discounts[0]: field "percent": must be above 0 and have at )"
      "most two decimals, not 0");
}

// A fixture may pin down an account that a test has used without one: the draws stay the same.
TEST(Accounts, DrawByTheirFirstKey) {
  World by_use;
  World by_fixture;
  by_fixture.load(R"({"name": "team", "keys": ["k1", "k2"]})");
  by_use.accounts.find_or_open("k1", kStart);
  by_use.accounts.find_or_open("k2", kStart);
  const auto first_draw = [](World& world, std::string_view key) {
    return world.account(key).draws.bits(Purpose::run_time, 0);
  };
  EXPECT_EQ(first_draw(by_fixture, "k1"), first_draw(by_use, "k1"));
  EXPECT_EQ(first_draw(by_fixture, "k2"), first_draw(by_use, "k1"));
  EXPECT_NE(first_draw(by_use, "k2"), first_draw(by_use, "k1"));
  EXPECT_EQ(first_draw(by_use, "k1"), Draws(7, "k1").bits(Purpose::run_time, 0));
}

TEST(Accounts, HaveAKeyForThemselves) {
  const std::string where = R"(f.json: accounts[0] "b": field "keys": )";
  const std::string taken = R"( belongs to another account, or stands twice)";
  for (const std::string_view keys : {R"(["shared"])", R"(["own", "shared"])"}) {
    World world;
    world.load(R"({"name": "a", "keys": ["first", "shared"]})");
    EXPECT_EQ(
        complaint_of([&] { world.load(R"({"name": "b", "keys": )" + std::string(keys) + "}"); }),
        where + "\"shared\"" + taken);
  }
  EXPECT_EQ(complaint_of_account(R"({"name": "b", "keys": ["k", "k"]})"), where + "\"k\"" + taken);
}

TEST(Accounts, SayWhatIsWrongWithAnEntry) {
  struct Case {
    std::string_view entry;
    std::string complaint;
  };
  const std::string keys = "must be texts of 1 to 512 visible ASCII characters, not ";
  const std::vector<Case> cases = {
      {R"("a")", R"(: must be an object, not "a")"},
      {R"({"keys": ["k"]})", R"(: field "name" is missing)"},
      {R"({"name": 1, "keys": ["k"]})", R"(: field "name": must be a text, not 1)"},
      {R"({"name": "a"})", R"( "a": field "keys": must list at least one key)"},
      {R"({"name": "a", "keys": []})", R"( "a": field "keys": must list at least one key)"},
      {R"({"name": "a", "keys": "k"})", R"( "a": field "keys": must be a list, not "k")"},
      {R"({"name": "a", "keys": [1]})", R"( "a": field "keys": )" + keys + "1"},
      {R"({"name": "a", "keys": ["a b"]})", R"( "a": field "keys": )" + keys + R"("a b")"},
      {R"({"name": "a", "keys": ["k"], "tier": "level9"})",
       R"( "a": there is no tier "level9"; did you mean "level1"? (known: bronze, gold, level1, )"
       R"(level2, level3, silver, ultra, unlimited))"},
      {R"({"name": "a", "keys": ["k"], "tier": 1})",
       R"( "a": field "tier": must be a text, not 1)"},
      {R"({"name": "a", "keys": ["k"], "balance_usd": -1})",
       R"( "a": field "balance_usd": must be a number from 0.0 to 1000000000.0, not -1)"},
      {R"({"name": "a", "keys": ["k"], "balance_usd": "1"})",
       R"( "a": field "balance_usd": must be a number from 0.0 to 1000000000.0, not "1")"},
      {R"({"name": "a", "keys": ["k"], "status": "gone"})",
       R"( "a": field "status": must be one of "active", "suspended", not "gone")"},
      {R"({"name": "a", "keys": ["k"], "balance": 1})",
       R"( "a": field "balance" is not known; did you mean "balance_usd"?)"},
      {R"({"name": "a", "keys": ["k"], "usage_history": {}})",
       R"( "a": field "usage_history": must be a list, not {})"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(complaint_of_account(c.entry), "f.json: accounts[0]" + c.complaint);
  }
}

// An account "a" whose history has one line, as JSON text.
std::string with_history(const std::string& lines) {
  return R"({"name": "a", "keys": ["k"], "balance_usd": 500, "usage_history": [)" + lines + "]}";
}

TEST(UsageHistory, EndsAtTheBalanceOfToday) {
  World world;
  world.load(with_history(
      R"({"date": "2025-10-02T10:00:00Z", "model_uuid": "wavespeed-ai/flux-dev",
          "count": 10, "successes": 8, "cost_usd": 0.12},
         {"date": "2025-10-01", "model_uuid": "acme/retired", "model_type": "image-to-text",
          "unit_price": 0.002, "count": 96, "cost_usd": 0.19})"));
  const Ledger ledger = world.ledger("k");
  EXPECT_EQ(ledger.balance, Money{500'000'000});
  ASSERT_EQ(ledger.entries.size(), 3U);
  EXPECT_EQ(ledger.entries[0].kind, LedgerEntry::Kind::opening);
  EXPECT_EQ(ledger.entries[0].amount, Money{500'310'000}) << "what it has spent since";
  EXPECT_EQ(ledger.entries[0].time, ledger.entries[1].time) << "opened before its first task";

  EXPECT_EQ(ledger.entries[1].model->id, "acme/retired") << "in the order of time";
  EXPECT_EQ(ledger.entries[1].model->type, "image-to-text");
  EXPECT_EQ(ledger.entries[1].model->unit_price, Money{2'000});
  EXPECT_EQ(ledger.entries[1].count, 96U);
  EXPECT_EQ(ledger.entries[1].successes, 96U) << "all, where nothing else is said";
  EXPECT_EQ(ledger.entries[2].model, world.built_in.catalogue.find("wavespeed-ai/flux-dev"));
  EXPECT_EQ(ledger.entries[2].successes, 8U);
  EXPECT_EQ(ledger.entries[2].amount, Money{-120'000});
}

TEST(UsageHistory, MayLabelAKnownModelItsOwnWay) {
  World world;
  world.load(with_history(R"({"date": "2025-10-01", "model_uuid": "wavespeed-ai/flux-dev",
                              "unit_price": 0.02, "count": 1, "cost_usd": 0.02})"));
  const Ledger ledger = world.ledger("k");
  EXPECT_EQ(ledger.entries[1].model->id, "wavespeed-ai/flux-dev");
  EXPECT_EQ(ledger.entries[1].model->type, "text-to-image");
  EXPECT_EQ(ledger.entries[1].model->unit_price, Money{20'000});
}

TEST(UsageHistory, MayReachUpToNow) {
  EXPECT_EQ(complaint_of_account(with_history(
                R"({"date": "2026-01-01T00:00:00Z", "model_uuid": "wavespeed-ai/flux-dev",
                    "count": 1, "cost_usd": 0.012})")),
            "");
}

TEST(UsageHistory, SaysWhatIsWrongWithALine) {
  struct Case {
    std::string_view field;
    json value;  // null: none
    std::string complaint;
  };
  const std::vector<Case> cases = {
      {"date", nullptr, R"(field "date" is missing)"},
      {"date", "October",
       R"(field "date": must be a day or a time such as "2025-10-01", not "October")"},
      {"date", "2026-01-01T00:00:00.000000001Z",
       R"(field "date": must not be after the mock's own time, 2026-01-01T00:00:00.000000000Z, )"
       R"(not "2026-01-01T00:00:00.000000001Z")"},
      {"model_uuid", nullptr, R"(field "model_uuid" is missing)"},
      {"model_type", nullptr,
       R"(field "model_type": is missing, and the catalogue has no model "acme/x" to take it from)"},
      {"unit_price", nullptr,
       R"(field "unit_price": is missing, and the catalogue has no model "acme/x" to take it from)"},
      {"unit_price", -1,
       R"(field "unit_price": must be a number from 0.0 to 1000000000.0, not -1)"},
      {"count", nullptr, R"(field "count" is missing)"},
      {"count", 0, R"(field "count": must be a whole number from 1 to 1000000000, not 0)"},
      {"successes", 6, R"(field "successes": must be a whole number from 0 to 5, not 6)"},
      {"cost_usd", nullptr, R"(field "cost_usd" is missing)"},
      {"cost_usd", "1", R"(field "cost_usd": must be a number from 0.0 to 1000000000.0, not "1")"},
      {"cost", 1, R"(field "cost" is not known; did you mean "count"?)"},
  };
  for (const Case& c : cases) {
    json line = {{"date", "2025-10-01"},
                 {"model_uuid", "acme/x"},
                 {"model_type", "training"},
                 {"unit_price", 1},
                 {"count", 5},
                 {"cost_usd", 5}};
    line[std::string(c.field)] = c.value;
    if (c.value.is_null()) line.erase(std::string(c.field));
    EXPECT_EQ(complaint_of_account(with_history(line.dump())),
              R"(f.json: accounts[0] "a": usage_history[0]: )" + c.complaint);
  }
}

TEST(ExampleAccounts, HaveTheUsageTheirFilesSay) {
  World world;
  FixtureLoaders loaders = world.built_in.loaders();
  std::vector<json> entries;
  loaders.account = [&](const json& entry, const std::string&) { entries.push_back(entry); };
  load_fixtures(fixture_path("examples"), loaders);
  for (const json& entry : entries) world.accounts.load(entry, "examples", kStart);

  EXPECT_EQ(world.account("intern-key").tier->id, "level1");
  EXPECT_EQ(world.ledger("intern-key").balance, Money{30'000});
  EXPECT_EQ(world.account("studio-key-2").name, "studio");
  EXPECT_EQ(world.account("former-partner-key").status, AccountStatus::suspended);

  const Ledger ledger = world.ledger("history-key");
  EXPECT_EQ(ledger.balance, Money{500'000'000});
  const Timestamp october = kStart - days(92);
  const UsageReport report = report_usage(ledger, october, october + days(12), "");
  EXPECT_EQ(report.days.size(), 12U);
  EXPECT_EQ(report.models.size(), 4U);
  EXPECT_EQ(report.cost, ledger.entries[0].amount - ledger.balance);
}

}  // namespace
}  // namespace wavespeed_mock
