#include "domain/faults/fault_rules.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "support/domain_error.h"
#include "support/fault_questions.h"

namespace wavespeed_mock::fault_rules_test {
namespace {

using nlohmann::json;

std::string ids(const std::vector<FaultRules::Listed>& rules) {
  std::string text;
  for (const auto& entry : rules) {
    text += (text.empty() ? "" : " ") + entry.rule->id() + (entry.for_all ? "*" : "");
  }
  return text;
}

std::vector<ActiveRule::Content> contents(FaultRules& rules, const json& list) {
  const json body = {{"rules", list}};
  JsonReader in(body, "test");
  return rules.read_list(in, "rules");
}

TEST(FaultRules, AreEvaluatedInOrder) {
  FaultBench bench;
  StoredAccount& account = bench.account("key-1");
  bench.add(R"({"id": "for-all-1", "fault": "error"})");
  bench.add(R"({"id": "own-1", "fault": "error"})", &account);
  bench.add(R"({"id": "for-all-2", "fault": "error"})");
  bench.add(R"({"id": "own-2", "fault": "error"})", &account);
  const json of_model = json::array({"error"});
  bench.rules.set_model_rules("mock/instant",
                              bench.rules.read_model_rules("mock/instant", of_model, "f.json"),
                              kFaultStart);
  EXPECT_EQ(bench.fired({.body = R"({"prompt": "[mock:delay] [mock:error]"})"}),
            "marker 1, marker 2, own-1, own-2, for-all-1, for-all-2, mock/instant");
  EXPECT_EQ(bench.fired({.key = "key-2"}), "for-all-1, for-all-2, mock/instant");
  EXPECT_EQ(ids(bench.rules.list(&account)), "own-1 own-2 for-all-1* for-all-2*");
  EXPECT_EQ(ids(bench.rules.list(nullptr)), "for-all-1* for-all-2*");
}

TEST(FaultRules, CountForEachAccountSeparately) {
  FaultBench bench;
  bench.add(R"({"id": "a", "fault": "error", "first": 1})");
  for (const char* const key : {"key-1", "key-2"}) {
    EXPECT_EQ(bench.fired({.key = key}), "a") << key;
    EXPECT_EQ(bench.fired({.key = key}), "") << key;
  }
  EXPECT_EQ(bench.fired({.known_key = false}), "a");
  EXPECT_EQ(bench.rules.list(&bench.account("key-1"))[0].count.matched, 2);
  const auto all = bench.rules.list(nullptr);
  EXPECT_EQ(all[0].count.matched, 5);
  EXPECT_EQ(all[0].count.fired, 3);
}

TEST(FaultRules, RefuseAKeyThatTheAccountDoesNotHave) {
  FaultBench bench;
  StoredAccount& account = bench.account("key-1");
  bench.account("key-2");
  const auto added = [&](const char* key, StoredAccount* scope) {
    return bench.rules.add(scope, contents(bench.rules, {{{"fault", "error"}, {"key", key}}}),
                           "api", kFaultStart);
  };
  for (const char* const key : {"key-2", "nobodys-yet"}) {
    const auto refused = added(key, &account);
    ASSERT_FALSE(refused) << key;
    EXPECT_EQ(refused.error().http, 400);
    EXPECT_EQ(
        refused.error().message,
        "field \"key\": is not one of the keys of the account whose rule this is, so that the "
        "rule would never fire; leave out \"key\", or the header Authorization, or make the "
        "key first");
  }
  EXPECT_TRUE(bench.rules.list(&account).empty());

  EXPECT_TRUE(added("key-1", &account));
  EXPECT_TRUE(added("key-2", nullptr));
  EXPECT_TRUE(added("nobodys-yet", nullptr));
}

TEST(FaultRules, CostNothingWhereThereAreNone) {
  FaultBench bench;
  const Request request{"POST", "/api/v3/mock/instant", {}, R"({"prompt": "x"})"};
  const FaultQuestion question{.request = request,
                               .route = "submit",
                               .path = "",
                               .model = "mock/instant",
                               .account = bench.account("key-1"),
                               .now = kFaultStart};
  EXPECT_FALSE(bench.rules.may_concern(question));
  bench.add(R"({"id": "a", "fault": "error"})", &bench.account("key-2"));
  EXPECT_FALSE(bench.rules.may_concern(question));
  bench.add(R"({"id": "a", "fault": "error"})");
  EXPECT_TRUE(bench.rules.may_concern(question));
  EXPECT_EQ(bench.rules.clear(nullptr), 1);
  EXPECT_FALSE(bench.rules.may_concern(question));
  bench.add(R"({"id": "a", "fault": "error"})", &bench.account("key-1"));
  EXPECT_TRUE(bench.rules.may_concern(question));
  EXPECT_TRUE(bench.rules.remove(&bench.account("key-1"), "a"));
  EXPECT_FALSE(bench.rules.may_concern(question));
}

TEST(FaultRules, GetIds) {
  FaultBench bench;
  EXPECT_EQ(bench.add(R"({"fault": "error"})"), "fault-1");
  EXPECT_EQ(bench.add(R"({"fault": "error", "id": "fault-2"})"), "fault-2");
  EXPECT_EQ(bench.add(R"({"fault": "error"})"), "fault-3");
  EXPECT_EQ(bench.add(R"({"fault": "error"})", &bench.account("key-1")), "fault-1");
}

TEST(FaultRules, ReplaceARuleWithTheSameId) {
  FaultBench bench;
  bench.add(R"({"id": "a", "fault": "error", "times": 1})");
  bench.add(R"({"id": "b", "fault": "delay"})");
  EXPECT_EQ(bench.fired({}), "a, b");
  EXPECT_EQ(bench.fired({}), "b");
  bench.add(R"({"id": "a", "fault": "task_nsfw", "times": 1})");
  EXPECT_EQ(ids(bench.rules.list(nullptr)), "a* b*");
  EXPECT_EQ(bench.fired({}), "a, b") << "its counts restart at 0";
  bench.account("key-1").modify(
      [](AccountState& state) { EXPECT_EQ(state.faults.counts.size(), 2); });
}

TEST(FaultRules, ForgetTheCountsOfRemovedRules) {
  FaultBench bench;
  StoredAccount& account = bench.account("key-1");
  bench.add(R"({"id": "a", "fault": "error"})");
  bench.add(R"({"id": "b", "fault": "error"})", &account);
  bench.fired({});
  EXPECT_TRUE(bench.rules.remove(nullptr, "a"));
  EXPECT_FALSE(bench.rules.remove(nullptr, "a"));
  EXPECT_FALSE(bench.rules.remove(nullptr, "b")) << "the rule belongs to an account";
  EXPECT_EQ(bench.rules.clear(&account), 1);
  account.modify([](AccountState& state) { EXPECT_TRUE(state.faults.counts.empty()); });
}

TEST(FaultRules, AreReplacedBySource) {
  FaultBench bench;
  bench.add(R"({"id": "mine", "fault": "error"})");
  auto first = contents(bench.rules, {{{"id", "a"}, {"fault", "error"}}, {{"fault", "delay"}}});
  ASSERT_TRUE(bench.rules.replace_source(nullptr, std::move(first), "scenario", kFaultStart));
  EXPECT_EQ(ids(bench.rules.list(nullptr)), "mine* a* fault-1*");
  auto second = contents(bench.rules, {{{"id", "b"}, {"fault", "error"}}});
  ASSERT_TRUE(bench.rules.replace_source(nullptr, std::move(second), "scenario", kFaultStart));
  EXPECT_EQ(ids(bench.rules.list(nullptr)), "mine* b*");
  ASSERT_TRUE(bench.rules.replace_source(nullptr, {}, "scenario", kFaultStart));
  EXPECT_EQ(ids(bench.rules.list(nullptr)), "mine*");
}

TEST(FaultRules, AreAddedAllOrNone) {
  FaultBench bench;
  const auto many = [&](std::size_t count) {
    json list = json::array();
    for (std::size_t i = 0; i < count; ++i) list.push_back({{"fault", "error"}});
    return contents(bench.rules, list);
  };
  ASSERT_TRUE(bench.rules.add(nullptr, many(FaultRules::kMaxRules - 1), "api", kFaultStart));
  const auto refused = bench.rules.add(nullptr, many(2), "api", kFaultStart);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().http, 409);
  EXPECT_EQ(bench.rules.list(nullptr).size(), FaultRules::kMaxRules - 1);
  EXPECT_TRUE(bench.rules.add(nullptr, many(1), "api", kFaultStart));
  EXPECT_TRUE(bench.rules.add(&bench.account("key-1"), many(1), "api", kFaultStart));
  EXPECT_EQ(error_of([&] {
              contents(bench.rules,
                       {{{"id", "a"}, {"fault", "error"}}, {{"id", "a"}, {"fault", "delay"}}});
            }),
            "test: field \"rules\": has two rules with the id \"a\"");
}

TEST(FaultRules, AreRestored) {
  FaultBench bench;
  bench.add(R"({"id": "a", "fault": "error"})");
  const ActiveRules before = bench.rules.for_all();
  bench.rules.clear(nullptr);
  bench.add(R"({"id": "b", "fault": "error"})");
  bench.rules.restore_for_all(before);
  EXPECT_EQ(bench.fired({}), "a");
}

TEST(FaultRules, OfAModelMatchItsSubmissions) {
  FaultBench bench;
  const json list = {"task_nsfw", {{"every", 2}, {"fault", {{"type", "error"}, {"status", 503}}}}};
  bench.rules.set_model_rules(
      "mock/instant", bench.rules.read_model_rules("mock/instant", list, "f.json: models[0]"),
      kFaultStart);
  EXPECT_EQ(bench.fired({}), "mock/instant");
  EXPECT_EQ(bench.fired({}), "mock/instant, mock/instant 2");
  EXPECT_EQ(bench.fired({.key = "key-2"}), "mock/instant");
  EXPECT_EQ(bench.fired({.model = "mock/other"}), "");
  EXPECT_EQ(bench.fired({.route = "result"}), "");
  EXPECT_EQ(bench.fired({.known_key = false}), "");
  bench.rules.set_model_rules("mock/instant", {}, kFaultStart);
  EXPECT_EQ(bench.fired({}), "") << "another fixture file replaces the model";

  const auto error_for = [&](const json& faults) {
    return error_of([&] { bench.rules.read_model_rules("m", faults, "f.json: models[0]"); });
  };
  EXPECT_EQ(error_for("error"), "f.json: models[0]: field \"faults\": must be a list");
  EXPECT_EQ(error_for({{{"route", "result"}, {"fault", "error"}}}),
            "f.json: models[0]: faults[0]: field \"route\": must be \"submit\" or left out: "
            "the faults of a model apply to its submissions");
  EXPECT_TRUE(error_for({"eror"}).starts_with("f.json: models[0]: faults[0]: "));
}

TEST(FaultRules, ObeyMarkersUnlessTheyAreSwitchedOff) {
  const FaultBench::Asked marked{.body = R"({"prompt": "a cat [mock:error]"})"};
  EXPECT_EQ(FaultBench().fired(marked), "marker 1");
  EXPECT_EQ(FaultBench(false).fired(marked), "");
  FaultBench bench;
  EXPECT_EQ(bench.fired({.route = "result", .body = marked.body}), "");
  EXPECT_EQ(bench.fired({.body = marked.body, .known_key = false}), "");
  EXPECT_EQ(bench.fired({.body = R"({"negative_prompt": "[mock:error]"})"}), "");
  const auto wrong = bench.decide({.body = R"({"prompt": "[mock:eror]"})"});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().http, 400);
}

