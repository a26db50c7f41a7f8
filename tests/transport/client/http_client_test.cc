#include "transport/client/http_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "support/domain_error.h"
#include "support/loopback_server.h"
#include "support/silent_listener.h"
#include "support/temp_folder.h"
#include "transport/engine.h"

namespace wavespeed_mock::transport::http_client_test {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Why there was no response; "" if there was one.
std::string problem_of(HttpClientOptions options, const Request& request = {"GET", "/", {}, ""}) {
  try {
    HttpClient(std::move(options)).exchange(request);
  } catch (const NoAnswer& problem) {
    return problem.what();
  }
  return "";
}

std::vector<std::string> values(const Headers& headers, const std::string& name) {
  std::vector<std::string> found;
  for (const Header& header : headers) {
    if (Headers({header}).find(name)) found.push_back(header.value);
  }
  return found;
}

// A server that keeps its requests and returns a given response.
class HttpClientTest : public ::testing::Test {
 protected:
  HttpClientTest()
      : server_([this](const httplib::Request& request, httplib::Response& response) {
          const std::lock_guard lock(mutex_);
          seen_ = request;
          answer_(response);
        }) {}

  httplib::Request seen() {
    const std::lock_guard lock(mutex_);
    return *seen_;
  }

  std::mutex mutex_;
  std::optional<httplib::Request> seen_;
  std::function<void(httplib::Response&)> answer_ = [](httplib::Response& response) {
    response.set_content("fine", "text/plain");
  };
  LoopbackServer server_;
};

TEST_F(HttpClientTest, SendsRequestsBelowTheBasePath) {
  HttpClient client({.base_url = server_.url() + "/base/path/"});
  const Request request{.method = "POST",
                        .target = "/api/v3/a/b?x=%22y&z=+",
                        .headers = {{"Authorization", "Bearer k"},
                                    {"Content-Type", "application/json"},
                                    {"Content-Length", "2"}},
                        .body = "{}"};
  EXPECT_EQ(client.exchange(request).status, 200);
  const httplib::Request seen = this->seen();
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/base/path/api/v3/a/b?x=%22y&z=+");
  EXPECT_EQ(seen.body, "{}");
  EXPECT_EQ(seen.get_header_value("Host"), "127.0.0.1:" + std::to_string(server_.port()));
  EXPECT_EQ(seen.get_header_value("Authorization"), "Bearer k");
  EXPECT_EQ(seen.get_header_value("Content-Type"), "application/json");
  EXPECT_EQ(seen.get_header_value_count("Content-Length"), 1U);
  EXPECT_EQ(seen.get_header_value("User-Agent"), "wavespeed-mock");
  EXPECT_FALSE(seen.has_header("Accept-Encoding")) << "the client cannot decompress a response";
}

TEST_F(HttpClientTest, KeepsTheCallersOwnHost) {
  HttpClient client({.base_url = server_.url()});
  client.exchange(
      {.method = "GET", .target = "/", .headers = {{"host", "other.test"}}, .body = ""});
  EXPECT_EQ(seen().get_header_value("Host"), "other.test");
  EXPECT_EQ(seen().get_header_value_count("Host"), 1U);
}

TEST_F(HttpClientTest, SendsNoBytesThatHttpDoesNotAllow) {
  const std::string not_sent = "the request was not sent: ";
  const HttpClientOptions options{.base_url = server_.url()};
  EXPECT_EQ(problem_of(options, {"GET", "/a b", {}, ""}),
            not_sent + "its target has byte 0x20 at position 3, which HTTP does not allow there");
  EXPECT_EQ(problem_of(options, {"GET", "/a\r\nB: 1", {}, ""}),
            not_sent + "its target has byte 0x0D at position 3, which HTTP does not allow there");
  EXPECT_EQ(problem_of(options, {"GET", "/", {{"X-A", "secret\nB: 1"}}, ""}),
            not_sent +
                "header field \"X-A\" has byte 0x0A at position 7, which HTTP does not "
                "allow there");
  EXPECT_EQ(problem_of(options, {"GET", "/", {{"X A", "1"}}, ""}),
            not_sent + "\"X A\" cannot be the name of a header field");
  EXPECT_EQ(problem_of(options, {"GE T", "/", {}, ""}), not_sent + "\"GE T\" cannot be a method");
  EXPECT_FALSE(seen_.has_value());
}

TEST_F(HttpClientTest, ReturnsNoLineBreaksInFields) {
  answer_ = [](httplib::Response& response) { response.headers.emplace("X-A", "1%0D%0AB: 2%00"); };
  const Response answer = HttpClient({.base_url = server_.url()}).exchange({"GET", "/", {}, ""});
  EXPECT_THAT(values(answer.headers, "X-A"), ElementsAre("1  B: 2 "));
}

TEST_F(HttpClientTest, ReturnsNoFieldWithoutAName) {
  answer_ = [](httplib::Response& response) { response.headers.emplace("X B", "3"); };
  HttpClient client({.base_url = server_.url()});
  try {
    EXPECT_EQ(client.exchange({"GET", "/", {}, ""}).headers.find("X B"), nullptr);
  } catch (const NoAnswer&) {
    // Newer versions of the HTTP library do not accept such a response.
  }
}

TEST_F(HttpClientTest, ReturnsAnyResponseWhole) {
  answer_ = [](httplib::Response& response) {
    response.status = 302;
    response.headers.emplace("Location", "/elsewhere");
    response.set_content(std::string("a\0b", 3), "image/png");
  };
  const Response answer = HttpClient({.base_url = server_.url()}).exchange({"GET", "/", {}, ""});
  EXPECT_EQ(answer.status, 302) << "redirects are not followed";
  EXPECT_EQ(answer.body, std::string("a\0b", 3));
  EXPECT_EQ(answer.headers.get("content-type"), "image/png");
}

TEST(HttpClient, KeepsTheOrderOfFieldsOfOneName) {
  const auto server = start_httplib_engine({}, [](const Request& request) {
    Response response;
    for (const std::string& value : values(request.headers, "X-List")) {
      response.headers.add("X-Seen", value);
    }
    return response;
  });
  HttpClient client({.base_url = "http://127.0.0.1:" + std::to_string(server->port())});
  const Headers fields{{"X-List", "b"}, {"X-Other", "-"}, {"X-List", "a"}, {"X-List", "c"}};
  const Response answer =
      client.exchange({.method = "GET", .target = "/", .headers = fields, .body = ""});
  EXPECT_THAT(values(answer.headers, "X-Seen"), ElementsAre("b", "a", "c"));
}

TEST_F(HttpClientTest, AsksForTheHeadAlone) {
  const Response answer = HttpClient({.base_url = server_.url()}).exchange({"HEAD", "/", {}, ""});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.get("Content-Length"), "4");
  EXPECT_EQ(answer.body, "");
}

