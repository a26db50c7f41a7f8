#include "api/file_response.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace wavespeed_mock::file_response_test {
namespace {

constexpr const char* kFile = "0123456789";

struct Answer {
  Response response;
  int rendered = 0;  // number of times the file was rendered

  std::string header(std::string_view name) const {
    return std::string(response.headers.get(name));
  }
};

Answer ask(Headers headers, std::string method = "GET", std::string content = kFile) {
  Answer answer;
  const FileSource file{.content_type = "text/plain", .etag = "abc-1", .bytes = [&] {
                          ++answer.rendered;
                          return content;
                        }};
  answer.response = file_response(
      {.method = std::move(method), .target = "/f", .headers = std::move(headers)}, file);
  return answer;
}

TEST(FileResponse, IsTheWholeFileWithItsTypeAndValidators) {
  const Answer answer = ask({});
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(answer.response.body, kFile);
  EXPECT_EQ(answer.header("Content-Type"), "text/plain");
  EXPECT_EQ(answer.header("ETag"), "\"abc-1\"");
  EXPECT_EQ(answer.header("Accept-Ranges"), "bytes");
  EXPECT_EQ(answer.header("Cache-Control"), "no-cache");
  EXPECT_EQ(answer.header("Content-Range"), "");
  EXPECT_EQ(answer.rendered, 1);
}

TEST(FileResponse, ServesOneRange) {
  struct Case {
    std::string range;
    std::string body;
    std::string content_range;
  };
  const std::vector<Case> cases = {
      {"bytes=0-3", "0123", "bytes 0-3/10"},
      {"bytes=4-4", "4", "bytes 4-4/10"},
      {"bytes=7-", "789", "bytes 7-9/10"},
      {"bytes=0-", kFile, "bytes 0-9/10"},
      {"bytes=8-99999999999999999999999", "89", "bytes 8-9/10"},
      {"bytes=-3", "789", "bytes 7-9/10"},
      {"bytes=-10", kFile, "bytes 0-9/10"},
      {"bytes=-99999999999999999999999", kFile, "bytes 0-9/10"},
      {"Bytes = 9-9 ", "9", "bytes 9-9/10"},
  };
  for (const Case& c : cases) {
    const Answer answer = ask({{"Range", c.range}});
    EXPECT_EQ(answer.response.status, 206) << c.range;
    EXPECT_EQ(answer.response.body, c.body) << c.range;
    EXPECT_EQ(answer.header("Content-Range"), c.content_range) << c.range;
    EXPECT_EQ(answer.header("Content-Type"), "text/plain");
    EXPECT_EQ(answer.header("ETag"), "\"abc-1\"");
    EXPECT_EQ(answer.rendered, 1);
  }
}

TEST(FileResponse, RefusesARangeOutsideTheFile) {
  for (const char* range :
       {"bytes=10-", "bytes=10-12", "bytes=99999999999999999999-", "bytes=-0"}) {
    const Answer answer = ask({{"Range", range}});
    EXPECT_EQ(answer.response.status, 416) << range;
    EXPECT_EQ(answer.header("Content-Range"), "bytes */10") << range;
    EXPECT_EQ(nlohmann::json::parse(answer.response.body)["code"], 416);
  }
  const Answer empty = ask({{"Range", "bytes=0-"}}, "GET", "");
  EXPECT_EQ(empty.response.status, 416);
  EXPECT_EQ(empty.header("Content-Range"), "bytes */0");
  EXPECT_EQ(ask({}, "GET", "").response.status, 200);
}

TEST(FileResponse, IsWholeWhenTheRangeIsNotSupported) {
  for (const char* range :
       {"bytes=0-1,3-4", "bytes=0-1, 3-4", "bytes=", "bytes=-", "bytes=5-3", "bytes=a-b",
        "bytes=0x0-1", "bytes=1-2-3", "bytes=+1-2", "bytes=--3", "bytes 0-1", "0-1", "lines=0-1",
        "byte=0-1", "bytesx=0-1", "bytes=1 - 2", ""}) {
    const Answer answer = ask({{"Range", range}});
    EXPECT_EQ(answer.response.status, 200) << range;
    EXPECT_EQ(answer.response.body, kFile) << range;
    EXPECT_EQ(answer.header("Content-Range"), "") << range;
  }
}

// HTTP defines ranges for GET only.
TEST(FileResponse, IsWholeForHead) {
  const Answer answer = ask({{"Range", "bytes=0-3"}}, "HEAD");
  EXPECT_EQ(answer.response.status, 200);
  EXPECT_EQ(answer.response.body, kFile) << "the transport sends only its length";
}

TEST(FileResponse, IsNotRenderedWhenTheClientHasTheFile) {
  for (const char* tags : {"\"abc-1\"", "W/\"abc-1\"", "*", "\"x\", \"abc-1\"", "\"abc-1\",\"x\"",
                           " \"x\" ,  W/\"abc-1\" "}) {
    for (const char* method : {"GET", "HEAD"}) {
      const Answer answer = ask({{"If-None-Match", tags}, {"Range", "bytes=0-3"}}, method);
      EXPECT_EQ(answer.response.status, 304) << tags;
      EXPECT_EQ(answer.response.body, "");
      EXPECT_EQ(answer.header("ETag"), "\"abc-1\"");
      EXPECT_EQ(answer.header("Cache-Control"), "no-cache");
      EXPECT_EQ(answer.header("Content-Type"), "");
      EXPECT_EQ(answer.rendered, 0) << tags;
    }
  }
}

TEST(FileResponse, IsSentWhenTheClientHasAnotherVersion) {
  for (const char* tags : {"\"abc-2\"", "abc-1", "\"abc-1", "\"x\", \"y\"", "", ",", "\"*\""}) {
    EXPECT_EQ(ask({{"If-None-Match", tags}}).response.status, 200) << tags;
  }
}

TEST(FileResponse, ServesARangeOnlyWhenIfRangeMatches) {
  const auto status = [](const char* known) {
    return ask({{"Range", "bytes=0-3"}, {"If-Range", known}}).response.status;
  };
  EXPECT_EQ(status("\"abc-1\""), 206);
  EXPECT_EQ(status("\"abc-2\""), 200);
  EXPECT_EQ(status("W/\"abc-1\""), 200) << "weak";
  EXPECT_EQ(status("Thu, 01 Jan 2026 00:00:00 GMT"), 200);
}

}  // namespace
}  // namespace wavespeed_mock::file_response_test
