#include "load_generator/preflight.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/byte_server.h"
#include "support/contract_watch.h"
#include "support/domain_error.h"
#include "support/loopback_server.h"
#include "support/trickling_server.h"

namespace wavespeed_mock::load::preflight_test {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Plan plan_for(const std::string& target, Scenario scenario = Scenario::poll) {
  Plan plan;
  plan.target = target;
  plan.key = "very-secret-key";
  plan.scenario = scenario;
  plan.timeout = std::chrono::seconds(10);
  return plan;
}

TEST(Preflight, SubmitsATaskToPoll) {
  const WatchedServer mock;
  const std::string task = try_operation(plan_for(mock.base_url()));
  EXPECT_EQ(task.size(), 32U);
  Plan again = plan_for(mock.base_url());
  again.task = task;
  EXPECT_EQ(try_operation(again), task);
}

TEST(Preflight, SubmitsNoTaskForOtherScenarios) {
  const WatchedServer mock;
  for (const Scenario scenario : {Scenario::submit, Scenario::lifecycle}) {
    EXPECT_EQ(try_operation(plan_for(mock.base_url(), scenario)), "");
  }
}

std::string error(const Plan& plan) {
  const std::string text = error_of([&] { try_operation(plan); });
  EXPECT_THAT(text, Not(HasSubstr("very-secret-key")));
  return text;
}

TEST(Preflight, ExplainsErrors) {
  Options options;
  options.auth = Auth::strict;
  const WatchedServer strict(options);
  EXPECT_THAT(error(plan_for(strict.base_url())),
              AllOf(StartsWith("the first request POST /api/v3/wavespeed-ai/flux-dev on " +
                               strict.base_url() + " was answered 401: Invalid API key; "),
                    EndsWith("give a key that is valid there with --key, or set "
                             "WAVESPEED_API_KEY")));

  const WatchedServer mock;
  Plan plan = plan_for(mock.base_url());
  plan.model = "wavespeed-ai/flux-deu";
  EXPECT_THAT(error(plan),
              AllOf(HasSubstr(" was answered 404: "),
                    EndsWith("; --model wavespeed-ai/flux-deu must be a model of the target")));
  plan = plan_for(mock.base_url());
  plan.inputs = R"({"prompt": 1})";
  EXPECT_THAT(error(plan), AllOf(HasSubstr(" was answered 400: "),
                                 EndsWith("; --inputs must be valid for wavespeed-ai/flux-dev")));
  plan = plan_for(mock.base_url());
  plan.task = "00000000000000000000000000000000";
  EXPECT_THAT(error(plan), AllOf(HasSubstr("the first request GET /api/v3/predictions/0000"),
                                 EndsWith("--task must be an existing task of this key")));
}

TEST(Preflight, ReportsAnUnreachableTarget) {
  std::string url;
  {
    const LoopbackServer gone([](const auto&, auto&) {});
    url = gone.url();
  }
  EXPECT_THAT(error(plan_for(url)),
              AllOf(HasSubstr(" got no response: "),
                    EndsWith("; --target must be the address of a server that is running")));
}

TEST(Preflight, ReportsAnEndlessOrMalformedResponse) {
  const TricklingServer endless("HTTP/1.1 200 OK\r\nX-A: ", std::string(60'000, 'b'), 0);
  EXPECT_THAT(
      error(plan_for(endless.url())),
      HasSubstr(" got no response: the head of the response is longer than 262144 bytes; "));
  const ByteServer malformed({{"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"}});
  EXPECT_THAT(
      error(plan_for(malformed.url())),
      HasSubstr(" got no response: the Content-Length of the response is invalid: \"-5\"; "));
}

TEST(Preflight, ReportsATargetThatIsNotTheService) {
  const LoopbackServer web([](const httplib::Request&, httplib::Response& response) {
    response.set_content("<h1>Welcome, very-secret-key</h1>", "text/html");
  });
  EXPECT_THAT(
      error(plan_for(web.url())),
      HasSubstr(" was answered <h1>Welcome, {{key}}</h1>, which is not a task; is --target"));
}

TEST(Preflight, AcceptsAllowedStatuses) {
  const LoopbackServer full([](const httplib::Request&, httplib::Response& response) {
    response.status = 429;
    response.set_content(R"({"code": 429, "message": "Too Many Requests"})", "application/json");
  });
  Plan plan = plan_for(full.url(), Scenario::submit);
  EXPECT_THAT(error(plan), HasSubstr("429: Too Many Requests; the limits of this key"));
  plan.allowed_statuses = {429};
  EXPECT_EQ(try_operation(plan), "");
  plan.scenario = Scenario::poll;
  EXPECT_THAT(error(plan), HasSubstr("name an existing one with --task"));
}

TEST(Preflight, RecognisesALoopbackTarget) {
  EXPECT_THAT(addresses_of("http://127.0.0.1:8787"), testing::ElementsAre("127.0.0.1"));
  EXPECT_TRUE(is_this_machine(addresses_of("http://localhost:8787")));
  EXPECT_TRUE(is_this_machine({"127.0.0.1", "::1"}));
  EXPECT_FALSE(is_this_machine({"127.0.0.1", "10.0.0.1"}));
  EXPECT_FALSE(is_this_machine({"93.184.216.34"}));
}

TEST(Preflight, RefusesUnsupportedTargets) {
  EXPECT_THAT(error_of([] { addresses_of("https://api.wavespeed.ai"); }),
              HasSubstr("https is not supported; use the plain http port"));
  EXPECT_THAT(error_of([] { addresses_of("127.0.0.1:8787"); }),
              HasSubstr("\"127.0.0.1:8787\" is not a URL: it must begin with"));
  EXPECT_THAT(error_of([] { addresses_of("http://no-such-name.invalid"); }),
              HasSubstr("the name \"no-such-name.invalid\" cannot be resolved"));
}

}  // namespace
}  // namespace wavespeed_mock::load::preflight_test
