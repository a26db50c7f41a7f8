#include "transport/tls/tls_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <string>

#include "support/domain_error.h"
#include "support/self_signed.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::transport::tls_context_test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string error_for(const std::string& certificates, const std::string& key) {
  return error_of([&] {
    TlsContext({.text = certificates, .name = "tls_cert: the file \"c\""},
               {.text = key, .name = "tls_key: the file \"k\""});
  });
}

TEST(TlsContext, AcceptsACertificateAndItsKey) {
  const SelfSigned own;
  EXPECT_EQ(error_for(own.certificate_text(), own.key_text()), "");
  EXPECT_EQ(error_for("words before it\n" + own.certificate_text(), own.key_text()), "");
}

TEST(TlsContext, SendsTheWholeChain) {
  const SelfSigned own;
  const SelfSigned authority;
  const TlsContext context(
      {.text = own.certificate_text() + authority.certificate_text(), .name = "c"},
      {.text = own.key_text(), .name = "k"});
  EXPECT_EQ(X509_cmp(SSL_CTX_get0_certificate(context.get()), own.certificate()), 0);
  STACK_OF(X509)* chain = nullptr;
  SSL_CTX_get0_chain_certs(context.get(), &chain);
  ASSERT_EQ(sk_X509_num(chain), 1);
  EXPECT_EQ(X509_cmp(sk_X509_value(chain, 0), authority.certificate()), 0);
}

TEST(TlsContext, ExplainsAnInvalidCertificate) {
  const SelfSigned own;
  const std::string good = own.certificate_text();
  EXPECT_EQ(error_for("", own.key_text()),
            "tls_cert: the file \"c\" holds no certificate in PEM: it must have a line "
            "\"-----BEGIN CERTIFICATE-----\"");
  EXPECT_THAT(error_for(own.key_text(), own.key_text()), HasSubstr("holds no certificate in PEM"));
  for (const std::string& broken :
       {good.substr(0, good.size() / 2), std::string(good).replace(60, 4, "!!!!"),
        good + good.substr(0, good.size() / 2)}) {
    EXPECT_THAT(error_for(broken, own.key_text()),
                StartsWith("tls_cert: the file \"c\" holds a malformed certificate ("));
  }
}

TEST(TlsContext, ExplainsAnInvalidKey) {
  const SelfSigned own;
  const std::string good = own.key_text();
  EXPECT_EQ(error_for(own.certificate_text(), own.certificate_text()),
            "tls_key: the file \"k\" holds no private key in PEM: it must have a line such as "
            "\"-----BEGIN PRIVATE KEY-----\"");
  EXPECT_THAT(error_for(own.certificate_text(), good.substr(0, good.size() / 2)),
              StartsWith("tls_key: the file \"k\" holds a malformed key ("));
  EXPECT_EQ(error_for(own.certificate_text(), own.encrypted_key_text()),
            "tls_key: the file \"k\" is encrypted: it must hold a key without a passphrase, as "
            "\"openssl pkey\" writes it");
  EXPECT_EQ(error_for(own.certificate_text(), SelfSigned().key_text()),
            "tls_key: the file \"k\" holds a key that does not match the first certificate of "
            "tls_cert: the file \"c\" (key values mismatch)");
}

TEST(TlsContext, ReadsFiles) {
  const TempFolder folder;
  const auto path = folder.write("c.pem", "text");
  const PemText pem = read_pem("tls_cert", path);
  EXPECT_EQ(pem.text, "text");
  EXPECT_EQ(pem.name, "tls_cert: the file \"" + path.string() + "\"");
  EXPECT_EQ(error_of([&] { read_pem("tls_key", folder.file("none.pem")); }),
            "tls_key: the file \"" + folder.file("none.pem").string() +
                "\" cannot be read: No such file or directory");
  EXPECT_EQ(error_of([&] { read_pem("tls_key", folder.path()); }),
            "tls_key: the file \"" + folder.path().string() + "\" cannot be read: Is a directory");
  EXPECT_EQ(error_of([&] { read_pem("tls_key", "/dev/zero"); }),
            "tls_key: the file \"/dev/zero\" cannot be read: it has more than 67108864 bytes");
}

}  // namespace
}  // namespace wavespeed_mock::transport::tls_context_test