TEST_F(HttpClientTest, RefusesAResponseLongerThanItsLimit) {
  EXPECT_EQ(problem_of({.base_url = server_.url(), .max_body = 4}), "");
  EXPECT_EQ(problem_of({.base_url = server_.url(), .max_body = 3}),
            "the response is longer than 3 bytes");
}

TEST_F(HttpClientTest, TriesEachAddressOfAName) {
  const auto look_up = [](const std::string& host) {
    return host == "api.test" ? std::vector<std::string>{"::1", "127.0.0.1"}
                              : std::vector<std::string>{};
  };
  const std::string port = std::to_string(server_.port());
  EXPECT_EQ(problem_of({.base_url = "http://api.test:" + port, .look_up = look_up}), "");
  EXPECT_EQ(seen().get_header_value("Host"), "api.test:" + port);
  EXPECT_EQ(problem_of({.base_url = "http://other.test", .look_up = look_up}),
            "the name other.test cannot be resolved");
  // The first four.
  std::vector<std::string> addresses = {"::1", "::1", "::1", "127.0.0.1"};
  const auto several = [&](const std::string&) { return addresses; };
  EXPECT_EQ(problem_of({.base_url = "http://api.test:" + port, .look_up = several}), "");
  addresses.insert(addresses.begin(), "::1");
  EXPECT_NE(problem_of({.base_url = "http://api.test:" + port, .look_up = several}), "");
}

