#include "load_generator/encoded_requests.h"

#include <gtest/gtest.h>

#include "support/domain_error.h"

namespace wavespeed_mock::load::encoded_requests_test {
namespace {

Plan plan_for(const std::string& target) {
  Plan plan;
  plan.target = target;
  plan.key = "k-1";
  plan.model = "acme/a";
  return plan;
}

TEST(EncodedRequests, IncludeASubmission) {
  EXPECT_EQ(EncodedRequests(plan_for("http://api.test:8080")).submit(),
            "POST /api/v3/acme/a HTTP/1.1\r\n"
            "Host: api.test:8080\r\n"
            "User-Agent: wavespeed-mock-bench\r\n"
            "Authorization: Bearer k-1\r\n"
            "Content-Type: application/json\r\n"
            "Content-Length: 18\r\n\r\n"
            R"({"prompt":"A cat"})");
}

TEST(EncodedRequests, IncludeAPoll) {
  EXPECT_EQ(EncodedRequests(plan_for("http://api.test")).poll("t1"),
            "GET /api/v3/predictions/t1/result HTTP/1.1\r\n"
            "Host: api.test\r\n"
            "User-Agent: wavespeed-mock-bench\r\n"
            "Authorization: Bearer k-1\r\n\r\n");
}

TEST(EncodedRequests, StartWithThePathOfTheTarget) {
  for (const char* const target : {"http://api.test/ws", "http://api.test/ws/"}) {
    const EncodedRequests texts(plan_for(target));
    EXPECT_EQ(texts.submit_target(), "/ws/api/v3/acme/a");
    EXPECT_EQ(texts.poll_target("t1"), "/ws/api/v3/predictions/t1/result");
    EXPECT_TRUE(texts.poll("t1").starts_with("GET /ws/api/v3/"));
  }
}

TEST(EncodedRequests, AskForSynchronousMode) {
  Plan plan = plan_for("http://api.test");
  plan.scenario = Scenario::sync;
  EXPECT_EQ(EncodedRequests(plan).submit_body(), R"({"enable_sync_mode":true,"prompt":"A cat"})");
}

TEST(EncodedRequests, FetchOutputsOfTheTargetOnlyAndWithoutTheKey) {
  const EncodedRequests texts(plan_for("http://api.test:8080/ws"));
  EXPECT_EQ(texts.fetch("http://api.test:8080/outputs/1.png?x=1"),
            "GET /outputs/1.png?x=1 HTTP/1.1\r\n"
            "Host: api.test:8080\r\n"
            "User-Agent: wavespeed-mock-bench\r\n\r\n");
  for (const char* const elsewhere :
       {"http://cdn.test/1.png", "http://api.test/1.png", "https://api.test:8080/1.png", "1.png"}) {
    EXPECT_FALSE(texts.fetch(elsewhere)) << elsewhere;
  }
}

TEST(EncodedRequests, RefuseInvalidInputsAndTargets) {
  Plan plan = plan_for("http://api.test");
  plan.inputs = "[1]";
  EXPECT_EQ(error_of([&] { EncodedRequests texts(plan); }),
            "option --inputs: must be a JSON object such as {\"prompt\": \"A cat\"}, not [1]");
  plan.inputs = "{";
  EXPECT_TRUE(error_of([&] { EncodedRequests texts(plan); }).starts_with("option --inputs"));
  EXPECT_TRUE(error_of([&] {
                EncodedRequests texts(plan_for("ftp://x"));
              }).starts_with("option --target: \"ftp://x\": it must begin with"));
}

}  // namespace
}  // namespace wavespeed_mock::load::encoded_requests_test
