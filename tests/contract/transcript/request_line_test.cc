#include "contract/transcript/request_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "contract/transcript/transcript.h"
#include "contract/transcript/transcript_check.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock::request_line_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

// The exchange of a transcript of one.
std::string transcript_of(const std::string& method, const std::string& target) {
  return "{\"wavespeed_mock_transcript\":1,\"recorded\":\"2026-01-01T00:00:00Z\"}\n" +
         json{{"at", "2026-01-01T00:00:00Z"},
              {"ms", 1},
              {"request", {{"method", method}, {"target", target}}},
              {"response", {{"status", 200}}}}
             .dump() +
         '\n';
}

std::string error_of(const std::string& method, const std::string& target) {
  try {
    parse_transcript(transcript_of(method, target), "t.jsonl");
  } catch (const ConfigError& problem) {
    return problem.what();
  }
  return "";
}

TEST(RecordedRequestLine, IsWhatAClientCanHaveSent) {
  for (const char* const target :
       {"/", "/api/v3/balance?a=%20&b={{key-1}}", "//a", "/a/redacted-key-1", "*"}) {
    EXPECT_EQ(error_of("GET", target), "") << target;
  }
  EXPECT_EQ(error_of("CONNECT", "host:80"), "");
  const std::string where = "t.jsonl: line 2: request: field ";
  EXPECT_EQ(error_of("G T", "/"), where + R"("method": must be a method such as "GET", not "G T")");
  EXPECT_EQ(error_of("\x1b[31m", "/"),
            where + R"("method": must be a method such as "GET", not "\u001b[31m")");
  EXPECT_EQ(error_of("GET", "balance"),
            where + R"("target": must be a path that begins with "/", not "balance")");
  EXPECT_EQ(error_of("GET", "/a\r\nX-B: c"),
            where +
                "\"target\": has byte 0x0D at position 3, which HTTP does not allow there; "
                "percent-encode it");
  EXPECT_THAT(error_of("GET", "/a b"), HasSubstr("byte 0x20 at position 3"));
  EXPECT_THAT(error_of("GET", "/\xc3\xa9"), HasSubstr("byte 0xC3 at position 2"));
  EXPECT_EQ(error_of("GET", "http://a:pw@host/"),
            where + R"("target": must be a path that begins with "/", not "http://…@host/")");
}

// Other texts of a transcript may have any bytes: names of fields, what a recorder called it.
TEST(RecordedRequestLine, IsOneLineInAFinding) {
  const TranscriptFinding finding{.line = 3,
                                  .operation = "get\x1b]0;title\a",
                                  .request = "",
                                  .in_answer = true,
                                  .problem = {.part = "body",
                                              .kind = "unknown",
                                              .path = "a\r\nb",
                                              .problem = "is not documented\x1b[2J",
                                              .schema = ""}};
  EXPECT_EQ(
      to_text(finding),
      R"(line 3: get\u001b]0;title\u0007: the answer: body: a\r\nb is not documented\u001b[2J)");
}

}  // namespace
}  // namespace wavespeed_mock::request_line_test