TEST(HttpClientProblem, IsReportedForARefusedConnection) {
  int port = 0;
  {
    port = LoopbackServer([](const auto&, auto&) {}).port();
  }
  EXPECT_EQ(problem_of({.base_url = "http://127.0.0.1:" + std::to_string(port)}),
            "the connection was refused or cannot be made");
}

TEST(HttpClientProblem, IsReportedForATimeout) {
  const SilentListener silent(SilentListener::Kind::accepts);
  EXPECT_EQ(problem_of({.base_url = silent.url(), .answer = milliseconds(20)}),
            "no answer within 20ms");
  const SilentListener full(SilentListener::Kind::full);
  EXPECT_EQ(problem_of({.base_url = full.url(), .connect = milliseconds(20)}),
            "no connection within 20ms");
}

TEST(HttpClientProblem, IsReportedForUnusableUrls) {
  const auto error_for = [](const std::string& url) {
    return error_of([&] { HttpClient client({.base_url = url}); });
  };
  EXPECT_EQ(error_for("api.wavespeed.ai"),
            "the URL \"api.wavespeed.ai\" cannot be used: it must begin with \"http://\" or "
            "\"https://\"");
  EXPECT_THAT(error_for("http://a.test/?x=1"), HasSubstr("it must not have a query"));
  EXPECT_EQ(error_for("http://a.test/b"), "");
  EXPECT_EQ(error_of([] {
              HttpClient client({.base_url = "https://a.test", .ca_file = "/none/at.all"});
            }),
            "the file of certificates \"/none/at.all\" cannot be read");
}

class HttpsClientTest : public ::testing::Test {
 protected:
  HttpsClientTest() { own_.write(folder_ / "own.pem"); }

  static void answer(const httplib::Request&, httplib::Response& response) {
    response.set_content("safe", "text/plain");
  }

  const TempFolder temp_;
  const std::filesystem::path& folder_ = temp_.path();
  const SelfSigned own_;
};

TEST_F(HttpsClientTest, TrustsOnlyGivenCertificates) {
  const LoopbackServer server(answer, &own_);
  EXPECT_EQ(problem_of({.base_url = server.url()}),
            "the certificate is not trusted: self-signed certificate");
  HttpClient client({.base_url = server.url(), .ca_file = folder_ / "own.pem"});
  EXPECT_EQ(client.exchange({"GET", "/", {}, ""}).body, "safe");

  SelfSigned("IP:127.0.0.1").write(folder_ / "another.pem");
  EXPECT_THAT(problem_of({.base_url = server.url(), .ca_file = folder_ / "another.pem"}),
              HasSubstr("the certificate is not trusted: "));
}

TEST_F(HttpsClientTest, RequiresACertificateForTheHost) {
  const SelfSigned elsewhere("DNS:other.test");
  elsewhere.write(folder_ / "elsewhere.pem");
  const LoopbackServer server(answer, &elsewhere);
  EXPECT_EQ(problem_of({.base_url = server.url(), .ca_file = folder_ / "elsewhere.pem"}),
            "the certificate is not trusted for this host");
}

TEST_F(HttpsClientTest, DescribesOtherTlsErrors) {
  std::ofstream(folder_ / "empty.pem") << "no certificate\n";
  const LoopbackServer server(answer, &own_);
  EXPECT_THAT(problem_of({.base_url = server.url(), .ca_file = folder_ / "empty.pem"}),
              HasSubstr("empty.pem\" holds no certificates in PEM"));
  const LoopbackServer plain(answer);
  EXPECT_EQ(problem_of({.base_url = "https" + plain.url().substr(4)}), "the TLS handshake failed");
}

}  // namespace
}  // namespace wavespeed_mock::transport::http_client_test
