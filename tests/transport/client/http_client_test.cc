#include "transport/client/http_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/byte_server.h"
#include "support/domain_error.h"
#include "support/loopback_server.h"
#include "support/silent_listener.h"
#include "support/temp_folder.h"
#include "support/trickling_server.h"

namespace wavespeed_mock::transport::http_client_test {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Why there was no response; "" if there was one.
std::string problem_of(HttpClient& client, const Request& request = {"GET", "/", {}, ""}) {
  try {
    client.exchange(request);
  } catch (const NoAnswer& problem) {
    return problem.what();
  }
  return "";
}
std::string problem_of(HttpClientOptions options, const Request& request = {"GET", "/", {}, ""}) {
  HttpClient client(std::move(options));
  return problem_of(client, request);
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
                        .target = "/api/v3/a/b?x=%20y&z=+",
                        .headers = {{"X-List", "b"},
                                    {"Authorization", "Bearer k"},
                                    {"X-List", "a"},
                                    {"Content-Type", "application/json"},
                                    {"Content-Length", "2"}},
                        .body = "{}"};
  EXPECT_EQ(client.exchange(request).status, 200);
  const httplib::Request seen = this->seen();
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.target, "/base/path/api/v3/a/b?x=%20y&z=+");
  EXPECT_EQ(seen.body, "{}");
  EXPECT_EQ(seen.get_header_value("Host"), "127.0.0.1:" + std::to_string(server_.port()));
  EXPECT_EQ(seen.get_header_value("Authorization"), "Bearer k");
  EXPECT_EQ(seen.get_header_value("X-List", 0), "b");
  EXPECT_EQ(seen.get_header_value("X-List", 1), "a");
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

TEST_F(HttpClientTest, ReturnsFieldsAsTheyAre) {
  const ByteServer server(
      {{"HTTP/1.1 200 OK\r\nX-B: 1%0D%0A+\r\nX-A: \r\nContent-Length: 0\r\n\r\n"}});
  const Response answer = HttpClient({.base_url = server.url()}).exchange({"GET", "/", {}, ""});
  std::string fields;
  for (const Header& field : answer.headers) fields += field.name + '=' + field.value + '|';
  EXPECT_EQ(fields, "X-B=1%0D%0A+|X-A=|Content-Length=0|");
}

TEST_F(HttpClientTest, ReturnsAnyResponseWhole) {
  answer_ = [](httplib::Response& response) {
    response.status = 302;
    response.headers.emplace("Location", "/elsewhere");
    response.headers.emplace("X-List", "b");
    response.headers.emplace("X-List", "a");
    response.set_content(std::string("a\0b", 3), "image/png");
  };
  const Response answer = HttpClient({.base_url = server_.url()}).exchange({"GET", "/", {}, ""});
  EXPECT_EQ(answer.status, 302) << "redirects are not followed";
  EXPECT_EQ(answer.body, std::string("a\0b", 3));
  EXPECT_EQ(answer.headers.get("content-type"), "image/png");
  EXPECT_THAT(values(answer.headers, "X-List"), ElementsAre("b", "a"));
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

TEST_F(HttpClientTest, CutsAResponseAtItsLimitWhenToldTo) {
  const Response answer = HttpClient({.base_url = server_.url(), .max_body = 3, .cuts_body = true})
                              .exchange({"GET", "/", {}, ""});
  EXPECT_EQ(answer.body, "fin");
}

TEST_F(HttpClientTest, ConnectsToNoRefusedAddress) {
  HttpClientOptions options{.base_url = "http://api.test:" + std::to_string(server_.port()),
                            .look_up = [](const std::string&) {
                              return std::vector<std::string>{"10.0.0.1", "127.0.0.1"};
                            }};
  options.refuse_address = [](const std::string& address) {
    return address.starts_with("10.") ? address + " is refused" : "";
  };
  EXPECT_EQ(problem_of(options), "") << "the next one is tried";
  options.refuse_address = [](const std::string& address) { return address + " is refused"; };
  EXPECT_EQ(problem_of(options), "10.0.0.1 is refused");
}

// While a name is looked up, while the server is silent, and before it begins.
TEST_F(HttpClientTest, CanBeCancelled) {
  const SilentListener silent(SilentListener::Kind::accepts);
  std::promise<void> end_of_lookup;
  const auto slow = [end = end_of_lookup.get_future().share()](const std::string&) {
    end.wait();
    return std::vector<std::string>{};
  };
  for (const HttpClientOptions& options : std::vector<HttpClientOptions>{
           {.base_url = silent.url(), .connect = hours(1), .answer = hours(1)},
           {.base_url = "http://a.test", .connect = hours(1), .look_up = slow}}) {
    HttpClient client(options);
    const std::jthread canceller([&client] { client.cancel(); });
    EXPECT_EQ(problem_of(client), "the exchange was cancelled");
  }
  end_of_lookup.set_value();
  HttpClient client({.base_url = server_.url()});
  client.cancel();
  EXPECT_EQ(problem_of(client), "the exchange was cancelled");
  EXPECT_FALSE(seen_.has_value());
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

// However its bytes come.
TEST(HttpClientProblem, IsReportedForAnEndlessHead) {
  const TricklingServer server("HTTP/1.1 200 OK\r\n", "X-A: " + std::string(9'000, 'b') + "\r\n",
                               0);
  EXPECT_EQ(problem_of({.base_url = server.url()}),
            "the head of the response is longer than 262144 bytes");
}

TEST(HttpClientProblem, IsReportedForASlowServer) {
  const TricklingServer server("", "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(problem_of({.base_url = server.url(), .connect = hours(1), .answer = milliseconds(20)}),
            "no answer within 20ms");
}

TEST(HttpClientProblem, SaysWhatIsMalformed) {
  const ByteServer server(
      {{"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"}});
  EXPECT_EQ(problem_of({.base_url = server.url()}),
            "the response has two Content-Lengths that differ: \"1\" and \"2\"");
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
            "the file of certificates \"/none/at.all\" cannot be read: No such file or directory");
  EXPECT_EQ(
      error_of([] { HttpClient client({.base_url = "https://a.test", .ca_file = "/dev/zero"}); }),
      "the file of certificates \"/dev/zero\" cannot be read: it has more than 67108864 bytes");
}

}  // namespace
}  // namespace wavespeed_mock::transport::http_client_test
