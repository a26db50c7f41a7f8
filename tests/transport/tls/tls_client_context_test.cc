#include "transport/tls/tls_client_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "support/domain_error.h"
#include "support/self_signed.h"
#include "support/temp_folder.h"
#include "transport/tls/tls_session.h"

namespace wavespeed_mock::transport::tls_client_context_test {
namespace {

class TlsClientContextTest : public testing::Test {
 protected:
  // Passes bytes on until neither side has any. Returns why the client failed, or "".
  static std::string shake_hands(TlsSession& client, TlsSession& server) {
    std::string plain;
    while (!client.outgoing().empty() || !server.outgoing().empty()) {
      server.open(std::exchange(client.outgoing(), {}), plain);
      if (!client.open(std::exchange(server.outgoing(), {}), plain)) return client.problem();
    }
    EXPECT_EQ(plain, "");
    EXPECT_TRUE(client.is_open());
    return "";
  }

  // With a server whose certificate is `shown`, called by the name `host`.
  std::string problem_of(const SelfSigned& shown, const std::string& host) {
    const TlsContext server_context{{.text = shown.certificate_text(), .name = "certificate"},
                                    {.text = shown.key_text(), .name = "key"}};
    TlsSession server(server_context);
    const TlsClientContext context(temp_.file("trusted.pem"));
    TlsSession client(context, host);
    return shake_hands(client, server);
  }

  const TempFolder temp_;
};

TEST_F(TlsClientContextTest, TrustsTheCertificatesOfItsFile) {
  const SelfSigned known("DNS:a.test,IP:127.0.0.1,IP:::1");
  known.write(temp_.file("trusted.pem"));
  for (const char* host : {"a.test", "127.0.0.1", "::1"}) EXPECT_EQ(problem_of(known, host), "");
  for (const char* host : {"b.test", "x.a.test", "127.0.0.2"}) {
    EXPECT_EQ(problem_of(known, host), "the certificate is not trusted for this host");
  }
  EXPECT_EQ(problem_of(SelfSigned("DNS:a.test"), "a.test"),
            "the certificate is not trusted: self-signed certificate");
}

TEST_F(TlsClientContextTest, CarriesDataInBothDirections) {
  const SelfSigned known("DNS:a.test");
  known.write(temp_.file("trusted.pem"));
  const TlsContext server_context{{.text = known.certificate_text(), .name = "certificate"},
                                  {.text = known.key_text(), .name = "key"}};
  TlsSession server(server_context);
  const TlsClientContext context(temp_.file("trusted.pem"));
  TlsSession client(context, "a.test");
  ASSERT_EQ(shake_hands(client, server), "");
  std::string plain;
  EXPECT_TRUE(client.seal("question"));
  EXPECT_TRUE(server.open(client.outgoing(), plain));
  EXPECT_TRUE(server.seal(" answer"));
  EXPECT_TRUE(client.open(std::exchange(server.outgoing(), {}), plain));
  EXPECT_EQ(plain, "question answer");
  EXPECT_FALSE(client.is_ended());
  EXPECT_TRUE(server.say_goodbye());
  EXPECT_TRUE(client.open(server.outgoing(), plain));
  EXPECT_TRUE(client.is_ended());
}

TEST_F(TlsClientContextTest, ReportsAFailedHandshake) {
  const TlsClientContext context(std::nullopt);
  TlsSession client(context, "a.test");
  std::string plain;
  EXPECT_FALSE(client.open("HTTP/1.1 400 Bad Request\r\n\r\n", plain));
  EXPECT_EQ(client.problem(), "the TLS handshake failed");
}

TEST_F(TlsClientContextTest, RefusesAFileWithoutCertificates) {
  const auto path = temp_.write("empty.pem", "no certificate\n");
  EXPECT_THAT(error_of([&] { TlsClientContext context(path); }),
              testing::EndsWith("empty.pem\" holds no certificates in PEM"));
  EXPECT_NE(error_of([&] { TlsClientContext context(temp_.file("none.pem")); }), "");
}

}  // namespace
}  // namespace wavespeed_mock::transport::tls_client_context_test
