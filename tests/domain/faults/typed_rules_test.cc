#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "domain/faults/fault_rule_reader.h"
#include "domain/faults/kinds/fault.h"
#include "support/domain_error.h"

namespace wavespeed_mock::typed_rules_test {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr std::string_view kRoutes[] = {"submit", "result"};

std::string text_of(const FaultRule& rule) {
  return ActiveRule(read_fault_rule(rule, "rule", kRoutes), {}).to_json().dump();
}
std::string text_of(const json& rule) {
  return ActiveRule(read_fault_rule(rule, "rule", kRoutes), {}).to_json().dump();
}
std::string error_of_rule(const FaultRule& rule) {
  return error_of([&] { text_of(rule); });
}

// For each kind, a rule with the default settings.
template <std::size_t... I>
std::vector<FaultRule> default_rules(std::index_sequence<I...>) {
  return {FaultRule{.id = "a", .fault = std::variant_alternative_t<I, faults::Any>{}}...};
}

TEST(TypedRules, OfEveryKindMakeTheSameRuleAsJson) {
  const auto types = fault_types();
  const auto rules = default_rules(std::make_index_sequence<std::variant_size_v<faults::Any>>());
  ASSERT_EQ(types.size(), rules.size());
  for (std::size_t i = 0; i < types.size(); ++i) {
    EXPECT_EQ(text_of(rules[i]), text_of(json{{"id", "a"}, {"fault", types[i]}}));
  }
}

TEST(TypedRules, HaveTheSameFieldsAsJson) {
  EXPECT_EQ(text_of(FaultRule{.id = "busy",
                              .route = Endpoint::result,
                              .method = {"GET"},
                              .path = {"/api/*"},
                              .model = {"acme/*"},
                              .key = "key-1",
                              .header = HeaderMatch{.name = "X-A", .equals = "1"},
                              .body = R"({"size": 1})",
                              .after = 2,
                              .first = 9,
                              .every = 3,
                              .times = 1,
                              .probability = 0.5,
                              .from = 1s,
                              .until = 1min,
                              .fault = faults::RateLimited{.retry_after = 5s,
                                                           .form = faults::RetryAfterForm::date},
                              .commit = Commit::after}),
            text_of(json::parse(R"({"id": "busy", "route": "result", "method": "GET",
                "path": "/api/*", "model": "acme/*", "key": "key-1",
                "header": {"name": "X-A", "equals": "1"}, "body": {"size": 1}, "after": 2,
                "first": 9, "every": 3, "times": 1, "probability": 0.5, "from": "1s",
                "until": "1m", "commit": "after",
                "fault": {"type": "rate_limited", "retry_after": "5s", "form": "date"}})")));
  EXPECT_EQ(text_of(FaultRule{.id = "a",
                              .route = {Endpoint::submit, "GET /api/v3/predictions/{id}"},
                              .prompt = "cat",
                              .faults = {faults::Delay{.time = Distribution::uniform(1s, 3s)},
                                         faults::TaskStuck{}}}),
            text_of(json::parse(R"({"id": "a", "prompt": "cat",
                "route": ["submit", "GET /api/v3/predictions/{id}"],
                "faults": [{"type": "delay", "time": "uniform:1s,3s"}, "task_stuck"]})")));
}

TEST(TypedRules, AreCheckedLikeJson) {
  EXPECT_EQ(error_of_rule({.route = "result"}).find("rule: field \"fault\": is missing"), 0U);
  EXPECT_EQ(error_of_rule({.fault = faults::Gateway{.status = 500}}),
            "rule: fault: field \"status\": must be one of 502, 503, 504, not 500");
  EXPECT_EQ(error_of_rule({.first = 0, .fault = faults::Error{}}),
            "rule: field \"first\": must be a whole number from 1 to 1000000000, not 0");
  EXPECT_EQ(error_of_rule({.from = 10s, .until = 10s, .fault = faults::Error{}}),
            "rule: field \"until\": must be later than \"from\", 10s, not \"10s\"");
}

TEST(TypedRules, RefusePatternsThatNoPathCanMatch) {
  for (const char* const route :
       {"GET /a//b//b", "GET /a//b//b//b//b", "GET /a//", "GET /{a...}/b", "GET /a?b=1",
        "GET /a/{b", "GET /a/b...}", "GET /a/x{b}", "GET /{}", "GET a", "GET ", "/a", "get /a",
        "HEAD /a", "GET  /a", "GET /a b"}) {
    EXPECT_NE(error_of_rule({.route = route, .fault = faults::Error{}}), "") << route;
  }
}

}  // namespace
}  // namespace wavespeed_mock::typed_rules_test
