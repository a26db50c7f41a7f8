#include "cli/server_log.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

namespace wavespeed_mock::cli::server_log_test {
namespace {

using testing::HasSubstr;
using testing::Not;

const Request kRequest{.method = "POST",
                       .target = "/api/v3/a/b?token=hush-token",
                       .headers = {{"Authorization", "Bearer hush-key"}},
                       .body = "hush body"};

Response answer(const std::string& faults) {
  Response response{.status = 429, .headers = {{"X-Mock-Request", "0123abcd-7"}}, .body = "{}"};
  response.delivery.delay = std::chrono::microseconds(1'500);
  if (!faults.empty()) response.headers.add("X-Mock-Fault", faults);
  return response;
}

std::string logged(const std::string& level, LogFormat format, const Response& response) {
  testing::internal::CaptureStderr();
  ServerLog log(level, format);
  log.exchange(kRequest, response);
  return testing::internal::GetCapturedStderr();
}

TEST(ServerLog, TellsOfFaultsAtInfo) {
  const std::string line = logged("info", LogFormat::text, answer("busy, slow"));
  EXPECT_THAT(line, HasSubstr(R"( info fault "busy, slow" -> 429 POST "/api/v3/a/b)"));
  EXPECT_THAT(line, testing::EndsWith(" 0123abcd-7\n"));
  EXPECT_THAT(line, Not(HasSubstr("hush")));
  EXPECT_EQ(logged("info", LogFormat::text, answer("")), "");
  EXPECT_EQ(logged("warn", LogFormat::text, answer("busy")), "");
}

TEST(ServerLog, TellsOfEachExchangeAtDebug) {
  const std::string line = logged("debug", LogFormat::text, answer(""));
  EXPECT_THAT(line, HasSubstr(R"( debug POST "/api/v3/a/b)"));
  EXPECT_THAT(line, testing::EndsWith("\" 429 2 bytes 0123abcd-7\n"));
  EXPECT_THAT(line, Not(HasSubstr("hush")));
}

TEST(ServerLog, WritesTheSameAsJson) {
  const auto line =
      nlohmann::json::parse(logged("info", LogFormat::json, answer("busy")), nullptr, false);
  ASSERT_TRUE(line.is_object());
  EXPECT_EQ(line["level"], "info");
  EXPECT_EQ(line["message"], "fault");
  EXPECT_EQ(line["request_id"], "0123abcd-7");
  EXPECT_EQ(line["account"], "0123abcd");
  EXPECT_EQ(line["status"], 429);
  EXPECT_EQ(line["bytes"], 2);
  EXPECT_EQ(line["delay_ms"], 2);
  EXPECT_EQ(line["faults"], "busy");
  EXPECT_THAT(line.dump(), Not(HasSubstr("hush")));
}

TEST(ServerLog, QuotesWhatBreaksALine) {
  testing::internal::CaptureStderr();
  ServerLog(std::string("info"), LogFormat::json).info("a \"b\"\n{}");
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(nlohmann::json::parse(text)["message"], "a \"b\"\n{}");
}

}  // namespace
}  // namespace wavespeed_mock::cli::server_log_test
