#include "transport/client/client_error.h"

#include <gtest/gtest.h>

#include <chrono>

namespace wavespeed_mock::transport::client_error_test {
namespace {

TEST(ClientError, DescribesTheError) {
  const auto limit = std::chrono::seconds(5);
  EXPECT_EQ(problem_text(httplib::Error::Connection, limit),
            "the connection was refused or cannot be made");
  EXPECT_EQ(problem_text(httplib::Error::ConnectionTimeout, limit), "no connection within 5s");
  EXPECT_EQ(problem_text(httplib::Error::SSLConnection, limit), "the TLS handshake failed");
  EXPECT_EQ(problem_text(httplib::Error::SSLServerVerification, limit),
            "the certificate is not trusted for this host");
  EXPECT_EQ(problem_text(httplib::Error::Read, limit), "the connection ended before a response");
  EXPECT_FALSE(problem_text(httplib::Error::Compression, limit).empty());
}

TEST(ClientError, KnowsWhichRequestsWereNotSent) {
  EXPECT_TRUE(was_never_connected(httplib::Error::Connection));
  EXPECT_TRUE(was_never_connected(httplib::Error::ConnectionTimeout));
  EXPECT_FALSE(was_never_connected(httplib::Error::Read));
  EXPECT_FALSE(was_never_connected(httplib::Error::SSLServerVerification));
}

}  // namespace
}  // namespace wavespeed_mock::transport::client_error_test
