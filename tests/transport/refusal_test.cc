#include "transport/refusal.h"

#include <gtest/gtest.h>

#include <string>

namespace wavespeed_mock::transport {
namespace {

using End = SocketStream::End;

TEST(Refusal, ExplainsARequestThatWasNotFinished) {
  EXPECT_EQ(unfinished_request(End::timed_out)->http, 408);
  EXPECT_NE(unfinished_request(End::timed_out)->message.find("30 seconds"), std::string::npos);
  EXPECT_EQ(unfinished_request(End::head_too_long)->http, 431);
  EXPECT_NE(unfinished_request(End::head_too_long)->message.find("65536 bytes"), std::string::npos);
}

TEST(Refusal, HasNothingToSayToAClientThatIsGone) {
  EXPECT_FALSE(unfinished_request(End::closed));
  EXPECT_FALSE(unfinished_request(End::none));
}

TEST(Refusal, ExplainsAHeadThatTheLibraryRefuses) {
  struct Case {
    const char* answer;
    int status;
    const char* named;
  };
  for (const Case& c :
       {Case{"HTTP/1.1 400 Bad Request\r\n\r\n", 400, "METHOD /path"},
        Case{"HTTP/1.1 414 URI Too Long\r\n\r\n", 414, "8192 bytes"},
        Case{"HTTP/1.1 416 Range Not Satisfiable\r\n\r\n", 416, "Range"},
        Case{"HTTP/1.1 500 Internal Server Error\r\n\r\n", 500, ""}, Case{"", 400, "CRLF"}}) {
    const ApiError error = unreadable_head(c.answer);
    EXPECT_EQ(error.http, c.status) << c.answer;
    EXPECT_EQ(error.code, c.status) << c.answer;
    EXPECT_NE(error.message.find(c.named), std::string::npos) << error.message;
  }
}

}  // namespace
}  // namespace wavespeed_mock::transport
