#include "wavespeed_mock/mock_server.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/contract_watch.h"
#include "support/domain_error.h"
#include "support/patient_client.h"
#include "support/raw_client.h"
#include "support/temp_folder.h"
#include "support/upload_client.h"
#include "transport/client/http_client.h"

namespace wavespeed_mock::mock_server_test {
namespace {

using std::chrono::steady_clock;

TEST(MockServer, ReportsItsAddress) {
  const WatchedServer server;
  EXPECT_GT(server.port(), 0);
  EXPECT_EQ(server.base_url(), "http://127.0.0.1:" + std::to_string(server.port()));
  PatientClient client(server.base_url());
  EXPECT_TRUE(client.Get("/"));
}

TEST(MockServer, ReportsAnAddressThatClientsCanUse) {
  struct Case {
    const char* host;
    const char* shown;
  };
  for (const Case& c : {Case{"0.0.0.0", "127.0.0.1"}, Case{"localhost", "localhost"},
                        Case{"::1", "[::1]"}, Case{"::", "[::1]"}}) {
    std::unique_ptr<WatchedServer> server;
    try {
      server = std::make_unique<WatchedServer>(Options{}, ListenOptions{.host = c.host});
    } catch (const ConfigError&) {
      continue;  // this machine does not have that address
    }
    EXPECT_EQ(server->base_url(),
              std::string("http://") + c.shown + ":" + std::to_string(server->port()));
  }
}

#ifdef WAVESPEED_MOCK_EVENT_ENGINE
// Over HTTPS every URL in a response is an HTTPS URL.
TEST(MockServer, ServesHttps) {
  const TempFolder folder;
  const auto certificate = folder.file("own.pem");
  const WatchedServer server({.latency = Latency::instant()}, {.tls_self_signed = certificate});
  EXPECT_EQ(server.base_url(), "https://127.0.0.1:" + std::to_string(server.port()));

  transport::HttpClient client({.base_url = server.base_url(), .ca_file = certificate});
  const Headers headers = {{"Authorization", "Bearer k"}};
  const std::string target = "/api/v3/wavespeed-ai/flux-dev";
  auto submitted = nlohmann::json::parse(
      client.exchange({"POST", target, headers, R"({"prompt": "A cat"})"}).body);
  const std::string get = submitted["data"]["urls"]["get"];
  ASSERT_TRUE(get.starts_with(server.base_url() + "/")) << get;
  auto done = nlohmann::json::parse(
      client.exchange({"GET", get.substr(server.base_url().size()), headers, ""}).body);
  const std::string output = done["data"]["outputs"][0];
  ASSERT_TRUE(output.starts_with(server.base_url() + "/")) << output;
  EXPECT_EQ(client.exchange({"GET", output.substr(server.base_url().size()), {}, ""}).status, 200);
  auto contract = nlohmann::json::parse(client.exchange({"GET", "/openapi.json", {}, ""}).body);
  EXPECT_EQ(contract["servers"][0]["url"], server.base_url());
}
#endif

TEST(MockServer, RefusesHttpsOnTheHttplibEngine) {
  const TempFolder folder;
  EXPECT_EQ(error_of([&] {
              MockServer(
                  {}, {.engine = ServerEngine::httplib, .tls_self_signed = folder.file("own.pem")});
            }),
            "engine \"httplib\" does not support TLS: use \"event\", or no certificate");
}

TEST(MockServer, AnswersAsItsMockDoes) {
  WatchedServer server;
  PatientClient client(server.base_url());
  const auto result = client.Get("/no/such/path");
  ASSERT_TRUE(result) << httplib::to_string(result.error());
  const Response direct =
      watched_answer(server.mock(), {.method = "GET", .target = "/no/such/path"});
  EXPECT_EQ(result->status, direct.status);
}

// Of such bodies two questions kept all threads busy, and the server could not be stopped.
TEST(MockServer, ShowsAJournalOfBlanksOnEitherEngine) {
  for (const ServerEngine engine : {ListenOptions{}.engine, ServerEngine::httplib}) {
    const WatchedServer server({.journal_body = Options::kMaxJournalBody}, {.engine = engine});
    PatientClient client(server.base_url());
    for (const char* unit : {" ", "\"", "%20"}) {
      std::string body;
      while (body.size() < 500'000) body += unit;
      const auto refused = client.Post("/api/v3/mock/instant", {{"Authorization", "Bearer key"}},
                                       body, "application/json");
      ASSERT_TRUE(refused) << httplib::to_string(refused.error());
      EXPECT_EQ(refused->status, 400);
    }
    const auto page = client.Get("/__mock/journal");
    ASSERT_TRUE(page) << httplib::to_string(page.error());
    EXPECT_EQ(page->status, 200);
  }
}

TEST(MockServer, AllowsSeveralServersInOneProcess) {
  const WatchedServer one;
  const WatchedServer other;
  EXPECT_NE(one.port(), other.port());
  EXPECT_TRUE(PatientClient(one.base_url()).Get("/"));
  EXPECT_TRUE(PatientClient(other.base_url()).Get("/"));
}

TEST(MockServer, ReportsEachExchange) {
  std::mutex mutex;
  std::vector<std::string> seen;
  const WatchedServer server({},
                             {.on_exchange = [&](const Request& request, const Response& response) {
                               const std::lock_guard lock(mutex);
                               seen.push_back(request.method + " " + request.target + " " +
                                              std::to_string(response.status));
                             }});
  PatientClient client(server.base_url());
  const auto result = client.Get("/a?b=c");
  ASSERT_TRUE(result) << httplib::to_string(result.error());
  const std::lock_guard lock(mutex);
  EXPECT_EQ(seen, (std::vector<std::string>{"GET /a?b=c " + std::to_string(result->status)}));
}

TEST(MockServer, UsesTheWallClockByDefault) {
  const Timestamp before = std::chrono::system_clock::now();
  WatchedServer server;
  EXPECT_GE(server.mock().clock().now(), before);

  const auto clock = std::make_shared<ManualClock>();
  WatchedServer other({.clock = clock});
  EXPECT_EQ(&other.mock().clock(), clock.get());
}

TEST(MockServer, CanStopWithConnectedClients) {
  WatchedServer server;
  std::vector<RawClient> idle, half;
  for (int i = 0; i < 10; ++i) {
    idle.emplace_back(server.port());
    half.emplace_back(server.port()).send("GET / HT");
  }
  const auto asked = steady_clock::now();
  server.stop();
  EXPECT_LT(steady_clock::now() - asked, std::chrono::seconds(5));
  for (RawClient& client : idle) EXPECT_TRUE(client.is_closed());
  for (RawClient& client : half) EXPECT_TRUE(client.is_closed());
  EXPECT_THROW(RawClient(server.port()), std::runtime_error);
  server.stop();
}

// The status of a form with a file of `size` bytes.
int upload_status(const MockServer& server, std::size_t size) {
  PatientClient client(server.base_url());
  const auto result = client.Post("/api/v3/media/upload/binary", {{"Authorization", "Bearer key"}},
                                  form("a.mp4", "application/octet-stream", std::string(size, 'x')),
                                  "multipart/form-data; boundary=XX");
  return result ? result->status : 0;
}

TEST(MockServer, AcceptsRequestsAsLargeAsItsUploads) {
  constexpr std::size_t kMax = 70'000'000;  // larger than the limit of other bodies
  const WatchedServer server({.max_upload_bytes = kMax});
  EXPECT_EQ(upload_status(server, kMax), 200);
  EXPECT_EQ(upload_status(server, kMax + 1), 413);
}

TEST(MockServer, AcceptsLargeInputsWhenUploadsAreLimited) {
  const WatchedServer server({.max_upload_bytes = 1});
  EXPECT_EQ(upload_status(server, 1), 200);
  EXPECT_EQ(upload_status(server, 2), 413);
  PatientClient client(server.base_url());
  const std::string inputs = R"({"prompt": "a", "x": ")" + std::string(2'000'000, 'x') + R"("})";
  const auto result = client.Post("/api/v3/mock/instant", {{"Authorization", "Bearer key"}}, inputs,
                                  "application/json");
  ASSERT_TRUE(result) << httplib::to_string(result.error());
  EXPECT_EQ(result->status, 200);
}

TEST(MockServer, RefusesAPortThatIsTaken) {
  const WatchedServer server;
  try {
    const WatchedServer other({}, {.port = server.port()});
    FAIL() << "two servers listen on port " << server.port();
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("127.0.0.1:" + std::to_string(server.port())),
              std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace wavespeed_mock::mock_server_test
