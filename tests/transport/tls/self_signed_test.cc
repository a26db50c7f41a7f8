#include "transport/tls/self_signed.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>
#include <string>

#include "transport/tls/tls_context.h"

namespace wavespeed_mock::transport::self_signed_test {
namespace {

using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

Certificate certificate_in(const std::string& pem) {
  const std::unique_ptr<BIO, int (*)(BIO*)> reader(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
  return {PEM_read_bio_X509(reader.get(), nullptr, nullptr, nullptr), X509_free};
}

TEST(SelfSignedPem, CoversLoopbackAndTheHost) {
  struct Case {
    std::string host;
    std::string more;
    bool is_address;
  };
  for (const Case& c : {Case{"127.0.0.1", "127.0.0.1", true}, Case{"10.0.0.7", "10.0.0.7", true},
                        Case{"mock.test", "mock.test", false}, Case{"", "localhost", false},
                        Case{"a,DNS:b", "localhost", false}}) {
    const Certificate made = certificate_in(make_self_signed(c.host).certificate);
    ASSERT_NE(made, nullptr);
    EXPECT_EQ(X509_check_host(made.get(), "localhost", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_ip_asc(made.get(), "127.0.0.1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(made.get(), "::1", 0), 1);
    EXPECT_EQ(c.is_address ? X509_check_ip_asc(made.get(), c.more.c_str(), 0)
                           : X509_check_host(made.get(), c.more.c_str(), 0, 0, nullptr),
              1)
        << c.more;
    EXPECT_EQ(X509_check_host(made.get(), "b", 0, 0, nullptr), 0);
  }
}

TEST(SelfSignedPem, IsValidFromYesterdayForAYear) {
  const Certificate made = certificate_in(make_self_signed("").certificate);
  const std::time_t now = std::time(nullptr);
  constexpr std::time_t kDay = 24L * 60 * 60;
  for (const std::time_t at : {now - kDay / 2, now, now + 364 * kDay}) {
    std::time_t when = at;
    EXPECT_LT(X509_cmp_time(X509_get0_notBefore(made.get()), &when), 0);
    EXPECT_GT(X509_cmp_time(X509_get0_notAfter(made.get()), &when), 0);
  }
}

TEST(SelfSignedPem, MatchesItsKeyAndDiffersEachTime) {
  const SelfSignedPem first = make_self_signed("");
  const SelfSignedPem second = make_self_signed("");
  EXPECT_NO_THROW(TlsContext({first.certificate, "c"}, {first.key, "k"}));
  EXPECT_NE(first.certificate, second.certificate);
  EXPECT_NE(first.key, second.key);
  const Certificate one = certificate_in(first.certificate);
  const Certificate other = certificate_in(second.certificate);
  EXPECT_NE(
      ASN1_INTEGER_cmp(X509_get0_serialNumber(one.get()), X509_get0_serialNumber(other.get())), 0);
}

}  // namespace
}  // namespace wavespeed_mock::transport::self_signed_test
