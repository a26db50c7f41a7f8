#include "app/request_pipeline.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::request_pipeline_test {
namespace {

using namespace std::chrono_literals;

std::string id_of(const Response& response) {
  return std::string(response.headers.get("X-Mock-Request"));
}

std::string tag_of(const Response& response) {
  return id_of(response).substr(0, 8);
}

TEST(RequestPipeline, NumbersTheRequestsOfEachAccount) {
  const MockClient client;
  const MockClient other = client.with_key("another-key");
  const std::string tag = tag_of(client.submit());
  EXPECT_EQ(tag.find_first_not_of("0123456789abcdef"), std::string::npos) << tag;
  EXPECT_NE(tag_of(other.submit()), tag);
  EXPECT_EQ(id_of(client.get("/api/v3/balance")), tag + "-1");
  EXPECT_EQ(id_of(client.get("/api/v3/predictions/1/result")), tag + "-2")
      << "errors are numbered too";
  EXPECT_EQ(id_of(other.get("/api/v3/balance")).substr(8), "-1");
}

TEST(RequestPipeline, GivesTheSameNumbersInEveryRun) {
  const auto ids = [](const Options& options) {
    const MockClient client(options);
    return id_of(client.submit()) + id_of(client.with_key("b").submit()) +
           id_of(client.get("/api/v3/balance"));
  };
  EXPECT_EQ(ids({}), ids({}));
  EXPECT_NE(ids({}), ids({.seed = 1}));
}

TEST(RequestPipeline, CountsRequestsWithoutAnAccount) {
  const MockClient client({.auth = Auth::strict});
  EXPECT_EQ(id_of(client.get("/api/v3/balance")), "00000000-0") << "the key is unknown";
  EXPECT_EQ(id_of(client.get("/api/v3/no/such/path")), "00000000-1");
}

// Files need no key, but still belong to an account.
TEST(RequestPipeline, AttributesAFileToItsOwner) {
  const MockClient client({.latency = Latency::instant()});
  const Response submitted = client.submit();
  const Response file =
      client.send({.method = "GET", .target = "/outputs/" + client.id(submitted) + "/0.png"});
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(id_of(file), tag_of(submitted) + "-1");
  EXPECT_EQ(id_of(client.send({.method = "GET", .target = "/outputs/ff/0.png"})), "00000000-0");
}

// What everything after the router sees of an id in a path.
TEST(RequestPipeline, DecodesIdsInPaths) {
  const MockClient client({.strict = true});
  const Response submitted = client.post("/api/v3/wavespeed-ai%2Fflux%2Ddev", R"({"prompt":"a"})");
  EXPECT_EQ(client.header(submitted, "X-Mock-Violation"), "");
  std::string id = client.id(submitted);
  ASSERT_EQ(client.data(submitted)["model"], "wavespeed-ai/flux-dev");

  for (const std::string condition :
       {"model=wavespeed-ai/flux-dev", "path=/api/v3/wavespeed-ai/flux-dev"}) {
    const Response count = client.get("/__mock/journal/count?" + condition);
    EXPECT_EQ(client.data(count)["count"], 1) << condition << count.body;
  }
  const Response journal = client.get("/__mock/journal");
  EXPECT_NE(journal.body.find("/api/v3/wavespeed-ai%2Fflux%2Ddev"), std::string::npos)
      << "what was sent: " << journal.body;

  const auto first = static_cast<unsigned char>(id[0]);
  const std::string escape = {'%', "0123456789abcdef"[first / 16], "0123456789abcdef"[first % 16]};
  id.replace(0, 1, escape);
  EXPECT_EQ(client.poll(id).status, 200) << id;
  EXPECT_EQ(client.poll(id + "%zz").status, 404) << id;
}

TEST(RequestPipeline, AppliesFaultRulesToDecodedPaths) {
  const MockClient client;
  const std::string model = "wavespeed-ai/flux-dev";
  for (const MockClient::json& condition :
       std::vector<MockClient::json>{{{"model", model}},
                                     {{"path", "/api/v3/" + model}},
                                     {{"route", "POST /api/v3/" + model}}}) {
    MockClient::json rule = condition;
    rule["id"] = "rule-" + rule.begin().key();
    rule["fault"] = "error";
    ASSERT_EQ(client.post("/__mock/faults", rule.dump()).status, 200) << rule;
    const Response hit = client.post("/api/v3/wavespeed-ai%2Fflux-dev", R"({"prompt":"a"})");
    EXPECT_EQ(client.header(hit, "X-Mock-Fault"), rule["id"]) << rule;
    EXPECT_EQ(client.header(client.submit("mock%2Finstant"), "X-Mock-Fault"), "") << rule;
    const std::string path = "/__mock/faults/%72" + rule["id"].get<std::string>().substr(1);
    EXPECT_EQ(client.get(path).status, 200) << path;
    EXPECT_EQ(client.send(client.request("DELETE", path)).status, 200) << path;
  }
}

TEST(RequestPipeline, DoesNotNumberControlRequests) {
  const MockClient client({.api_latency = Distribution::fixed(1s)});
  for (const std::string path : {"/__mock/clock", "/openapi.json", "/docs"}) {
    const Response response = client.get(path);
    EXPECT_EQ(id_of(response), "") << path;
    EXPECT_EQ(response.delivery.delay, Duration::zero()) << path;
  }
  EXPECT_EQ(id_of(client.submit()).substr(8), "-0");
}

}  // namespace
}  // namespace wavespeed_mock::request_pipeline_test
