#include "transport/client/answer_line.h"

#include <gtest/gtest.h>

namespace wavespeed_mock::transport::answer_line_test {
namespace {

TEST(AnswerLine, EndsWithALineFeed) {
  EXPECT_EQ(first_line("a\r\nb\r\n"), "a");
  EXPECT_EQ(first_line("a\nb"), "a");
  EXPECT_EQ(first_line("a"), "a");
  EXPECT_EQ(first_line("\r\n"), "");
}

TEST(AnswerLine, IsAStatusLineOfHttp1) {
  for (const char* line : {"HTTP/1.1 200 OK", "HTTP/1.0 404 Not Found", "HTTP/1.1 200 ",
                           "HTTP/1.1 200", "HTTP/1.1 999 \xc3\xa9"}) {
    EXPECT_TRUE(is_status_line(line)) << line;
  }
  for (const char* line :
       {"", "HTTP/1.1", "HTTP/1.1 0 X", "HTTP/1.1 20 OK", "HTTP/1.1 099 X", "HTTP/1.1 2000 X",
        "HTTP/1.1 200OK", "HTTP/1.1  200 OK", "HTTP/1.2 200 OK", "HTTP/2 200", "http/1.1 200 OK",
        "HTTP/1.1 -20 X", "HTTP/1.1 200 O\x01K", "HTTP/1.1 200 OK\r"}) {
    EXPECT_FALSE(is_status_line(line)) << line;
  }
}

TEST(AnswerLine, HasAnErrorThatNamesTheField) {
  const Headers none;
  EXPECT_EQ(problem_of_field("no colon", none),
            R"(the header line "no colon" of the response has no colon)");
  EXPECT_EQ(problem_of_field("X B: 1", none),
            R"(the response has the header field "X B", which cannot be a name)");
  EXPECT_EQ(problem_of_field(": 1", none),
            R"(the response has the header field "", which cannot be a name)");
  EXPECT_EQ(problem_of_field("X-Key: secret\x01", none),
            R"(the header field "X-Key" of the response has byte 0x01 at position 7, which HTTP )"
            "does not allow there");
  EXPECT_EQ(problem_of_field("Connection: ,;", none),
            R"(the header field "Connection" of the response is malformed)");
}

TEST(AnswerLine, HasAnErrorThatSaysWhatIsWrongWithTheLength) {
  const Headers none;
  const Headers sized = {{"content-length", "5"}};
  const Headers chunked = {{"transfer-encoding", "chunked"}};
  EXPECT_EQ(problem_of_field("Content-Length: -5", none),
            R"(the Content-Length of the response is invalid: "-5")");
  EXPECT_EQ(problem_of_field("Content-Length:", none),
            R"(the Content-Length of the response is invalid: "")");
  EXPECT_EQ(problem_of_field("Content-Length: 99999999999999999999", none),
            R"(the Content-Length of the response is invalid: "99999999999999999999")");
  EXPECT_EQ(problem_of_field("Content-Length: 6", sized),
            R"(the response has two Content-Lengths that differ: "5" and "6")");
  EXPECT_EQ(problem_of_field("Content-Length: 5, 6", none),
            R"(the response has Content-Lengths that differ: "5, 6")");
  const char* const both = "the response has both a Content-Length and a Transfer-Encoding";
  EXPECT_EQ(problem_of_field("Content-Length: 5", chunked), both);
  EXPECT_EQ(problem_of_field("Transfer-Encoding: chunked", sized), both);
  EXPECT_EQ(problem_of_field("Transfer-Encoding: chunked", chunked),
            "the response has two Transfer-Encodings");
  EXPECT_EQ(problem_of_field("Transfer-Encoding: gzip, chunked", none),
            R"(the response has the Transfer-Encoding "gzip, chunked", but only "chunked" is )"
            "supported");
}

TEST(AnswerLine, HasAnErrorThatSaysWhatIsWrongWithAChunk) {
  EXPECT_EQ(problem_of_chunk("zz\r\n", false), R"(the line of a chunk's size is malformed: "zz")");
  EXPECT_EQ(problem_of_chunk("\r\nzz\r\n", true),
            R"(the line of a chunk's size is malformed: "zz")");
  EXPECT_EQ(problem_of_chunk("2\nab\r\n", false),
            R"(the line of a chunk's size does not end with CR LF: "2")");
  EXPECT_EQ(problem_of_chunk("2\rab", false),
            R"(the line of a chunk's size does not end with CR LF: "2")");
  EXPECT_EQ(problem_of_chunk("more", true), "a chunk of the response is not as long as it says");
  EXPECT_EQ(problem_of_chunk("\r\n0\r\nX B: 1\r\n\r\n", true),
            "the last chunk of the response is malformed");
}

}  // namespace
}  // namespace wavespeed_mock::transport::answer_line_test