// The seed and the requests of an account decide what fires; the threads do not matter.
TEST(FaultRules, AreTheSameWithOneAndWithManyThreads) {
  constexpr int kKeys = 16;
  constexpr int kRequests = 200;
  const auto run = [](int threads) {
    FaultBench bench(true, 7);
    bench.add(R"({"id": "a", "fault": "error", "probability": 0.3})");
    bench.add(R"({"id": "b", "fault": "delay", "every": 3, "times": 20})");
    std::vector<std::string> fired(kKeys);
    for (int key = 0; key < kKeys; ++key) bench.account("key-" + std::to_string(key));
    const auto work = [&](int first) {
      for (int key = first; key < kKeys; key += threads) {
        const Request request{"POST", "/api/v3/mock/instant", {}, "{}"};
        for (int i = 0; i < kRequests; ++i) {
          RequestTrace trace;
          StoredAccount& account = *bench.store->find_account("key-" + std::to_string(key));
          const FaultQuestion question{.request = request,
                                       .route = "submit",
                                       .path = "",
                                       .model = "mock/instant",
                                       .account = account,
                                       .now = kFaultStart};
          fired[static_cast<std::size_t>(key)] +=
              (*bench.rules.decide(question, trace)).rules + ";";
        }
      }
    };
    std::vector<std::thread> running;
    for (int i = 0; i < threads; ++i) running.emplace_back(work, i);
    for (std::thread& thread : running) thread.join();
    return fired;
  };
  const auto once = run(1);
  EXPECT_NE(once[0], once[1]);
  EXPECT_EQ(once, run(16));
}

// Rules can be added and removed during requests.
TEST(FaultRules, CanChangeDuringRequests) {
  FaultBench bench;
  bench.account("key-1");
  std::thread changes([&] {
    for (int i = 0; i < 200; ++i) {
      bench.add(R"({"id": "a", "fault": "delay"})");
      bench.add(R"({"id": "b", "fault": "delay"})", &bench.account("key-1"));
      bench.rules.remove(nullptr, "a");
      bench.rules.clear(&bench.account("key-1"));
    }
  });
  for (int i = 0; i < 500; ++i) bench.fired({});
  changes.join();
  EXPECT_EQ(bench.fired({}), "");
}

}  // namespace
}  // namespace wavespeed_mock::fault_rules_test
