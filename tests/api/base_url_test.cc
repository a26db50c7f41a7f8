#include "api/base_url.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/mock_client.h"

namespace wavespeed_mock::base_url_test {
namespace {

std::string base_url(Headers headers) {
  std::string url = "see ";
  append_base_url(url, {.method = "GET", .target = "/", .headers = std::move(headers), .body = ""});
  return url;
}

TEST(BaseUrl, IsTheHostThatTheClientUsed) {
  struct Case {
    Headers headers;
    std::string url;
  };
  const std::vector<Case> cases = {
      {{{"Host", "127.0.0.1:8080"}}, "http://127.0.0.1:8080"},
      {{{"host", "localhost"}}, "http://localhost"},
      {{{"Host", "[::1]:9"}}, "http://[::1]:9"},
      {{{"Host", "my_mock-1.test:65535"}}, "http://my_mock-1.test:65535"},
      {{{"Host", "h"}, {"X-Forwarded-Proto", "https"}}, "https://h"},
      {{{"Host", "h"}, {"X-Forwarded-Proto", "http"}}, "http://h"},
      {{{"Host", "h"}, {"X-Forwarded-Proto", "javascript"}}, "http://h"},
      {{{"Host", "inside:80"}, {"X-Forwarded-Host", "outside.test"}}, "http://outside.test"},
      {{{"Host", "inside"}, {"X-Forwarded-Host", "outside"}, {"X-Forwarded-Proto", "https"}},
       "https://outside"},
      {{{"Host", "inside"}, {"X-Forwarded-Host", "a, b"}}, "http://inside"},
      {{}, "http://localhost"},
      {{{"Host", ""}}, "http://localhost"},
  };
  for (const Case& c : cases) EXPECT_EQ(base_url(c.headers), "see " + c.url);
}

TEST(BaseUrl, IsHttpsOverTlsUnlessAProxySaysOtherwise) {
  const auto url = [](Headers headers, bool https) {
    std::string text;
    append_base_url(text, {.method = "GET",
                           .target = "/",
                           .headers = std::move(headers),
                           .body = "",
                           .https = https});
    return text;
  };
  EXPECT_EQ(url({{"Host", "h:1"}}, true), "https://h:1");
  EXPECT_EQ(url({}, true), "https://localhost");
  EXPECT_EQ(url({{"Host", "h"}, {"X-Forwarded-Proto", "http"}}, true), "http://h");
  EXPECT_EQ(url({{"Host", "h"}, {"X-Forwarded-Proto", "gopher"}}, true), "https://h");
}

TEST(BaseUrl, IgnoresMalformedHosts) {
  using namespace std::string_view_literals;
  for (const std::string_view host :
       {"evil\"host"sv, "evil\\"sv, "a/b"sv, "a@b"sv, "a b"sv, "a?b"sv, "a#b"sv, "a%2fb"sv,
        "<script>"sv, "a\r\nSet-Cookie: b"sv, "a\0b"sv, "h\xc3\xb6st"sv}) {
    EXPECT_EQ(base_url({{"Host", std::string(host)}}), "see http://localhost") << host;
    EXPECT_EQ(base_url({{"Host", "h"}, {"X-Forwarded-Host", std::string(host)}}), "see http://h");
  }
  EXPECT_EQ(base_url({{"Host", std::string(255, 'h')}}), "see http://" + std::string(255, 'h'));
  EXPECT_EQ(base_url({{"Host", std::string(256, 'h')}}), "see http://localhost");
}

// In a response, every URL must point to the address that the client sent the request to.
TEST(BaseUrl, IsInEveryAddressOfAPrediction) {
  const MockClient client;
  const std::string id = client.id(client.submit());
  struct Case {
    std::string host;
    std::string proto;
    std::string url;
  };
  const std::vector<Case> cases = {
      {"10.0.0.7:4000", "", "http://10.0.0.7:4000"},
      {"mock.test", "https", "https://mock.test"},
      {"\",\"status\":\"failed", "", "http://localhost"},
  };
  for (const Case& c : cases) {
    Request request = client.request("GET", "/api/v3/predictions/" + id + "/result");
    request.headers.clear();
    request.headers.add("Authorization", "Bearer test-key");
    request.headers.add("Host", c.host);
    request.headers.add("X-Forwarded-Proto", c.proto);
    auto data = client.data(client.send(request));
    EXPECT_EQ(data["urls"]["get"], c.url + "/api/v3/predictions/" + id + "/result");
    EXPECT_EQ(data["outputs"][0], c.url + "/outputs/" + id + "/0.png");
    EXPECT_EQ(data["status"], "completed");
  }
}

}  // namespace
}  // namespace wavespeed_mock::base_url_test
