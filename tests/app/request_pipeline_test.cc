#include "app/request_pipeline.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

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
