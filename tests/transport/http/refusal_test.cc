#include "transport/http/refusal.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace wavespeed_mock::transport::refusal_test {
namespace {

void expect_refusal(const ApiError& error, int status, const std::string& part) {
  EXPECT_EQ(error.http, status);
  EXPECT_EQ(error.code, status);
  EXPECT_NE(error.message.find(part), std::string::npos) << error.message;
}

TEST(Refusal, ExplainsAnIncompleteRequest) {
  expect_refusal(request_unfinished(std::chrono::seconds(30)), 408, "arrived for 30 seconds");
  expect_refusal(request_too_slow(std::chrono::milliseconds(2'050)), 408, "after 2.050 seconds");
  expect_refusal(head_too_long(), 431, "65536 bytes");
}

TEST(Refusal, SendsPlainClientsToHttps) {
  expect_refusal(request_without_tls(), 400, "use https://");
}

TEST(Refusal, ExplainsAMalformedHead) {
  expect_refusal(bare_line_feed(), 400, "CRLF");
  expect_refusal(wrong_byte_in_line("GET /\n", 5), 400, "byte 0x0A at position 6");
  expect_refusal(unknown_target_form(), 400, "http://host/path");
  expect_refusal(unreadable_head(400), 400, "METHOD /path");
  expect_refusal(unreadable_head(400), 400, "CRLF");
  expect_refusal(unreadable_head(414), 414, "8192 bytes");
  expect_refusal(second_empty_line(), 400, "at most one empty line");
}

}  // namespace
}  // namespace wavespeed_mock::transport::refusal_test
