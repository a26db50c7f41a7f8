#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "support/loopback_server.h"
#include "support/self_signed.h"
#include "support/temp_folder.h"
#include "transport/client/http_client.h"

namespace wavespeed_mock::transport::https_client_test {
namespace {

using ::testing::HasSubstr;

// Why there was no response; "" if there was one.
std::string problem_of(HttpClientOptions options) {
  HttpClient client(std::move(options));
  try {
    client.exchange({"GET", "/", {}, ""});
  } catch (const NoAnswer& problem) {
    return problem.what();
  }
  return "";
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
}  // namespace wavespeed_mock::transport::https_client_test
