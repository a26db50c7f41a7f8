// A test of a client over HTTP: the mock listens on a free port of 127.0.0.1, and the client talks
// to it as it would to the service.
#include <gtest/gtest.h>
#include <httplib.h>
#include <wavespeed_mock/mock_server.h>

#include <chrono>
#include <string>

#include "my_client.h"

namespace {

namespace faults = wavespeed_mock::faults;
using wavespeed_mock::Endpoint;
using wavespeed_mock::Latency;
using wavespeed_mock::MockServer;

// Sends with cpp-httplib, as the application does.
MyClient::Send over_http(const std::string& base_url, const std::string& key) {
  return [base_url, key](const MyRequest& request) -> std::optional<MyResponse> {
    httplib::Client http(base_url);
    http.set_bearer_token_auth(key);
    const httplib::Result result = request.method == "GET"
                                       ? http.Get(request.path)
                                       : http.Post(request.path, request.body, "application/json");
    if (!result) return std::nullopt;
    MyResponse response{.status = result->status, .retry_after = {}, .body = result->body};
    if (result->has_header("Retry-After")) {
      response.retry_after =
          std::chrono::seconds(std::stoi(result->get_header_value("Retry-After")));
    }
    return response;
  };
}

TEST(ClientWithPort, GetsAnImage) {
  MockServer server({.latency = Latency::instant()});
  MyClient client(over_http(server.base_url(), "my-key"), [](auto) {});

  const std::string url = client.generate("wavespeed-ai/flux-dev", "a red fox");

  httplib::Client http(server.base_url());
  const httplib::Result image = http.Get(url.substr(server.base_url().size()));
  ASSERT_TRUE(image);
  EXPECT_EQ(image->get_header_value("Content-Type"), "image/jpeg");
}

TEST(ClientWithPort, WaitsAsLongAsTheServiceAsksFor) {
  MockServer server({.latency = Latency::instant()});
  server.mock().add_fault({.route = Endpoint::submit,
                           .first = 1,
                           .fault = faults::RateLimited{.retry_after = std::chrono::seconds(7)}},
                          {.key = "my-key"});
  std::chrono::milliseconds slept{0};
  MyClient client(over_http(server.base_url(), "my-key"), [&](auto pause) { slept += pause; });

  client.generate("wavespeed-ai/flux-dev", "a red fox");

  EXPECT_EQ(slept, std::chrono::seconds(7));
}

}  // namespace
