#include "server/listen_tls.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/domain_error.h"
#include "support/self_signed.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::listen_tls_test {
namespace {

class ListenTls : public testing::Test {
 protected:
  std::string error_for(const ListenOptions& listen) const {
    const std::string problem = error_of([&] { make_tls(listen); });
    EXPECT_EQ(error_of([&] { check_tls(listen); }), problem);
    return problem;
  }

  const TempFolder folder_;
  const SelfSigned own_;
  const std::filesystem::path certificate_ = folder_.write("c.pem", own_.certificate_text());
  const std::filesystem::path key_ = folder_.write("k.pem", own_.key_text());
};

TEST_F(ListenTls, IsOffByDefault) {
  EXPECT_EQ(make_tls({}), nullptr);
}

TEST_F(ListenTls, ReadsTheFilesOfACertificateAndItsKey) {
  EXPECT_NE(make_tls({.tls_cert = certificate_, .tls_key = key_}), nullptr);
}

TEST_F(ListenTls, NamesTheInvalidOptionOrFile) {
  const std::string certificate = '"' + certificate_.string() + '"';
  const std::string key = '"' + key_.string() + '"';
  EXPECT_EQ(error_for({.tls_cert = certificate_}),
            "tls_cert " + certificate + " needs tls_key, the file of its private key");
  EXPECT_EQ(error_for({.tls_key = key_}),
            "tls_key " + key + " needs tls_cert, the file of its certificate");
  EXPECT_EQ(
      error_for({.tls_cert = key_, .tls_key = key_}),
      "tls_cert: the file " + key +
          " holds no certificate in PEM: it must have a line \"-----BEGIN CERTIFICATE-----\"");
  EXPECT_EQ(error_for({.tls_cert = certificate_, .tls_key = folder_.file("none")}),
            "tls_key: the file \"" + folder_.file("none").string() +
                "\" cannot be read: No such file or directory");
  EXPECT_EQ(error_for({.tls_cert = certificate_, .tls_self_signed = folder_.file("own.pem")}),
            "tls_self_signed creates its own certificate; it must be given without tls_cert and "
            "tls_key");
}

TEST_F(ListenTls, IsCheckedWithoutWriting) {
  check_tls({});
  check_tls({.tls_cert = certificate_, .tls_key = key_});
  check_tls({.tls_self_signed = folder_.file("own.pem")});
  EXPECT_FALSE(std::filesystem::exists(folder_.file("own.pem")));
}

TEST_F(ListenTls, WritesOnlyTheCertificateThatItCreates) {
  const auto path = folder_.write("own.pem", std::string(100'000, 'x'));
  EXPECT_NE(make_tls({.tls_self_signed = path}), nullptr);
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(text.starts_with("-----BEGIN CERTIFICATE-----\n"));
  EXPECT_TRUE(text.ends_with("\n-----END CERTIFICATE-----\n"));
  EXPECT_EQ(text.find("KEY"), std::string::npos);

  const auto nowhere = folder_.file("no/folder.pem");
  EXPECT_EQ(error_for({.tls_self_signed = nowhere}),
            "tls_self_signed: the file \"" + nowhere.string() +
                "\" cannot be written: No such file or directory");
}

}  // namespace
}  // namespace wavespeed_mock::listen_tls_test
